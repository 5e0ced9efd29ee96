#pragma once
// When a hook is run, and what it is told. Values in, values out. docs/hooks.md says the same to a person.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/movements.hpp"
#include "sitting/action.hpp"

namespace sitbreak::hooks {

enum class Occasion { reminder, break_begin, break_end, bout_begin };

constexpr std::size_t occasion_count = 4;

/// "break_begin".
std::string_view name_of(Occasion occasion);

struct Call {
    Occasion occasion = Occasion::reminder;
    /// "SITBREAK_EVENT=break_begin" and the like.
    std::vector<std::string> variables;

    friend bool operator==(const Call&, const Call&) = default;
};

/// None when the action is no occasion. `shown_last` is the movement of the reminder that was shown last.
std::optional<Call> call_for(const sitting::Action& action,
                             const std::optional<config::Movement>& shown_last);

}  // namespace sitbreak::hooks
