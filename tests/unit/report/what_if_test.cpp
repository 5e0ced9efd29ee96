// What other settings would have done, as it is told.

#include "report/what_if.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;
using sitting::Outcome;

namespace {

history::BoutRow bout_row(Time begin, Length length) {
    return {span(begin, length), 0ms, sitting::End::no_input, 30min, 3min};
}

/// Two bouts on Monday, one of them too long, and a short one on Tuesday.
whatif::Recorded some_days() {
    whatif::Recorded recorded;
    const auto tuesday = monday + std::chrono::days{1};
    recorded.bouts = {bout_row(on(monday, 9h), 28min), bout_row(on(monday, 10h), 33min),
                      bout_row(on(tuesday, 9h), 10min)};
    recorded.breaks = {span(on(monday, 9h + 28min), 32min), span(on(monday, 10h + 33min), 22h + 27min)};
    recorded.reminders = {{on(monday, 10h + 30min + 30s), Outcome::followed, 150s}};
    return recorded;
}

sitting::Rules rules(Length limit, Length break_length) {
    sitting::Rules rules;
    rules.limit = limit;
    rules.break_length = break_length;
    return rules;
}

WhatIf with_a_limit_of(Length limit) {
    return what_if(monday, monday + std::chrono::days{1}, some_days(), rules(limit, 3min), on(monday, 50h),
                   central_europe_in_winter);
}

}  // namespace

TEST_CASE("it is told in a sentence, a table, and a list of times") {
    CHECK(text(with_a_limit_of(25min), {80, true, false}) ==
          "Mon 23 Nov 2026 to Tue 24 Nov 2026, with a limit of 25min and breaks of 3min\n"
          "\n"
          "There would have been 3 reminders instead of 1, and 2 bouts longer than the\n"
          "limit instead of 1.\n"
          "\n"
          "                     was    would be\n"
          "Limit              30min       25min\n"
          "Break               3min        3min\n"
          "Reminders              1           3\n"
          "Bouts                  3           3\n"
          "  over limit           1           2\n"
          "  longest         33 min      33 min\n"
          "Sitting       1 h 11 min  1 h 11 min\n"
          "\n"
          "Mon 23 Nov: 3 reminders instead of 1, at 09:25, 10:25, 10:30.\n"
          "\n"
          "It is taken that you sat just as you did, that all other settings were as they\n"
          "are now, and that there were no calls, short pauses and short absences but those\n"
          "that were recorded.\n");
}

TEST_CASE("it is legible on a narrow screen") {
    std::istringstream lines{text(with_a_limit_of(25min), {40, false, false})};
    for (std::string line; std::getline(lines, line);)
        CHECK_MESSAGE(line.size() <= 40, line);
}

TEST_CASE("nothing changes, or nothing is left") {
    CHECK(text(with_a_limit_of(60min), {80, true, false})
              .find("There would have been no reminder instead of 1, and no bout longer than the\n") !=
          std::string::npos);
    const auto same = with_a_limit_of(30min);
    CHECK(same.was == same.would_be);
}

TEST_CASE("where nothing was kept it is said") {
    const Screen screen{80, true, false};
    const auto none =
        what_if(monday, monday, std::nullopt, rules(25min, 3min), on(monday, 20h), central_europe_in_winter);
    CHECK(text(none, screen) == "No history is kept yet. sitbreakd writes it while it runs.\n");
    const auto empty = what_if(monday - std::chrono::days{9}, monday - std::chrono::days{9}, some_days(),
                               rules(25min, 3min), on(monday, 20h), central_europe_in_winter);
    CHECK(text(empty, screen) ==
          "Sat 14 Nov 2026, with a limit of 25min and breaks of 3min\n\nNo sitting is recorded then.\n");
}

TEST_CASE("many days are not listed") {
    whatif::Recorded recorded;
    for (int i = 0; i < 15; ++i)
        recorded.bouts.push_back(bout_row(on(monday + std::chrono::days{i}, 9h), 40min));
    const auto result = what_if(monday, monday + std::chrono::days{20}, recorded, rules(25min, 3min),
                                on(monday, 999h), central_europe_in_winter);
    CHECK(result.would_be.reminders.size() == 15 * 3);
    CHECK(text(result, {120, true, false}).find("is listed for up to 14 days, and with --json.\n") !=
          std::string::npos);
}
