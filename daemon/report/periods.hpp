#pragma once
// The days of a report in groups, where there are too many for each to be shown by itself.

#include <cstddef>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace sitbreak::report {

/// Up to so many days are shown each; of more, each month is, and of more than so many months each year.
inline constexpr std::size_t most_days_shown = 62;
inline constexpr std::size_t most_months_shown = 36;
/// Where weeks are of use: up to so many, before months are shown.
inline constexpr std::size_t most_weeks_shown = 62;

/// Days that follow each other, and their sums.
struct Period {
    std::string label;
    Day first{};
    Length sitting{};
    Length in_prolonged{};
    std::size_t reminders = 0;
    std::size_t obeyed = 0;
};

/// Days, months or years: "Thu 26 Nov", "Nov 2026", "2026".
std::vector<Period> periods_of(const std::vector<DayReport>& days);

/// Days, weeks that begin on Monday, months or years; the label of a week is its first day in the report.
std::vector<Period> periods_with_weeks(const std::vector<DayReport>& days);

}  // namespace sitbreak::report
