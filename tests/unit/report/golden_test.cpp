// Reports as a person sees them: each is a file in golden/, which somebody has looked at. When a report is to
// change, the tests are run once with SITBREAK_WRITE_GOLDEN=1, which writes the files and fails, and the
// difference is looked at.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "report/formats.hpp"
#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

const Screen narrow_ascii{40, false, false};
const Screen narrow{40, true, false};
const Screen usual_ascii{80, false, false};
const Screen usual{80, true, false};
const Screen wide{120, true, false};

Setting setting(Time now) {
    return {now, central_europe_in_winter, true, 3min};
}

void judge(const std::string& name, const std::string& printed) {
    const auto file = std::filesystem::path{GOLDEN_DIRECTORY} / (name + ".txt");
    if (std::getenv("SITBREAK_WRITE_GOLDEN") != nullptr) {
        std::ofstream{file} << printed;
        FAIL_CHECK("written: look at " << file.string());
        return;
    }
    std::ifstream stream{file};
    REQUIRE_MESSAGE(stream, file.string());
    const std::string expected{std::istreambuf_iterator<char>{stream}, {}};
    CHECK_MESSAGE(printed == expected, file.string() << ":\n" << printed);
}

/// An office day until 16:32, when somebody sits.
Records office_day() {
    Records records;
    const auto sits = [&](Length from, Length to, std::optional<sitting::End> how = sitting::End::no_input) {
        records.bouts.push_back(bout(on(monday, from), to - from, how));
    };
    const auto rests = [&](Length from, Length to) {
        records.breaks.push_back(span(on(monday, from), to - from));
    };
    const auto reminded = [&](Length at, sitting::Outcome outcome, Length after = 1min) {
        records.reminders.push_back({on(monday, at), an_hour_east, outcome, after});
    };
    using sitting::Outcome;
    records.since = on(monday, 8h + 12min);
    records.breaks.push_back(span(on(monday, -7h), 15h + 12min));
    sits(8h + 12min, 8h + 43min + 40s);
    reminded(8h + 42min, Outcome::followed, 100s);
    rests(8h + 43min + 40s, 8h + 50min);
    sits(8h + 50min, 9h + 5min);
    rests(9h + 5min, 9h + 9min);
    sits(9h + 9min, 10h + 1min);
    reminded(9h + 39min, Outcome::ignored);
    reminded(9h + 44min, Outcome::snoozed);
    reminded(9h + 57min, Outcome::followed, 4min);
    rests(10h + 1min, 10h + 15min);
    sits(10h + 15min, 10h + 40min, sitting::End::not_running);
    records.unknown = {span(on(monday, 10h + 40min), 50min)};
    sits(11h + 30min, 11h + 58min, sitting::End::locked);
    rests(11h + 58min, 12h + 51min);
    sits(12h + 51min, 13h + 10min);
    rests(13h + 10min, 13h + 14min);
    sits(13h + 14min, 13h + 45min);
    reminded(13h + 44min, Outcome::followed, 1min);
    rests(13h + 45min, 13h + 52min);
    records.holds = {span(on(monday, 14h + 22min), 34min)};
    sits(13h + 52min, 14h + 58min, sitting::End::locked);
    reminded(14h + 56min, Outcome::followed, 2min);
    rests(14h + 58min, 15h + 20min);
    sits(15h + 20min, 15h + 41min);
    rests(15h + 41min, 16h + 3min);
    sits(16h + 3min, 16h + 32min, std::nullopt);
    return records;
}

/// A regular day of bouts of those lengths, with breaks of twelve minutes.
void add_day(Records& records, Day day, Length from, const std::vector<int>& minutes) {
    Time t = on(day, from);
    for (const int length : minutes) {
        records.bouts.push_back(bout(t, std::chrono::minutes{length}));
        t += std::chrono::minutes{length};
        records.breaks.push_back(span(t, 12min));
        t += 12min;
    }
}

Records some_days() {
    using std::chrono::days;
    Records records;
    records.since = on(day(2026, 3, 2), 9h);
    add_day(records, monday, 9h, {20, 35, 12, 28, 50, 31, 8, 25, 40});
    add_day(records, monday + days{1}, 9h + 10min, {20, 22, 18, 28, 12, 29, 25, 17});
    add_day(records, monday + days{2}, 8h, {95, 70, 110, 45, 80});
    add_day(records, monday + days{3}, 10h, {5});
    records.bouts.push_back(bout(on(monday + days{3}, 23h + 20min), 100min));
    records.unknown = {span(on(monday + days{4}, 1h), 9h)};
    records.reminders = {{on(monday, 9h + 30min), an_hour_east, sitting::Outcome::followed, 90s},
                         {on(monday + days{2}, 9h), an_hour_east, sitting::Outcome::ignored, 10min}};
    records.pauses = {span(on(monday + days{2}, 8h), 8h)};
    return records;
}

/// Two bouts a working day, longer in winter.
Records a_year() {
    using std::chrono::days;
    Records records;
    records.since = on(day(2026, 2, 9), 9h);
    for (Day day = testing::day(2026, 2, 9); day < monday; day += days{1}) {
        const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
        const auto month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
        const int shorter = 10 * static_cast<int>(month < 7 ? month : 13 - month);
        if (weekday < 6 && month != 8) add_day(records, day, 9h, {120 - shorter, 20, 25});
    }
    return records;
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
    judge("day-40-ascii", day_on(narrow_ascii));
    judge("day-40", day_on(narrow));
    judge("day-80-ascii", day_on(usual_ascii));
    judge("day-80", day_on(usual));
    judge("day-120", day_on(wide));
}

TEST_CASE("a week") {
    judge("week-40-ascii", week_on(narrow_ascii));
    judge("week-40", week_on(narrow));
    judge("week-80-ascii", week_on(usual_ascii));
    judge("week-80", week_on(usual));
    judge("week-120", week_on(wide));
}

TEST_CASE("a year has a bar a month") {
    judge("year-40-ascii", year_on(narrow_ascii));
    judge("year-80", year_on(usual));
}

TEST_CASE("the rest of a bout that began the day before, and a time zone that is not one of whole hours") {
    constexpr std::chrono::minutes kolkata{330};
    const Zone zone = [](std::chrono::sys_seconds) { return kolkata; };
    Records records;
    records.bouts = {bout(on(monday, -30min, kolkata), 100min, sitting::End::locked, kolkata)};
    judge("rest-80",
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
    judge("25-hours-80", text(report_on(sunday, sunday, records, {on(sunday, 9h), zone, true, 3min}), usual));
}

TEST_CASE("reminders that nobody saw") {
    Records records;
    records.bouts = {bout(on(monday, 9h), 50min)};
    records.reminders = {{on(monday, 9h + 30min), an_hour_east, sitting::Outcome::unseen, 1min},
                         {on(monday, 9h + 40min), an_hour_east, sitting::Outcome::not_shown, 1min}};
    judge("unseen-80", text(report_on(monday, monday, records, setting(on(monday, 12h))), usual));
}

TEST_CASE("the first moments after a start") {
    Records records;
    records.unknown = {span(on(monday, 9h + 1min) - 1ms, 1ms)};
    records.bouts = {bout(on(monday, 9h + 1min), 8s, std::nullopt)};
    judge("start-80", text(report_on(monday, monday, records, setting(on(monday, 9h + 1min + 8s))), usual));
}

TEST_CASE("nothing to report") {
    const auto now = on(monday, 9h);
    judge("empty-day-40", text(report_on(monday, monday, Records{}, setting(now)), narrow));
    judge("empty-year-80",
          text(report_on(monday - std::chrono::days{364}, monday, Records{}, setting(now)), usual));
    judge("no-history-40", text(report_on(monday, monday, std::nullopt, setting(now)), narrow));
    auto off = setting(now);
    off.is_enabled = false;
    judge("switched-off-80", text(report_on(monday, monday, std::nullopt, off), usual));
    judge("switched-off-later-40", text(report_on(monday, monday, Records{}, off), narrow));
}
