#pragma once
// When reminders are wanted, by the clock on the wall (R14).

#include <chrono>
#include <optional>
#include <vector>

#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// A part of the week during which reminders are wanted, in minutes since Monday 00:00 local time.
/// `begin` is in [0, 7 days), `end` in (begin, begin + 7 days]: a window may run past Sunday midnight.
struct WeekWindow {
    std::chrono::minutes begin{};
    std::chrono::minutes end{};

    friend bool operator==(const WeekWindow&, const WeekWindow&) = default;
};

/// A weekly schedule. Without windows it is always open.
struct Schedule {
    std::vector<WeekWindow> windows;

    bool open(WallTime wall) const;

    /// How long after `wall` the answer of `open` changes, as long as the clock on the wall is not set; none
    /// if it never does.
    std::optional<std::chrono::seconds> until_change(WallTime wall) const;

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

}  // namespace sitbreak::sitting
