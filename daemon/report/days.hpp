#pragma once
// When the days of a place begin.

#include <chrono>
#include <functional>
#include <vector>

#include "report/records.hpp"

namespace sitbreak::report {

using Day = std::chrono::local_days;

/// How far east of UTC the clock on the wall is then, in the time zone that is in force now.
using Zone = std::function<std::chrono::minutes(std::chrono::sys_seconds)>;

/// The first instant of that day in the zone, to the second; the day is one of years 1 to 9999.
Time beginning(Day day, const Zone& zone);

/// When each of the days begins, and when the last is over; `first` is not after `last`. A day begins when
/// the clock on the wall first shows it where the person was: in the time zone in force now, or, where the
/// bout before was recorded with another offset from UTC, by that one. They never descend; a day that a
/// traveller was not given has no length.
std::vector<Time> boundaries(Day first, Day last, const Records& records, const Zone& zone);

/// How far east of UTC the clock on the wall was then, where the person was.
std::chrono::minutes utc_offset_at(Time time, const Records& records, const Zone& zone);

}  // namespace sitbreak::report
