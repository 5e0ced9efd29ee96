#pragma once
// A day as a line of time.

#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/screen.hpp"

namespace sitbreak::report {

/// The hours, what the person did in them, and the reminders; then what the marks mean. No lines for a day
/// without bouts.
std::vector<std::string> timeline(const Report& report, const DayReport& day, const Screen& screen);

}  // namespace sitbreak::report
