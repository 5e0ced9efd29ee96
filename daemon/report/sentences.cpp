#include "report/sentences.hpp"

#include <algorithm>
#include <cctype>

#include <spdlog/fmt/fmt.h>

#include "report/words.hpp"

namespace sitbreak::report {

namespace {

constexpr std::string_view switched_off = "The history is switched off (history.enabled = false).";

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

constexpr bool is_part = true;

void add_sitting(std::vector<Row>& rows, const Report& report) {
    const auto& total = report.total;
    rows.push_back(
        {"Estimated sitting", length_text(total.sitting), "all of it, by the use of this computer"});
    if (!is_one_day(report)) {
        const auto days = std::ranges::count_if(
            report.days, [](const DayReport& day) { return day.metrics.sitting > Length{}; });
        rows.push_back({"a day with any",
                        fmt::format("{} ({})", length_text(total.sitting / days),
                                    count_text(static_cast<std::size_t>(days), "day")),
                        "the mean of the days with some sitting", is_part});
    }
    rows.push_back({"under 15 min", length_text(total.bands[0]), "", is_part});
    rows.push_back({"15 to 30 min", length_text(total.bands[1]), "", is_part});
    rows.push_back({"30 min or longer",
                    fmt::format("{} ({})", length_text(total.bands[2]), percent_text(*total.prolonged_share)),
                    "in prolonged bouts, and their share of all sitting", is_part});
}

void add_bouts(std::vector<Row>& rows, const Metrics& total) {
    if (total.bouts == 0) return;
    rows.push_back({"Bouts", std::to_string(total.bouts), "times of sitting without a break"});
    rows.push_back({"longest", length_text(*total.longest), "", is_part});
    rows.push_back({"mean", length_text(*total.mean), "all sitting in them, shared out evenly", is_part});
    rows.push_back(
        {"median", length_text(*total.median), "half of the bouts are longer, half shorter", is_part});
    rows.push_back(
        {"usual (W50)", length_text(*total.usual), "about half of all sitting is in longer bouts", is_part});
    if (total.alpha)
        rows.push_back(
            {"alpha", fmt::format("{:.2f}", *total.alpha), "lower: more of the bouts are long", is_part});
    if (total.gini)
        rows.push_back({"Gini index", fmt::format("{:.2f}", *total.gini),
                        "0: all bouts alike; near 1: a few long ones make up most of the sitting", is_part});
    rows.push_back({"Breaks", fmt::format("{} ({:.1f} an hour)", total.breaks, *total.breaks_per_hour),
                    "bouts that an observed break followed, and how many an hour of sitting"});
}

}  // namespace

bool is_one_day(const Report& report) {
    return report.days.size() == 1;
}

std::string title(const Report& report) {
    const auto first = day_text(report.days.front().day);
    return is_one_day(report) ? first : first + " to " + day_text(report.days.back().day);
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

std::string reminder_text(const Reminder& reminder, const Report& report) {
    const auto utc_offset = utc_offset_at(reminder.shown, report.records, report.setting.zone);
    const auto after = obeyed_after(reminder, report.records.bouts);
    return fmt::format("{}, {}", clock_text(reminder.shown, utc_offset),
                       after ? "followed after " + exact_length_text(*after) : "not followed");
}

std::string summary(const Report& report) {
    if (report.has_history)
        return joined(
            {sitting_sentence(report), open_bout_sentence(report), reminders_sentence(report.total)});
    return report.setting.is_enabled ? "No history is kept yet. sitbreakd writes it while it runs."
                                     : fmt::format("No history is kept. {}", switched_off);
}

std::vector<Row> rows_of(const Report& report) {
    const auto& total = report.total;
    std::vector<Row> rows;
    if (total.sitting > Length{}) {
        add_sitting(rows, report);
        add_bouts(rows, total);
    }
    if (total.reminders + total.reminders_apart > 0)
        rows.push_back({"Reminders followed", fmt::format("{} of {}", total.obeyed, total.reminders),
                        "a break began within 5 min of being shown"});
    if (total.reminders_apart > 0)
        rows.push_back({"unseen or open", std::to_string(total.reminders_apart),
                        "shown to nobody, or it is not known what became of them", is_part});
    if (total.paused > Length{})
        rows.push_back({"Reminders paused", length_text(total.paused), "how long you had them paused"});
    if (total.held > Length{})
        rows.push_back({"Reminders held", length_text(total.held),
                        "how long one that was due waited, for a call or the like"});
    rows.push_back({"Unknown time", length_text(total.unknown), "sitbreak did not run, or could not tell"});
    return rows;
}

std::vector<std::string> notes(const Report& report) {
    const auto [shortest, longest] = report.break_lengths;
    const auto length = shortest == longest
                            ? exact_length_text(shortest) + " or more"
                            : fmt::format("{} to {} or more, as it was set then,",
                                          exact_length_text(shortest), exact_length_text(longest));
    std::vector<std::string> sentences{"Sitting is estimated from the use of this computer.",
                                       "Being away for " + length + " is a break.",
                                       "A day begins at midnight.",
                                       "Unknown time, when sitbreak did not run or could not tell, is no "
                                       "break and in no other number."};
    const auto& since = report.records.since;
    if (since && *since > report.days.front().begin)
        sentences.push_back(fmt::format("The history begins on {}.", day_text(day_of(*since, report))));
    if (!report.setting.is_enabled) sentences.emplace_back(switched_off);
    return sentences;
}

Day day_of(Time time, const Report& report) {
    const auto local = time + utc_offset_at(time, report.records, report.setting.zone);
    return Day{std::chrono::floor<std::chrono::days>(local).time_since_epoch()};
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string text;
    for (const auto& sentence : sentences)
        if (!sentence.empty()) text.append(text.empty() ? "" : " ").append(sentence);
    return text;
}

}  // namespace sitbreak::report
