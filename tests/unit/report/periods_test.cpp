// Days in groups.

#include "report/periods.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using std::chrono::days;

/// From Monday on, with an hour of sitting and a reminder each noon; every second reminder is followed.
std::vector<DayReport> days_of(int count) {
    Records records;
    records.since = on(monday, 12h);
    for (int i = 0; i < count; ++i) {
        records.bouts.push_back(bout(on(monday + days{i}, 12h), 1h));
        const bool is_followed = i % 2 == 0;
        records.reminders.push_back(
            {on(monday + days{i}, is_followed ? 12h + 59min : 12h + 30min), an_hour_east,
             is_followed ? sitting::Outcome::followed : sitting::Outcome::ignored, 1min});
    }
    return report_on(monday, monday + days{count - 1}, records,
                     {on(monday, 24h * count), central_europe_in_winter, true, 3min})
        .days;
}

}  // namespace

TEST_CASE("up to 62 days are each shown") {
    const auto periods = periods_of(days_of(62));
    CHECK(periods.size() == 62);
    CHECK(periods.front().label == "Mon 23 Nov");
    CHECK(periods_with_weeks(days_of(62)).size() == 62);
}

TEST_CASE("more days are months, and weeks where there are some") {
    const auto all = days_of(70);
    const auto months = periods_of(all);
    REQUIRE(months.size() == 3);
    CHECK(months[0].label == "Nov 2026");
    CHECK(months[0].sitting == 8h);
    CHECK(months[1].in_prolonged == 31h);
    CHECK(months[1].reminders == 31);
    CHECK(months[1].obeyed == 16);
    const auto weeks = periods_with_weeks(all);
    REQUIRE(weeks.size() == 10);
    CHECK(weeks[1].label == "Mon 30 Nov 2026");
    CHECK(weeks[0].reminders == 7);
    CHECK(weeks[0].obeyed == 4);
    CHECK(weeks[1].obeyed == 3);
}

TEST_CASE("of many years each is shown") {
    const auto all = days_of(4 * 365);
    const auto years = periods_of(all);
    REQUIRE(years.size() == 5);
    CHECK(years[0].label == "2026");
    CHECK(years[1].sitting == 365h);
    CHECK(periods_with_weeks(all).size() == 5);
    CHECK(periods_with_weeks(days_of(500)).size() == 18);
}
