// How sitting is spread over the lengths of bouts and over the hours of the week.

#include "report/distribution.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using std::chrono::days;

Report of_days(int count, std::vector<Bout> bouts, Time now = on(monday, 1000h)) {
    Records records;
    if (!bouts.empty()) records.since = bouts.front().span.begin;
    records.bouts = std::move(bouts);
    return report_on(monday, monday + days{count - 1}, records, {now, central_europe_in_winter, true, 3min});
}

Length mean(const HoursOfWeek& week, std::size_t day, std::size_t hour) {
    return week.at(day).at(hour).mean().value_or(-1ms);
}

}  // namespace

TEST_CASE("a bout belongs to the class that begins with its length") {
    std::vector<Bout> bouts;
    Time begin = on(monday, 0h);
    for (const Length length :
         {5min - 1ms, Length{5min}, Length{29min}, Length{30min}, Length{59min}, Length{60min}, Length{89min},
          Length{90min}, Length{120min}, Length{300min}}) {
        bouts.push_back(bout(begin, length));
        begin += length + 5min;
    }
    const auto classes = distribution_of(of_days(1, bouts));
    REQUIRE(classes.size() == 15);
    std::vector<std::size_t> counts;
    for (const auto& one : classes)
        counts.push_back(one.bouts);
    CHECK(counts == std::vector<std::size_t>{1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 2, 1, 2});
    CHECK(classes[0].sitting == 5min - 1ms);
    CHECK(classes[12].sitting == 149min);
    CHECK(classes[14].sitting == 420min);
    CHECK(classes[12].from == 60min);
    CHECK(classes[12].to == 90min);
    CHECK_FALSE(classes[14].to);
}

TEST_CASE("the rest of a bout that began the day before is sitting in the class of the whole bout") {
    const auto classes = distribution_of(of_days(1, {bout(on(monday, -30min), 40min)}));
    CHECK(classes[8].from == 40min);
    CHECK(classes[8].bouts == 0);
    CHECK(classes[8].sitting == 10min);
}

TEST_CASE("an hour of the week is a mean of the days that are that weekday") {
    const auto week = hours_of_week(
        of_days(14, {bout(on(monday, 9h + 30min), 45min), bout(on(monday + days{7}, 9h), 20min)}));
    CHECK(week[0][9].times == 2);
    CHECK(mean(week, 0, 9) == 25min);
    CHECK(week[0][9].sitting == 50min);
    CHECK(mean(week, 0, 10) == 7min + 30s);
    CHECK(mean(week, 1, 9) == 0min);
}

TEST_CASE("an hour before the history began or still to come is none") {
    const auto week =
        hours_of_week(of_days(8, {bout(on(monday, 9h + 50min), 30min)}, on(monday + days{7}, 10h)));
    CHECK(week[0][8].times == 1);
    CHECK(mean(week, 0, 8) == 0min);
    CHECK(week[0][9].times == 2);
    CHECK(mean(week, 0, 9) == 5min);
    CHECK(week[0][10].times == 1);
    CHECK(mean(week, 0, 10) == 20min);
    CHECK(week[0][12].times == 1);
    const auto day = hours_of_week(of_days(1, {bout(on(monday, 9h + 50min), 30min)}, on(monday, 11h)));
    CHECK_FALSE(day[0][8].mean());
    CHECK_FALSE(day[0][11].mean());
    CHECK_FALSE(day[1][10].mean());
}

TEST_CASE("nothing recorded") {
    for (const auto& day : hours_of_week(of_days(7, {})))
        for (const auto& hour : day) {
            CHECK(hour.sitting == 0ms);
            CHECK(hour.times == 0);
        }
    for (const auto& one : distribution_of(of_days(7, {})))
        CHECK(one.bouts == 0);
}
