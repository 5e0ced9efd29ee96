// What became of reminders, over time.

#include <algorithm>

#include <spdlog/fmt/fmt.h>

#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/periods.hpp"
#include "report/sentences.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// Pixels.
constexpr int column_height = 120;
constexpr int base = 132;
constexpr int whole_height = 158;

std::string in_words(const Metrics& total) {
    auto text = reminders_sentence(total);
    if (total.reminders_apart > 0)
        text +=
            fmt::format(" {} more nobody saw, or it is not known what became of it.", total.reminders_apart);
    return text;
}

std::string description(const std::vector<Period>& periods, const Metrics& total) {
    const auto& most = *std::ranges::max_element(periods, {}, &Period::reminders);
    return fmt::format("{} {} Most came in the column of {}: {}, of which {} followed.",
                       count_text(periods.size(), "column"), in_words(total), most.label, most.reminders,
                       most.obeyed);
}

void add_columns(Markup& page, const std::vector<Period>& periods, const Scale& scale) {
    const auto count = static_cast<double>(periods.size());
    // Few columns are no wider than many.
    const double width = std::min(0.8 / count, 0.08);
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const auto& period = periods[i];
        const auto left = (static_cast<double>(i) + 0.5) / count - width / 2;
        const auto obeyed = scale.of(static_cast<double>(period.obeyed));
        const auto ignored = scale.of(static_cast<double>(period.reminders - period.obeyed));
        const auto hint = fmt::format("{}: {} of {} followed", period.label, period.obeyed, period.reminders);
        if (obeyed > 0) add_box(page, "obeyed", {left, width, base - obeyed, obeyed}, hint);
        if (ignored > 0)
            add_box(page, "ignored outlined", {left, width, base - obeyed - ignored, ignored}, hint);
    }
    page.line();
}

void add_drawing(Markup& page, const std::vector<Period>& periods, const Metrics& total) {
    const auto most =
        static_cast<double>(std::ranges::max_element(periods, {}, &Period::reminders)->reminders);
    const Scale scale{most, base, column_height};
    open_drawing(page, {"reminders",
                        "reminders",
                        "Reminders that were followed, and those that were not",
                        description(periods, total),
                        whole_height,
                        {{"obeyed column", "followed"}, {"ignored outlined", "not followed"}}});
    add_steps(page, scale, count_step(most), number_text);
    add_columns(page, periods, scale);
    std::vector<std::string> labels;
    labels.reserve(periods.size());
    for (const auto& period : periods)
        labels.push_back(period.label);
    add_column_labels(page, labels, base + 18);
    close_drawing(page);
}

Table table_of(const std::vector<Period>& periods) {
    Table table{"reminders", "Reminders over time", {"When", "Shown", "Followed", "Not followed"}, {}};
    for (const auto& period : periods)
        table.rows.push_back({period.label, std::to_string(period.reminders), std::to_string(period.obeyed),
                              std::to_string(period.reminders - period.obeyed)});
    return table;
}

/// Of a single day, of which they are drawn already.
void add_list(Markup& page, const Report& report) {
    const auto& day = report.days.front();
    page.open("ul").line();
    for (const auto& reminder : report.records.reminders)
        if (counts(reminder) && reminder.shown >= day.begin && reminder.shown < day.end)
            page.element("li", reminder_text(reminder, report)).line();
    page.close().line();
}

}  // namespace

void add_reminders(Markup& page, const Report& report) {
    if (report.total.reminders == 0) return;
    open_section(page, "reminders", "Reminders");
    page.element("p", in_words(report.total)).line();
    if (is_one_day(report)) {
        add_list(page, report);
    } else {
        const auto periods = periods_with_weeks(report.days);
        add_drawing(page, periods, report.total);
        add_table(page, table_of(periods));
    }
    close_section(page);
}

}  // namespace sitbreak::report
