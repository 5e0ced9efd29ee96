// The report for a person.

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include <spdlog/fmt/fmt.h>

#include "report/bars.hpp"
#include "report/formats.hpp"
#include "report/timeline.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

constexpr std::string_view switched_off = "The history is switched off (history.enabled = false).";

bool is_one_day(const Report& report) {
    return report.days.size() == 1;
}

std::string title(const Report& report) {
    const auto first = day_text(report.days.front().day);
    return is_one_day(report) ? first : first + " to " + day_text(report.days.back().day);
}

std::string sitting_sentence(const Report& report) {
    const auto& total = report.total;
    if (total.sitting == Length{})
        return is_one_day(report) ? "No sitting is recorded on this day."
                                  : "No sitting is recorded in these days.";
    auto sentence = fmt::format("{} of estimated sitting in ", length_text(total.sitting));
    sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
    // All of it can be the rest of a bout that began the day before.
    if (total.bouts == 0) return sentence + "a bout that began the day before.";
    sentence += count_text(total.bouts, "bout");
    if (total.bouts == 1) return sentence + (total.prolonged_bouts == 1 ? " of 30 min or longer." : ".");
    return sentence + fmt::format(", {} of 30 min or longer.", total.prolonged_bouts == 0
                                                                   ? "none"
                                                                   : std::to_string(total.prolonged_bouts));
}

std::string open_bout_sentence(const Report& report) {
    const auto* const open = report.open_bout();
    if (open == nullptr) return "";
    if (open->span.end == report.setting.now) return "The last bout is still going on.";
    return fmt::format(
        "The last bout is known up to {}.",
        clock_text(open->span.end, utc_offset_at(open->span.end, report.records, report.setting.zone)));
}

std::string reminders_sentence(const Metrics& total) {
    if (total.reminders == 0 && total.reminders_apart > 0) return "No reminder is known to have been seen.";
    if (total.reminders == 0) return total.sitting == Length{} ? "" : "No reminder came.";
    const auto of_how_many =
        total.reminders == 1 ? "1 reminder" : fmt::format("{} reminders", total.reminders);
    if (total.obeyed == 0) return fmt::format("None of {} followed.", of_how_many);
    return fmt::format("{} of {} followed, after {}{}.", total.obeyed, of_how_many,
                       exact_length_text(*total.median_delay), total.obeyed == 1 ? "" : " (median)");
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string text;
    for (const auto& sentence : sentences)
        if (!sentence.empty()) text.append(text.empty() ? "" : " ").append(sentence);
    return text;
}

using Rows = std::vector<std::pair<std::string, std::string>>;

void add_bouts(Rows& rows, const Metrics& total) {
    if (total.bouts == 0) return;
    rows.emplace_back("Bouts", std::to_string(total.bouts));
    rows.emplace_back("  longest", length_text(*total.longest));
    rows.emplace_back("  mean", length_text(*total.mean));
    rows.emplace_back("  median", length_text(*total.median));
    rows.emplace_back("  usual (W50)", length_text(*total.usual));
    if (total.alpha) rows.emplace_back("  alpha", fmt::format("{:.2f}", *total.alpha));
    if (total.gini) rows.emplace_back("  Gini index", fmt::format("{:.2f}", *total.gini));
    rows.emplace_back("Breaks", fmt::format("{} ({:.1f} an hour)", total.breaks, *total.breaks_per_hour));
}

Rows rows_of(const Report& report) {
    const auto& total = report.total;
    Rows rows;
    if (total.sitting > Length{}) {
        rows.emplace_back("Estimated sitting", length_text(total.sitting));
        if (!is_one_day(report)) {
            const auto days = std::ranges::count_if(
                report.days, [](const DayReport& day) { return day.metrics.sitting > Length{}; });
            rows.emplace_back("  a day with any",
                              fmt::format("{} ({})", length_text(total.sitting / days),
                                          count_text(static_cast<std::size_t>(days), "day")));
        }
        rows.emplace_back("  under 15 min", length_text(total.bands[0]));
        rows.emplace_back("  15 to 30 min", length_text(total.bands[1]));
        rows.emplace_back("  30 min or longer", fmt::format("{} ({})", length_text(total.bands[2]),
                                                            percent_text(*total.prolonged_share)));
        add_bouts(rows, total);
    }
    if (total.reminders + total.reminders_apart > 0)
        rows.emplace_back("Reminders followed", fmt::format("{} of {}", total.obeyed, total.reminders));
    if (total.reminders_apart > 0)
        rows.emplace_back("  unseen or open", std::to_string(total.reminders_apart));
    if (total.paused > Length{}) rows.emplace_back("Reminders paused", length_text(total.paused));
    if (total.held > Length{}) rows.emplace_back("Reminders held", length_text(total.held));
    rows.emplace_back("Unknown time", length_text(total.unknown));
    return rows;
}

Day day_of(Time time, const Report& report) {
    const auto local = time + utc_offset_at(time, report.records, report.setting.zone);
    return Day{std::chrono::floor<std::chrono::days>(local).time_since_epoch()};
}

std::string notes(const Report& report) {
    const auto [shortest, longest] = report.break_lengths;
    const auto length =
        shortest == longest
            ? exact_length_text(shortest) + " or more"
            : fmt::format("{} or more (later {})", exact_length_text(shortest), exact_length_text(longest));
    std::string text = "Sitting is estimated from the use of this computer. Being away for " + length +
                       " is a break. A day begins at midnight. Unknown time, when sitbreak did not run or "
                       "could not tell, is no "
                       "break and in no other number.";
    const auto& since = report.records.since;
    if (since && *since > report.days.front().begin)
        text += fmt::format(" The history begins on {}.", day_text(day_of(*since, report)));
    if (!report.setting.is_enabled) text.append(" ").append(switched_off);
    return text;
}

/// Paragraphs with an empty line between each and the next.
class Page {
 public:
    explicit Page(const Screen& screen) : screen_{screen} {}

    void add(const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        if (!text_.empty()) text_ += '\n';
        for (const auto& line : lines)
            text_.append(line).append("\n");
    }

    void add(std::string_view words) { add(wrapped(words, screen_.columns)); }

    void add(const Rows& rows) {
        std::size_t columns = 0;
        for (const auto& row : rows)
            columns = std::max(columns, row.first.size());
        std::vector<std::string> lines;
        for (const auto& [label, value] : rows)
            lines.push_back(fmt::format("{:{}}  {}", label, columns, value));
        add(lines);
    }

    const std::string& text() const { return text_; }

 private:
    const Screen& screen_;
    std::string text_;
};

}  // namespace

std::string text(const Report& report, const Screen& screen) {
    Page page{screen};
    if (!report.has_history) {
        page.add(report.setting.is_enabled
                     ? std::string{"No history is kept yet. sitbreakd writes it while it runs."}
                     : fmt::format("No history is kept. {}", switched_off));
        return page.text();
    }
    page.add(title(report));
    page.add(
        joined({sitting_sentence(report), open_bout_sentence(report), reminders_sentence(report.total)}));
    page.add(is_one_day(report)                ? timeline(report, report.days.front(), screen)
             : report.total.sitting > Length{} ? bars(report, screen)
                                               : std::vector<std::string>{});
    page.add(rows_of(report));
    page.add(notes(report));
    return page.text();
}

}  // namespace sitbreak::report
