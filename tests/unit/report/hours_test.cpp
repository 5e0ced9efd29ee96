// The hours of a day by the clock on the wall.

#include "report/hours.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using Shown = std::vector<std::size_t>;

std::vector<Hour> hours_on(Day day, const Zone& zone, const Records& records = {}) {
    const auto report = report_on(day, day, records, {on(day, 100h), zone, true, 3min});
    return hours_of(report.days.front(), report);
}

Shown shown(const std::vector<Hour>& hours) {
    Shown result;
    for (const auto& hour : hours)
        result.push_back(hour.of_day());
    return result;
}

/// A clock that is set at that time.
Zone zone_with_change(Time at, std::chrono::minutes before, std::chrono::minutes after) {
    return [=](std::chrono::sys_seconds time) { return time < at ? before : after; };
}

}  // namespace

TEST_CASE("a day has its 24 hours") {
    const auto hours = hours_on(monday, central_europe_in_winter);
    REQUIRE(hours.size() == 24);
    for (std::size_t i = 0; i < 24; ++i) {
        CHECK(hours[i].of_day() == i);
        CHECK(hours[i].begin == on(monday, i * 1h));
        CHECK(hours[i].end == on(monday, (i + 1) * 1h));
    }
}

TEST_CASE("a day on which the clock is set back has an hour twice") {
    const auto sunday = day(2026, 10, 25);
    const auto hours = hours_on(sunday, zone_with_change(on(sunday, 2h), 120min, 60min));
    REQUIRE(hours.size() == 25);
    CHECK(shown({hours.begin(), hours.begin() + 5}) == Shown{0, 1, 2, 2, 3});
    CHECK(hours.back().of_day() == 23);
}

TEST_CASE("a day on which the clock is set forward lacks an hour") {
    const auto sunday = day(2026, 3, 29);
    const auto hours = hours_on(sunday, zone_with_change(on(sunday, 2h), 60min, 120min));
    REQUIRE(hours.size() == 23);
    CHECK(shown({hours.begin(), hours.begin() + 4}) == Shown{0, 1, 3, 4});
}

TEST_CASE("the hours of a place that is not whole hours from UTC") {
    const auto hours = hours_on(monday, [](std::chrono::sys_seconds) { return 330min; });
    REQUIRE(hours.size() == 24);
    CHECK(hours[9].begin == on(monday, 9h, 330min));
    CHECK(hours[9].of_day() == 9);
}

TEST_CASE("who travels has the hours of the clock there from the first bout on") {
    Records records;
    records.bouts = {bout(on(monday, 9h), 30min),
                     bout(on(monday, 12h + 20min), 30min, sitting::End::locked, -300min)};
    const auto hours = hours_on(monday, central_europe_in_winter, records);
    REQUIRE(hours.size() > 14);
    CHECK(hours[12].begin == on(monday, 12h));
    CHECK(hours[12].end == on(monday, 12h + 20min));
    CHECK(hours[12].of_day() == 12);
    CHECK(hours[13].end == on(monday, 13h));
    CHECK(hours[13].of_day() == 6);
    CHECK(hours.back().end == on(monday, 24h, -300min));
    CHECK(hours.back().of_day() == 23);
}
