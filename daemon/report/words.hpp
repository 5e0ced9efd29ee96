#pragma once
// Lengths and days as people read them.

#include <string>
#include <string_view>
#include <vector>

#include "report/days.hpp"
#include "report/records.hpp"

namespace sitbreak::report {

/// "5 h 10 min", "23 min", "under 1 min", "0 min": to the nearest minute.
std::string length_text(Length length);

/// "5:10", to the nearest minute.
std::string short_length_text(Length length);

/// "1 min 40 s", "2 min", "0 s": to the nearest second. For what is shorter than an hour.
std::string exact_length_text(Length length);

/// "45 %"
std::string percent_text(double share);

/// "1 bout", "14 bouts"
std::string count_text(std::size_t count, std::string_view what);

/// "Thu 26 Nov 2026"
std::string day_text(Day day);
/// "Thu 26 Nov", "Sun  1 Mar": all of one width.
std::string short_day_text(Day day);
/// "Nov 2026"
std::string month_text(Day day);
/// "2026-11-26"
std::string date_text(Day day);

/// What the clock shows there: "14:32".
std::string clock_text(Time time, std::chrono::minutes utc_offset);

/// In lines of at most `columns` columns, where words allow; the text has no line breaks and is ASCII.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

}  // namespace sitbreak::report
