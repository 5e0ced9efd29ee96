// The line of a day: true to the proportions first, and each bout by itself where there is room.

#include "report/timeline.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "random_desk.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

Report of_monday(const Records& records) {
    return report_on(monday, monday, records, {on(monday, 24h), central_europe_in_winter, true, 3min});
}

/// In marks without UTF-8; empty if there is none.
std::string line_of(const Records& records, std::size_t columns) {
    const auto report = of_monday(records);
    const auto lines = timeline(report, report.days.front(), {columns, false, false});
    return lines.empty() ? "" : lines.at(1);
}

/// Bouts and breaks in turns, from eight o'clock until six.
Records office_hours(Length bout_length, Length break_length) {
    Records records;
    for (Time t = on(monday, 8h); t < on(monday, 18h); t += bout_length + break_length) {
        records.bouts.push_back(bout(t, std::min<Length>(bout_length, on(monday, 18h) - t)));
        records.breaks.push_back(span(t + bout_length, break_length));
    }
    return records;
}

std::ptrdiff_t breaks_in(const std::string& line) {
    return std::ranges::count(line, '.');
}

std::size_t runs_of_sitting(const std::string& line) {
    std::size_t runs = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
        if ((line[i] == '=' || line[i] == '#') && (i == 0 || line[i - 1] == '.')) ++runs;
    return runs;
}

}  // namespace

TEST_CASE("where bouts and breaks are shorter than a mark, they have as many marks as they took time") {
    struct {
        Length bout;
        Length rest;
        std::ptrdiff_t least;
        std::ptrdiff_t most;
    } const cases[]{{12min, 3min, 7, 9},  {14min, 6min, 11, 13}, {22min, 8min, 10, 12}, {25min, 5min, 6, 7},
                    {4min, 6min, 23, 25}, {3min, 12min, 31, 33}, {10min, 10min, 19, 21}};
    for (const auto& [bout, rest, least, most] : cases) {
        const auto line = line_of(office_hours(bout, rest), 40);
        CAPTURE(line);
        CHECK(line.size() <= 40);
        CHECK(breaks_in(line) >= least);
        CHECK(breaks_in(line) <= most);
    }
}

TEST_CASE("a break that is shorter than a mark parts two bouts where there is room") {
    const auto line = line_of(office_hours(56min, 4min), 40);
    CAPTURE(line);
    CHECK(runs_of_sitting(line) >= 9);
    Records records;
    records.bouts = {bout(on(monday, 8h), 2h + 3min), bout(on(monday, 10h + 6min), 7h + 54min)};
    records.breaks = {span(on(monday, 10h + 3min), 3min)};
    CHECK(line_of(records, 40) == "########.###############################");
}

TEST_CASE("a bout that is shorter than a mark is seen among long breaks, and in what is not recorded") {
    Records records;
    records.bouts = {bout(on(monday, 8h), 1h), bout(on(monday, 12h + 1min), 2min), bout(on(monday, 17h), 1h)};
    CHECK(line_of(records, 40) == "####            =                   ####");
    records.breaks = {span(on(monday, 9h), 3h + 1min), span(on(monday, 12h + 3min), 4h + 57min)};
    CHECK(line_of(records, 40) == "####............=...................####");
}

TEST_CASE("of a mark of sitting the kind of bout is shown that took more of it") {
    Records records;
    records.bouts = {bout(on(monday, 8h), 35min), bout(on(monday, 8h + 38min), 20min),
                     bout(on(monday, 9h), 9h)};
    records.breaks = {span(on(monday, 8h + 35min), 3min), span(on(monday, 8h + 58min), 2min)};
    CHECK(line_of(records, 40).substr(0, 5) == "##.=#");
}

TEST_CASE("a bout without any sitting has no mark") {
    Records records;
    records.bouts = {bout(on(monday, 8h), 20min), bout(on(monday, 11h), 50min), bout(on(monday, 15h), 0min)};
    records.bouts[1].absent = 50min;
    CHECK(line_of(records, 40) == "====");
    records.bouts.erase(records.bouts.begin());
    CHECK(line_of(records, 40).empty());
}

TEST_CASE("of random days no kind has more marks than it took time, but for a few that are rare") {
    CHECK(rc::check([] {
        const auto desk = random_desk(false);
        const auto report = of_monday(desk.records);
        const auto columns = static_cast<std::size_t>(*rc::gen::inRange(24, 200));
        const auto line = line_of(desk.records, columns);
        if (line.empty()) return;
        const auto& day = report.days.front();
        Length sitting{};
        Time first = day.end;
        Time last = day.begin;
        for (const auto& bout : desk.records.bouts) {
            const Time begin = std::max(bout.span.begin, day.begin);
            const Time end = std::min(bout.span.end, day.end);
            if (begin >= end) continue;
            sitting += end - begin;
            first = std::min(first, begin);
            last = std::max(last, end);
        }
        // The line begins and ends at whole hours, and each has as many marks.
        const auto window = std::chrono::ceil<std::chrono::hours>(last.time_since_epoch()) -
                            std::chrono::floor<std::chrono::hours>(first.time_since_epoch());
        Length cell = 60min;
        for (const Length length : {30min, 20min, 15min, 10min, 5min})
            if (window / length <= static_cast<Length::rep>(columns)) cell = length;
        const auto marks = std::ranges::count(line, '=') + std::ranges::count(line, '#');
        const double took = static_cast<double>(sitting.count()) / static_cast<double>(cell.count());
        const double rare = 2 + static_cast<double>(line.size()) / 3;
        RC_ASSERT(static_cast<double>(marks) <= took + 1 + rare);
        RC_ASSERT(static_cast<double>(marks) >= took - 1 - 2 * rare);
    }));
}
