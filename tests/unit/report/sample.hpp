#pragma once
// Records that the tests of reports are made of, by the clock in a place that is an hour east of Greenwich
// unless said otherwise.

#include <chrono>

#include "report/days.hpp"
#include "report/records.hpp"

namespace sitbreak::report::testing {

using namespace std::chrono_literals;

inline constexpr std::chrono::minutes an_hour_east{60};

inline const Zone central_europe_in_winter = [](std::chrono::sys_seconds) { return an_hour_east; };

inline Day day(int year, unsigned month, unsigned day) {
    return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// Monday.
inline const Day monday = day(2026, 11, 23);

/// What the clock shows in such a place.
inline Time on(Day day, Length time_of_day, std::chrono::minutes utc_offset = an_hour_east) {
    return Time{day.time_since_epoch()} + time_of_day - utc_offset;
}

inline Span span(Time begin, Length length, std::chrono::minutes utc_offset = an_hour_east) {
    return {begin, begin + length, utc_offset};
}

inline Bout bout(Time begin, Length length, std::optional<sitting::End> how = sitting::End::no_input,
                 std::chrono::minutes utc_offset = an_hour_east) {
    return {span(begin, length, utc_offset), 0ms, how, 3min};
}

}  // namespace sitbreak::report::testing
