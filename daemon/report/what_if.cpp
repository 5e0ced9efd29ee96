#include "report/what_if.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <spdlog/fmt/fmt.h>
#include <nlohmann/json.hpp>

#include "config/duration.hpp"
#include "report/words.hpp"
#include "whatif/replay.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::floor;
using Json = nlohmann::ordered_json;

/// More days than these are not listed.
constexpr std::size_t most_days = 14;

constexpr std::string_view honestly =
    "It is taken that you sat just as you did, that all other settings were as they are now, and that there "
    "were "
    "no calls, short pauses and short absences but those that were recorded.";

Day day_of(Time time, const Zone& zone) {
    const auto wall = time + zone(floor<std::chrono::seconds>(time));
    return Day{floor<std::chrono::days>(wall).time_since_epoch()};
}

/// As one writes it in the settings.
std::string setting_text(Length length) {
    return config::format_duration(std::chrono::round<std::chrono::seconds>(length));
}

std::string title(const WhatIf& what_if) {
    const auto days = what_if.first == what_if.last
                          ? day_text(what_if.first)
                          : day_text(what_if.first) + " to " + day_text(what_if.last);
    return fmt::format("{}, with a limit of {} and breaks of {}", days, setting_text(what_if.limit),
                       setting_text(what_if.break_length));
}

std::string range_text(Length shortest, Length longest) {
    const auto text = setting_text(longest);
    return shortest == longest ? text : setting_text(shortest) + " to " + text;
}

std::string reminders_text(std::size_t count) {
    return count == 0 ? "no reminder" : count_text(count, "reminder");
}

std::string sentence(const WhatIf& what_if) {
    const auto& was = what_if.was;
    const auto& would_be = what_if.would_be;
    return fmt::format("There would have been {} instead of {}, and {} longer than the limit instead of {}.",
                       reminders_text(would_be.reminders.size()), was.reminders.size(),
                       would_be.over_limit == 0 ? "no bout" : count_text(would_be.over_limit, "bout"),
                       was.over_limit);
}

/// What it is, what was, and what would be.
using Row = std::array<std::string, 3>;

std::vector<Row> rows_of(const WhatIf& what_if) {
    const auto& was = what_if.was;
    const auto& would_be = what_if.would_be;
    const auto& then = *what_if.in_force;
    return {
        {"", "was", "would be"},
        {"Limit", range_text(then.shortest_limit, then.longest_limit), setting_text(what_if.limit)},
        {"Break", range_text(then.shortest_break, then.longest_break), setting_text(what_if.break_length)},
        {"Reminders", std::to_string(was.reminders.size()), std::to_string(would_be.reminders.size())},
        {"Bouts", std::to_string(was.bouts), std::to_string(would_be.bouts)},
        {"  over limit", std::to_string(was.over_limit), std::to_string(would_be.over_limit)},
        {"  longest", length_text(was.longest), length_text(would_be.longest)},
        {"Sitting", length_text(was.sitting), length_text(would_be.sitting)},
    };
}

std::string table(const std::vector<Row>& rows) {
    std::array<std::size_t, 3> widths{};
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths.at(i) = std::max(widths.at(i), row.at(i).size());
    std::string text;
    for (const auto& [what, was, would_be] : rows)
        text += fmt::format("{:<{}}  {:>{}}  {:>{}}\n", what, widths[0], was, widths[1], would_be, widths[2]);
    return text;
}

std::string paragraph(std::string_view text, std::size_t columns) {
    std::string lines;
    for (const auto& line : wrapped(text, columns))
        lines += line + '\n';
    return lines;
}

struct OneDay {
    std::size_t was = 0;
    std::vector<Time> would_be;
};

std::map<Day, OneDay> days_of(const WhatIf& what_if) {
    std::map<Day, OneDay> days;
    for (const auto time : what_if.was.reminders)
        ++days[day_of(time, what_if.zone)].was;
    for (const auto time : what_if.would_be.reminders)
        days[day_of(time, what_if.zone)].would_be.push_back(time);
    return days;
}

/// When there would have been reminders, a paragraph a day.
std::string list(const WhatIf& what_if, std::size_t columns) {
    const auto days = days_of(what_if);
    if (days.empty()) return "";
    if (days.size() > most_days)
        return '\n' +
               paragraph(
                   fmt::format(
                       "When each reminder would have come is listed for up to {} days, and with --json.",
                       most_days),
                   columns);
    std::string text = "\n";
    for (const auto& [day, one] : days) {
        auto line = fmt::format("{}: {} instead of {}", short_day_text(day),
                                reminders_text(one.would_be.size()), one.was);
        for (std::size_t i = 0; i < one.would_be.size(); ++i) {
            const auto time = one.would_be[i];
            line +=
                (i == 0 ? ", at " : ", ") + clock_text(time, what_if.zone(floor<std::chrono::seconds>(time)));
        }
        text += paragraph(line + ".", columns);
    }
    return text;
}

double seconds_in(Length length) {
    return std::chrono::duration<double>{length}.count();
}

Json numbers(const whatif::Summary& summary) {
    auto times = Json::array();
    for (const auto time : summary.reminders)
        times.push_back(seconds_in(time.time_since_epoch()));
    return {{"bouts", summary.bouts},
            {"bouts_over_limit", summary.over_limit},
            {"longest_bout_seconds", seconds_in(summary.longest)},
            {"sitting_seconds", seconds_in(summary.sitting)},
            {"reminders", summary.reminders.size()},
            {"reminder_times", std::move(times)}};
}

Json range(Length shortest, Length longest) {
    return {{"shortest", seconds_in(shortest)}, {"longest", seconds_in(longest)}};
}

}  // namespace

WhatIf what_if(Day first, Day last, std::optional<whatif::Recorded> recorded, const sitting::Rules& rules,
               Time now, Zone zone) {
    WhatIf result{first,
                  last,
                  now,
                  std::move(zone),
                  recorded.has_value(),
                  floor<Length>(rules.limit),
                  floor<Length>(rules.break_length),
                  std::nullopt,
                  {},
                  {}};
    if (!recorded) return result;
    const Time from = beginning(first, result.zone);
    const auto of_these_days =
        whatif::within(std::move(*recorded), from, beginning(last + std::chrono::days{1}, result.zone));
    if (of_these_days.bouts.empty()) return result;
    result.in_force = whatif::in_force(of_these_days);
    result.was = whatif::summary_of(of_these_days);
    result.would_be = whatif::summary_of(whatif::replay(of_these_days, rules), result.limit);
    return result;
}

std::string text(const WhatIf& what_if, const Screen& screen) {
    const auto columns = std::max(screen.columns, fewest_columns);
    if (!what_if.has_history)
        return paragraph("No history is kept yet. sitbreakd writes it while it runs.", columns);
    const auto head = paragraph(title(what_if), columns) + '\n';
    if (!what_if.in_force) return head + paragraph("No sitting is recorded then.", columns);
    return head + paragraph(sentence(what_if), columns) + '\n' + table(rows_of(what_if)) +
           list(what_if, columns) + '\n' + paragraph(honestly, columns);
}

std::string json(const WhatIf& what_if) {
    auto was = numbers(what_if.was);
    const auto& then = what_if.in_force;
    was["limit_seconds"] = then ? range(then->shortest_limit, then->longest_limit) : Json(nullptr);
    was["break_length_seconds"] = then ? range(then->shortest_break, then->longest_break) : Json(nullptr);
    auto would_be = numbers(what_if.would_be);
    would_be["limit_seconds"] = seconds_in(what_if.limit);
    would_be["break_length_seconds"] = seconds_in(what_if.break_length);
    const Json all{{"schema", 1},
                   {"time", seconds_in(what_if.now.time_since_epoch())},
                   {"from", date_text(what_if.first)},
                   {"to", date_text(what_if.last)},
                   {"was", std::move(was)},
                   {"would_be", std::move(would_be)}};
    return all.dump() + '\n';
}

}  // namespace sitbreak::report
