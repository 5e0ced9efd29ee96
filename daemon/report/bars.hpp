#pragma once
// Several days as bars.

#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/screen.hpp"

namespace sitbreak::report {

/// A line a bar: which days, their sitting, and how much of it was prolonged; then what the marks mean.
std::vector<std::string> bars(const Report& report, const Screen& screen);

}  // namespace sitbreak::report
