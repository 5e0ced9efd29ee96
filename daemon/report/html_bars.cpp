// Months or years as bars.

#include <algorithm>

#include <spdlog/fmt/fmt.h>

#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/periods.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// Pixels.
constexpr int bar_height = 16;
constexpr int line_height = 26;

std::string description(const std::vector<Period>& periods, const Period& most, const Metrics& total) {
    return fmt::format(
        "{} bars, one below the other, from {} to {}. Most sitting was in {}: {}, {} of it in bouts "
        "of 30 min or longer. In all it was {}, {} of it in such bouts.",
        periods.size(), periods.front().label, periods.back().label, most.label, length_text(most.sitting),
        length_text(most.in_prolonged), length_text(total.sitting), length_text(total.bands.back()));
}

void add_bar(Markup& page, const Period& period, Length most, double top) {
    const auto share = [&](Length length) { return in_minutes(length) / in_minutes(most); };
    const auto shorter = period.sitting - period.in_prolonged;
    add_label(page, "before", "-10", top + 13, period.label);
    add_label(page, "after", "100%", top + 13, period.sitting > Length{} ? length_text(period.sitting) : "-");
    if (period.in_prolonged > Length{})
        add_box(page, "prolonged", {0, share(period.in_prolonged), top, bar_height});
    if (shorter > Length{})
        add_box(page, "shorter outlined",
                {share(period.in_prolonged), share(shorter), top + 0.5, bar_height - 1});
    page.line();
}

}  // namespace

void add_bars(Markup& page, const Report& report) {
    if (report.total.sitting == Length{} || report.days.size() <= most_days_shown) return;
    const auto periods = periods_of(report.days);
    const auto& most = *std::ranges::max_element(periods, {}, &Period::sitting);
    const bool are_months = periods.front().label.find(' ') != std::string::npos;
    const std::string_view name = are_months ? "Month by month" : "Year by year";
    open_section(page, "bars", name);
    open_drawing(page,
                 {"bars",
                  "bars",
                  name,
                  description(periods, most, report.total),
                  static_cast<int>(periods.size()) * line_height,
                  {{"prolonged", "in bouts of 30 min or longer"}, {"shorter outlined", "in shorter ones"}}});
    double top = 5;
    for (const auto& period : periods) {
        add_bar(page, period, most.sitting, top);
        top += line_height;
    }
    close_drawing(page);
    Table table{"bars",
                fmt::format("Sitting {}", are_months ? "month by month" : "year by year"),
                {are_months ? "Month" : "Year", "Sitting", "In bouts of 30 min or longer", "In shorter ones"},
                {}};
    for (const auto& period : periods)
        table.rows.push_back({period.label, length_text(period.sitting), length_text(period.in_prolonged),
                              length_text(period.sitting - period.in_prolonged)});
    add_table(page, table);
    close_section(page);
}

}  // namespace sitbreak::report
