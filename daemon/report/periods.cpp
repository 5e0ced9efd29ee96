#include "report/periods.hpp"

#include <utility>

#include "report/words.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::days;

/// One for the neighbours that have the same key; the label is that of the first.
template <typename Key, typename Label>
std::vector<Period> grouped(const std::vector<DayReport>& all, Key key, Label label) {
    std::vector<Period> periods;
    for (const auto& day : all) {
        if (periods.empty() || key(periods.back().first) != key(day.day))
            periods.push_back({label(day.day), day.day, {}, {}, 0, 0});
        auto& period = periods.back();
        period.sitting += day.metrics.sitting;
        period.in_prolonged += day.metrics.bands.back();
        period.reminders += day.metrics.reminders;
        period.obeyed += day.metrics.obeyed;
    }
    return periods;
}

std::chrono::year_month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

std::vector<Period> months_or_years(const std::vector<DayReport>& all) {
    auto months = grouped(all, month_of, month_text);
    if (months.size() <= most_months_shown) return months;
    return grouped(
        all, [](Day day) { return month_of(day).year(); },
        [](Day day) { return date_text(day).substr(0, 4); });
}

Day monday_of(Day day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

}  // namespace

std::vector<Period> periods_of(const std::vector<DayReport>& days) {
    if (days.size() <= most_days_shown) return grouped(days, [](Day day) { return day; }, short_day_text);
    return months_or_years(days);
}

std::vector<Period> periods_with_weeks(const std::vector<DayReport>& days) {
    if (days.size() <= most_days_shown) return periods_of(days);
    auto weeks = grouped(days, monday_of, day_text);
    return weeks.size() <= most_weeks_shown ? weeks : months_or_years(days);
}

}  // namespace sitbreak::report
