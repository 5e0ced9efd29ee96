// When days begin: where the clocks are set, and where somebody travels.

#include "report/days.hpp"

#include <doctest/doctest.h>

#include "../command/sample.hpp"
#include "platform/boot_clock.hpp"
#include "report/metrics.hpp"
#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;
using command::testing::TimeZone;

namespace {

/// How long each of the days is.
std::vector<Length> lengths(Day first, Day last, const Records& records = {},
                            const Zone& zone = platform::utc_offset) {
    const auto times = boundaries(first, last, records, zone);
    std::vector<Length> result;
    for (std::size_t i = 1; i < times.size(); ++i)
        result.push_back(times[i] - times[i - 1]);
    return result;
}

constexpr std::chrono::minutes tokyo{9 * 60};
constexpr std::chrono::minutes new_york{-5 * 60};

}  // namespace

TEST_CASE("a day begins at midnight") {
    const TimeZone central_europe;
    CHECK(beginning(day(2026, 11, 23), platform::utc_offset) == on(monday, 0h));
    CHECK(beginning(day(2026, 7, 1), platform::utc_offset) == on(day(2026, 7, 1), 0h, 120min));
    CHECK(beginning(day(1, 1, 1), central_europe_in_winter) == on(day(1, 1, 1), 0h));
}

TEST_CASE("days on which the clocks are set have 23 and 25 hours") {
    const TimeZone central_europe;
    CHECK(lengths(day(2026, 3, 28), day(2026, 3, 30)) == std::vector<Length>{24h, 23h, 24h});
    CHECK(lengths(day(2026, 10, 24), day(2026, 10, 26)) == std::vector<Length>{24h, 25h, 24h});
}

TEST_CASE(
    "a day whose midnight the clocks leave out begins with the hour after, and one that has two of "
    "them with the first minute of the day") {
    // As in parts of Brazil until 2019: at midnight the clocks are set to one, and back to eleven.
    const TimeZone brazil{"<-03>3<-02>,M10.3.0/0,M2.3.0/0"};
    const auto spring = day(2026, 10, 18);
    CHECK(beginning(spring, platform::utc_offset) == on(spring, 1h, -120min));
    CHECK(lengths(spring, spring) == std::vector<Length>{23h});
    const auto autumn = day(2026, 2, 15);
    CHECK(beginning(autumn, platform::utc_offset) == on(autumn, 0h, -180min));
    CHECK(lengths(autumn - std::chrono::days{1}, autumn) == std::vector<Length>{25h, 24h});
}

TEST_CASE("what is sat on a day of 25 hours is all there") {
    const TimeZone central_europe;
    const auto sunday = day(2026, 10, 25);
    Records records;
    // From half past one in summer time to half past two in winter time.
    records.bouts = {bout(on(sunday, 90min, 120min), 2h, sitting::End::locked, 120min)};
    const auto samples = samples_of(records, boundaries(sunday, sunday, records, platform::utc_offset));
    CHECK(metrics_of(samples.front()).sitting == 2h);
}

TEST_CASE("who was elsewhere had other days") {
    const Day tuesday = monday + std::chrono::days{1};
    Records records;
    records.bouts = {bout(on(monday, 10h, tokyo), 1h, sitting::End::locked, tokyo),
                     bout(on(tuesday, 1h, tokyo), 1h, sitting::End::locked, tokyo)};
    CHECK(boundaries(tuesday, tuesday, records, central_europe_in_winter).front() == on(tuesday, 0h, tokyo));
    // The bout before is not among those of the days that are looked at.
    Records earlier;
    earlier.earlier = records.bouts.front().span;
    earlier.bouts = {records.bouts.back()};
    CHECK(boundaries(tuesday, tuesday, earlier, central_europe_in_winter).front() == on(tuesday, 0h, tokyo));
}

TEST_CASE("who travels west has a longer day, and who travels east a shorter one") {
    const Day tuesday = monday + std::chrono::days{1};
    Records west;
    west.bouts = {bout(on(monday, 10h), 1h),
                  bout(on(monday, 20h, new_york), 1h, sitting::End::locked, new_york),
                  bout(on(tuesday, 9h, new_york), 1h, sitting::End::locked, new_york)};
    CHECK(lengths(monday, tuesday, west, central_europe_in_winter) == std::vector<Length>{30h, 24h});
    Records east;
    east.bouts = {bout(on(monday, 10h), 1h), bout(on(tuesday, 2h, tokyo), 1h, sitting::End::locked, tokyo),
                  bout(on(tuesday, 9h, tokyo), 1h, sitting::End::locked, tokyo)};
    CHECK(lengths(monday, tuesday, east, central_europe_in_winter) == std::vector<Length>{16h, 24h});
    const auto samples = samples_of(east, boundaries(monday, tuesday, east, central_europe_in_winter));
    CHECK(metrics_of(samples[0]).bouts == 1);
    CHECK(metrics_of(samples[1]).bouts == 2);
}

TEST_CASE("who crosses the date line to the west misses a day") {
    constexpr std::chrono::minutes hawaii{-10 * 60};
    constexpr std::chrono::minutes kiribati{14 * 60};
    const Day wednesday = monday + std::chrono::days{2};
    Records records;
    records.bouts = {bout(on(monday, 22h, hawaii), 1h, sitting::End::locked, hawaii),
                     bout(on(wednesday, 1h, kiribati), 1h, sitting::End::locked, kiribati)};
    const auto result = lengths(monday, wednesday, records, central_europe_in_winter);
    CHECK(result[1] == 0h);
    CHECK(result[2] == 24h);
}
