// Reports as a person sees them on a terminal.

#include <doctest/doctest.h>

#include <string>

#include "golden.hpp"
#include "histories.hpp"
#include "report/formats.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

const Screen narrow_ascii{40, false, false};
const Screen narrow{40, true, false};
const Screen usual_ascii{80, false, false};
const Screen usual{80, true, false};
const Screen wide{120, true, false};

void judge_text(const std::string& name, const std::string& printed) {
    judge(name + ".txt", printed);
}

Setting setting(Time now) {
    return {now, central_europe_in_winter, true, 3min};
}

std::string day_on(const Screen& screen) {
    return text(report_on(monday, monday, office_day(), setting(on(monday, 16h + 32min))), screen);
}

std::string week_on(const Screen& screen) {
    const auto sunday = monday + std::chrono::days{6};
    return text(report_on(monday, sunday, some_days(), setting(on(sunday, 12h))), screen);
}

std::string year_on(const Screen& screen) {
    return text(report_on(monday - std::chrono::days{364}, monday, a_year(), setting(on(monday, 12h))),
                screen);
}

}  // namespace

TEST_CASE("a day") {
    judge_text("day-40-ascii", day_on(narrow_ascii));
    judge_text("day-40", day_on(narrow));
    judge_text("day-80-ascii", day_on(usual_ascii));
    judge_text("day-80", day_on(usual));
    judge_text("day-120", day_on(wide));
}

TEST_CASE("a week") {
    judge_text("week-40-ascii", week_on(narrow_ascii));
    judge_text("week-40", week_on(narrow));
    judge_text("week-80-ascii", week_on(usual_ascii));
    judge_text("week-80", week_on(usual));
    judge_text("week-120", week_on(wide));
}

TEST_CASE("a year has a bar a month") {
    judge_text("year-40-ascii", year_on(narrow_ascii));
    judge_text("year-80", year_on(usual));
}

TEST_CASE("the rest of a bout that began the day before, and a time zone that is not one of whole hours") {
    constexpr std::chrono::minutes kolkata{330};
    const Zone zone = [](std::chrono::sys_seconds) { return kolkata; };
    Records records;
    records.bouts = {bout(on(monday, -30min, kolkata), 100min, sitting::End::locked, kolkata)};
    judge_text("rest-80",
               text(report_on(monday, monday, records, {on(monday, 9h, kolkata), zone, true, 3min}), usual));
}

TEST_CASE("a day of 25 hours") {
    const Zone zone = [](std::chrono::sys_seconds time) {
        return std::chrono::minutes{time < std::chrono::sys_days{std::chrono::October / 25 / 2026} + 1h ? 120
                                                                                                        : 60};
    };
    const auto sunday = day(2026, 10, 25);
    Records records;
    // The clock shows two o'clock twice, the second time an hour later.
    records.bouts = {bout(on(sunday, 1h + 30min, 120min), 3h, sitting::End::locked, 120min)};
    judge_text("25-hours-80",
               text(report_on(sunday, sunday, records, {on(sunday, 9h), zone, true, 3min}), usual));
}

TEST_CASE("reminders that nobody saw") {
    Records records;
    records.bouts = {bout(on(monday, 9h), 50min)};
    records.reminders = {{on(monday, 9h + 30min), an_hour_east, sitting::Outcome::unseen, 1min},
                         {on(monday, 9h + 40min), an_hour_east, sitting::Outcome::not_shown, 1min}};
    judge_text("unseen-80", text(report_on(monday, monday, records, setting(on(monday, 12h))), usual));
}

TEST_CASE("the first moments after a start") {
    Records records;
    records.unknown = {span(on(monday, 9h + 1min) - 1ms, 1ms)};
    records.bouts = {bout(on(monday, 9h + 1min), 8s, std::nullopt)};
    judge_text("start-80",
               text(report_on(monday, monday, records, setting(on(monday, 9h + 1min + 8s))), usual));
}

TEST_CASE("nothing to report") {
    const auto now = on(monday, 9h);
    judge_text("empty-day-40", text(report_on(monday, monday, Records{}, setting(now)), narrow));
    judge_text("empty-year-80",
               text(report_on(monday - std::chrono::days{364}, monday, Records{}, setting(now)), usual));
    judge_text("no-history-40", text(report_on(monday, monday, std::nullopt, setting(now)), narrow));
    auto off = setting(now);
    off.is_enabled = false;
    judge_text("switched-off-80", text(report_on(monday, monday, std::nullopt, off), usual));
    judge_text("switched-off-later-40", text(report_on(monday, monday, Records{}, off), narrow));
}
