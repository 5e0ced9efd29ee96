// The numbers of a stretch of time.

#include "report/metrics.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

constexpr auto whole_day = 24h;

/// Bouts of these lengths on Monday from nine o'clock on, a break of ten minutes after each.
Records with_bouts(const std::vector<Length>& lengths) {
    Records records;
    Time begin = on(monday, 9h);
    for (const auto length : lengths) {
        records.bouts.push_back(bout(begin, length));
        begin += length + 10min;
    }
    return records;
}

Metrics of_monday(const Records& records) {
    return metrics_of(samples_of(records, {on(monday, 0h), on(monday, whole_day)}).front());
}

/// Of Monday and Tuesday.
std::vector<Sample> of_two_days(const Records& records) {
    return samples_of(records, {on(monday, 0h), on(monday, whole_day), on(monday, 2 * whole_day)});
}

bool near(const std::optional<double>& number, double expected) {
    return number && std::abs(*number - expected) < 0.00005;
}

Reminder reminder(Length time_of_day, std::optional<sitting::Outcome> outcome, Length after = 1min) {
    return {on(monday, time_of_day), an_hour_east, outcome, after};
}

}  // namespace

TEST_CASE("the formulas give what was computed by hand") {
    auto records = with_bouts({5min, 10min, 20min, 30min, 60min, 15min, 40min});
    records.bouts.back().how.reset();
    const auto metrics = of_monday(records);
    CHECK(metrics.bouts == 7);
    CHECK(metrics.sitting == 180min);
    CHECK(near(std::chrono::duration<double, std::ratio<60>>{*metrics.mean}.count(), 25.7143));
    CHECK(metrics.median == 20min);
    CHECK(metrics.breaks == 6);
    CHECK(near(metrics.breaks_per_hour, 2.0));
    CHECK(near(metrics.prolonged_share, 0.7222));
    CHECK(metrics.prolonged_bouts == 3);
    CHECK(metrics.bands == std::array<Length, 3>{15min, 35min, 130min});
    CHECK(metrics.longest == 60min);
    CHECK(metrics.usual == 40min);
    CHECK(near(metrics.gini, 0.4444));
    CHECK(near(alpha({5min, 10min, 15min, 20min, 30min, 40min, 60min}), 1.7342));
    CHECK_FALSE(metrics.alpha);
}

TEST_CASE("of nothing there are no numbers, and no sitting") {
    CHECK(of_monday({}) == Metrics{});
    CHECK(metrics_of({}) == Metrics{});
    CHECK(mean({}) == std::nullopt);
    CHECK(alpha({}) == std::nullopt);
}

TEST_CASE("one bout") {
    const auto metrics = of_monday(with_bouts({25min}));
    CHECK(metrics.bouts == 1);
    CHECK(metrics.longest == 25min);
    CHECK(metrics.mean == 25min);
    CHECK(metrics.median == 25min);
    CHECK(metrics.usual == 25min);
    CHECK(near(metrics.prolonged_share, 0));
    CHECK(near(metrics.breaks_per_hour, 2.4));
    CHECK_FALSE(metrics.gini);
    CHECK_FALSE(metrics.alpha);
}

TEST_CASE("alpha is there from 30 bouts on, if they are not all alike") {
    std::vector<Length> lengths(28, 4min);
    lengths.push_back(8min);
    CHECK_FALSE(of_monday(with_bouts(lengths)).alpha);
    lengths.push_back(8min);
    CHECK(near(of_monday(with_bouts(lengths)).alpha, 1 + 30 / (2 * std::log(2.0))));
    CHECK_FALSE(of_monday(with_bouts(std::vector<Length>(30, 4min))).alpha);
    CHECK(near(of_monday(with_bouts(std::vector<Length>(30, 4min))).gini, 0));
}

TEST_CASE("a bout over midnight is sat on both days and counts on the first") {
    Records records;
    records.bouts = {bout(on(monday, 23h + 30min), 40min)};
    const auto samples = of_two_days(records);
    const auto first = metrics_of(samples[0]);
    const auto second = metrics_of(samples[1]);
    CHECK(first.sitting == 30min);
    CHECK(first.bouts == 1);
    CHECK(first.breaks == 1);
    CHECK(first.longest == 40min);
    CHECK(second.sitting == 10min);
    CHECK(second.bouts == 0);
    CHECK(second.breaks == 0);
    CHECK(near(second.prolonged_share, 1));
    CHECK_FALSE(second.longest);
    auto both = samples[0];
    both += samples[1];
    CHECK(metrics_of(both).sitting == 40min);
    CHECK(metrics_of(both).bouts == 1);
}

TEST_CASE("certain absence inside a bout is no sitting, and is spread over it") {
    Records records;
    records.bouts = {bout(on(monday, 23h + 30min), 40min)};
    records.bouts.front().absent = 4min;
    const auto samples = of_two_days(records);
    CHECK(metrics_of(samples[0]).sitting == 27min);
    CHECK(metrics_of(samples[1]).sitting == 9min);
    CHECK(metrics_of(samples[0]).longest == 36min);
    records.bouts.front().absent = 1h;
    CHECK(of_two_days(records) == of_two_days({}));
}

TEST_CASE("only a break that was observed is one") {
    auto records = with_bouts({10min, 10min, 10min, 10min});
    records.bouts[0].how = sitting::End::not_running;
    records.bouts[1].how = sitting::End::source_lost;
    records.bouts[2].how = sitting::End::locked;
    records.bouts[3].how.reset();
    records.unknown = {span(on(monday, 9h + 10min), 10min), span(on(monday, 9h + 30min), 10min),
                       span(on(monday, 20h), 8h)};
    const auto metrics = of_monday(records);
    CHECK(metrics.breaks == 1);
    CHECK(metrics.unknown == 10min + 10min + 4h);
    CHECK(metrics.sitting == 40min);
}

TEST_CASE("a reminder is obeyed by a break within five minutes, whatever was pressed") {
    using sitting::Outcome;
    Records records;
    const auto sits_until = [&](Length end, sitting::End how = sitting::End::no_input) {
        records.bouts.push_back(bout(on(monday, end - 20min), 20min, how));
    };
    sits_until(9h + 100s);
    sits_until(10h + 5min);
    sits_until(11h + 5min + 1ms);
    sits_until(12h + 20s);
    for (int hour = 13; hour < 18; ++hour)
        sits_until(std::chrono::hours{hour} + 10min);
    sits_until(18h + 2min, sitting::End::locked);
    sits_until(19h + 2min, sitting::End::not_running);
    records.reminders = {reminder(9h, Outcome::followed, 100s),
                         reminder(10h, Outcome::followed, 5min),
                         reminder(11h, Outcome::followed, 5min + 1ms),
                         reminder(12h, Outcome::followed, 20s),
                         reminder(13h, Outcome::too_short),
                         reminder(14h, Outcome::snoozed),
                         reminder(15h, Outcome::skipped),
                         reminder(16h, Outcome::closed),
                         reminder(17h, Outcome::ignored),
                         reminder(18h, Outcome::snoozed),
                         reminder(19h, Outcome::withdrawn)};
    auto metrics = of_monday(records);
    CHECK(metrics.reminders == 11);
    CHECK(metrics.obeyed == 4);
    CHECK(metrics.median_delay == 110s);
    CHECK(obeyed_after(records.reminders[9], records.bouts) == 2min);
    // Nobody saw these, or nobody knows.
    for (const auto outcome : {Outcome::not_shown, Outcome::unseen, Outcome::unknown})
        records.reminders.push_back(reminder(18h, outcome));
    records.reminders.push_back(reminder(18h, std::nullopt));
    records.reminders.push_back(reminder(25h, Outcome::followed));
    metrics = of_monday(records);
    CHECK(metrics.reminders == 11);
    CHECK(metrics.reminders_apart == 3);
    CHECK(metrics.obeyed == 4);
}

TEST_CASE("who had gone a few moments before a reminder was shown followed it at once") {
    using sitting::Outcome;
    Records records;
    records.bouts = {bout(on(monday, 9h), 30min - 5s), bout(on(monday, 12h), 30min)};
    CHECK(obeyed_after(reminder(9h + 30min, Outcome::followed, 0s), records.bouts) == 0s);
    CHECK_FALSE(obeyed_after(reminder(9h + 30min, Outcome::ignored, 0s), records.bouts));
    CHECK_FALSE(obeyed_after(reminder(9h + 30min, Outcome::followed, 1s), records.bouts));
}

TEST_CASE("a reminder that was followed at one desk was not if the person sat on at another") {
    using sitting::Outcome;
    const std::vector<Bout> bouts{bout(on(monday, 9h), 95min)};
    CHECK_FALSE(obeyed_after(reminder(9h + 30min, Outcome::followed, 90s), bouts));
    CHECK_FALSE(obeyed_after(reminder(9h + 30min, Outcome::followed, 0s), bouts));
    CHECK(obeyed_after(reminder(10h + 32min, Outcome::followed, 90s), bouts) == 3min);
}

TEST_CASE("a bout that does not count ends in no break that counts") {
    auto only_absent = bout(on(monday, 9h), 20min);
    only_absent.absent = 20min;
    CHECK_FALSE(obeyed_after(reminder(9h + 19min, sitting::Outcome::snoozed), {only_absent}));
}

TEST_CASE("pauses and holds are as long as they are in the stretch") {
    Records records;
    records.pauses = {span(on(monday, -1h), 2h), span(on(monday, 12h), 1h), span(on(monday, 23h), 48h)};
    records.holds = {span(on(monday, 13h), 20min)};
    const auto metrics = of_monday(records);
    CHECK(metrics.paused == 3h);
    CHECK(metrics.held == 20min);
}
