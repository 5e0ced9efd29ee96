#pragma once
// The hours of a day as the clock on the wall shows them.

#include <chrono>
#include <vector>

#include "report/report.hpp"

namespace sitbreak::report {

/// A stretch in which the clock shows the same hour, and was not set.
struct Hour {
    Time begin{};
    Time end{};
    std::chrono::minutes utc_offset{};

    /// From 0 to 23.
    std::size_t of_day() const;
};

/// All of that day, one after the other, without a gap: 24 of one hour each, but on a day on which the clock
/// was set, or somebody travelled. None of a day that has no length.
std::vector<Hour> hours_of(const DayReport& day, const Report& report);

}  // namespace sitbreak::report
