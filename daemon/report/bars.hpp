#pragma once
// Several days as bars.

#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/screen.hpp"

namespace sitbreak::report {

/// Up to so many days have a bar each; of more, each month has one, and of more than so many months each
/// year.
inline constexpr std::size_t most_days_with_bars = 62;
inline constexpr std::size_t most_months_with_bars = 36;

/// A line a bar: which days, their sitting, and how much of it was prolonged; then what the marks mean.
std::vector<std::string> bars(const Report& report, const Screen& screen);

}  // namespace sitbreak::report
