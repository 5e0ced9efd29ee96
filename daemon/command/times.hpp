#pragma once
// Instants and lengths as people read and write them, by the clock on the wall of this place.

#include <chrono>
#include <string>
#include <string_view>

#include "command/snapshot.hpp"

namespace sitbreak::command {

/// What the clock says. Nothing else in this program reads it, but the timer of `--follow`.
Time now();

/// The one that it is then by the clock on the wall.
std::chrono::local_days day_of(Time when);

/// "14:32" if that is today, "Tue 14:32" within six days, else "2026-12-24 14:32".
std::string clock_text(Time when, Time now);

/// "23 min", "1 h 5 min", "2 d 3 h"; "under 1 min". Rounds down.
std::string length_text(std::chrono::seconds length);

/// The same, rounded up: what is left is never said to be less than it is.
std::string rest_text(std::chrono::seconds rest);

/// "1:20", "12:05", "1:02:03": to the second.
std::string countdown_text(std::chrono::seconds length);

/// The next instant, after `now`, that a person calls "14:00", "tomorrow", "Mon", "Mon 09:00" or
/// "2026-12-24 09:00"; a day alone means its first minute. Throws std::invalid_argument with the reason.
Time parse_until(std::string_view text, Time now);

/// "2026-12-24", "today" or "yesterday". Throws std::invalid_argument with the reason.
std::chrono::local_days parse_day(std::string_view text, Time now);

}  // namespace sitbreak::command
