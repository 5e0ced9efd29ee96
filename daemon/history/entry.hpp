#pragma once
// What is kept, as a reader of the file finds it: a row of what happened, a reminder with what became of it.

#include <optional>
#include <string>
#include <variant>

#include "history/row.hpp"

namespace sitbreak::history {

struct ReminderRow {
    Time shown{};
    std::chrono::minutes utc_offset{};
    /// Its id; none if it was shown while nothing could be kept.
    std::optional<std::string> movement;
    /// None: it is open what becomes of it.
    std::optional<sitting::Outcome> outcome;
    /// When that was settled, after it was shown.
    std::optional<Length> after;
    friend bool operator==(const ReminderRow&, const ReminderRow&) = default;
};

using Entry = std::variant<BoutRow, BreakRow, AbsenceRow, UnknownRow, PauseRow, HoldRow, ReminderRow>;

}  // namespace sitbreak::history
