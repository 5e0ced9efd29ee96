// For random histories, of which some are by clocks that are set and of people who travel: what is looked at
// minute by minute is spread over lengths and hours the same way, and the parts add up to the numbers.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "random_report.hpp"
#include "report/distribution.hpp"
#include "report/periods.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using std::chrono::floor;
using std::chrono::minutes;

struct Naive {
    minutes sitting{};
    std::size_t times = 0;
};

/// By weekday and hour; each minute of the days is looked at by itself.
std::map<std::pair<unsigned, long>, Naive> naive_hours(const Report& report) {
    std::map<std::pair<unsigned, long>, Naive> result;
    auto bout = report.records.bouts.begin();
    for (const auto& day : report.days) {
        std::optional<std::pair<long, minutes>> before;
        Time begun{};
        bool is_counted = false;
        for (Time t = day.begin; t < day.end; t += 1min) {
            const auto utc_offset = utc_offset_at(t, report.records, report.setting.zone);
            const auto hour =
                static_cast<long>(floor<std::chrono::hours>(t + utc_offset).time_since_epoch().count());
            if (before != std::pair{hour, utc_offset}) {
                begun = t;
                is_counted = false;
            }
            before = {hour, utc_offset};
            auto& sum = result[{std::chrono::weekday{day.day}.iso_encoding() - 1, hour % 24}];
            if (!is_counted && report.records.since && t + 1min > *report.records.since &&
                begun < report.setting.now) {
                ++sum.times;
                is_counted = true;
            }
            while (bout != report.records.bouts.end() && bout->span.end <= t)
                ++bout;
            if (bout != report.records.bouts.end() && bout->span.begin <= t) sum.sitting += 1min;
        }
    }
    return result;
}

}  // namespace

TEST_CASE("for random histories each hour of the week is what its minutes are") {
    CHECK(rc::check([] {
        const auto report = random_report(false);
        const auto week = hours_of_week(report);
        auto expected = naive_hours(report);
        for (unsigned day = 0; day < 7; ++day)
            for (long hour = 0; hour < 24; ++hour) {
                const auto& one = week.at(day).at(static_cast<std::size_t>(hour));
                RC_ASSERT(one.sitting == (expected[{day, hour}].sitting));
                RC_ASSERT(one.times == (expected[{day, hour}].times));
            }
    }));
}

TEST_CASE("for random histories the hours of the week add up to all sitting") {
    CHECK(rc::check([] {
        const auto report = random_report(true);
        Length sitting{};
        for (const auto& day : hours_of_week(report))
            for (const auto& hour : day) {
                RC_ASSERT(hour.sitting >= 0ms);
                sitting += hour.sitting;
            }
        RC_ASSERT(sitting == report.total.sitting);
    }));
}

TEST_CASE(
    "for random histories the classes of lengths add up to all bouts, to all sitting, and to the bands") {
    CHECK(rc::check([] {
        const auto report = random_report(true);
        const auto begin = report.days.front().begin;
        const auto end = report.days.back().end;
        std::size_t bouts = 0;
        std::size_t prolonged_bouts = 0;
        std::array<Length, 3> bands{};
        std::optional<Length> next = 0ms;
        for (const auto& one : distribution_of(report)) {
            RC_ASSERT(next == one.from);
            next = one.to;
            const auto count = std::ranges::count_if(report.records.bouts, [&](const Bout& bout) {
                const auto length = bout.span.end - bout.span.begin - bout.absent;
                return length > 0ms && length >= one.from && (!one.to || length < *one.to) &&
                       bout.span.begin >= begin && bout.span.begin < end;
            });
            RC_ASSERT(one.bouts == static_cast<std::size_t>(count));
            RC_ASSERT(one.sitting >= 0ms);
            bouts += one.bouts;
            prolonged_bouts += one.from >= 30min ? one.bouts : 0;
            bands[one.from >= 30min ? 2 : one.from >= 15min ? 1 : 0] += one.sitting;
        }
        RC_ASSERT_FALSE(next);
        RC_ASSERT(bouts == report.total.bouts);
        RC_ASSERT(prolonged_bouts == report.total.prolonged_bouts);
        RC_ASSERT(bands == report.total.bands);
    }));
}

TEST_CASE("for random histories the groups of days add up to all") {
    CHECK(rc::check([] {
        const auto report = random_report(true);
        for (const auto& periods : {periods_of(report.days), periods_with_weeks(report.days)}) {
            Period sum;
            for (const auto& period : periods) {
                RC_ASSERT(period.obeyed <= period.reminders);
                RC_ASSERT(period.in_prolonged <= period.sitting);
                sum.sitting += period.sitting;
                sum.in_prolonged += period.in_prolonged;
                sum.reminders += period.reminders;
                sum.obeyed += period.obeyed;
            }
            RC_ASSERT(sum.sitting == report.total.sitting);
            RC_ASSERT(sum.in_prolonged == report.total.bands.back());
            RC_ASSERT(sum.reminders == report.total.reminders);
            RC_ASSERT(sum.obeyed == report.total.obeyed);
        }
    }));
}
