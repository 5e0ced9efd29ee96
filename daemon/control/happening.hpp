#pragma once
// What has happened, for whoever listens on the bus: the interface's signals.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "control/unix_time.hpp"
#include "sitting/action.hpp"

namespace sitbreak::control {

// Times in seconds since 1970 UTC, lengths in seconds.
struct ReminderShown {
    std::string movement;
    std::uint64_t sitting = 0;
};
struct ReminderWithdrawn {};
struct BoutEnded {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::uint64_t sitting = 0;
    std::string how;
};
struct BreakTaken {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};
using Happening = std::variant<ReminderShown, ReminderWithdrawn, BoutEnded, BreakTaken>;

/// None for an action that is nobody else's business. `movement` is the id of the one that was suggested
/// last.
std::optional<Happening> happening_of(const sitting::Action& action, const std::string& movement,
                                      const UnixTime& time);

}  // namespace sitbreak::control
