#include "sitting/schedule.hpp"

#include <algorithm>

namespace sitbreak::sitting {

namespace {

using std::chrono::seconds;

constexpr seconds week = std::chrono::weeks{1};

seconds since_monday(WallTime wall) {
    // The epoch, 1970-01-01, was a Thursday.
    const seconds shifted = wall.time_since_epoch() + std::chrono::days{3};
    return ((shifted % week) + week) % week;
}

bool inside(const WeekWindow& window, seconds at) {
    return (window.begin <= at && at < window.end) || at + week < window.end;
}

}  // namespace

bool Schedule::open(WallTime wall) const {
    const seconds at = since_monday(wall);
    return windows.empty() || std::any_of(windows.begin(), windows.end(),
                                          [at](const auto& window) { return inside(window, at); });
}

std::optional<seconds> Schedule::until_change(WallTime wall) const {
    const bool open_now = open(wall);
    const seconds at = since_monday(wall);
    std::optional<seconds> nearest;
    for (const auto& window : windows) {
        for (const seconds edge : {seconds{window.begin}, seconds{window.end}}) {
            seconds until = (edge - at) % week;
            if (until <= seconds{0}) until += week;
            const bool changes = open(wall + until) != open_now;
            if (changes && (!nearest || until < *nearest)) nearest = until;
        }
    }
    return nearest;
}

}  // namespace sitbreak::sitting
