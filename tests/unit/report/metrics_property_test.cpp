// For random histories: the sums match, nothing is negative, and a computation that shares nothing with the
// one in the report, minute by minute and by other forms of the formulas, gives the same numbers.

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "random_desk.hpp"
#include "report/metrics.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using Minutes = std::vector<int>;

/// Where each minute of a bout lies is looked at by itself.
struct Naive {
    Minutes bouts;
    int sitting = 0;
    int prolonged = 0;
    int in_middle_band = 0;
    int breaks = 0;
    int unknown = 0;
    int reminders = 0;
    Minutes delays;
};

/// In minutes, if it was followed within five. Looks at each minute for whether somebody sits then.
std::optional<int> naive_delay(const Reminder& reminder, const std::vector<Bout>& bouts) {
    const auto bout_at = [&](Time t) {
        return std::ranges::find_if(
            bouts, [t](const Bout& bout) { return bout.span.begin <= t && t < bout.span.end; });
    };
    for (int minute = 0; minute <= 5; ++minute) {
        const Time t = reminder.shown + std::chrono::minutes{minute};
        const auto before = bout_at(t - 1min);
        if (before != bouts.end() && bout_at(t) != before && before->how == sitting::End::locked)
            return minute;
    }
    const bool is_alone = bout_at(reminder.shown) == bouts.end();
    if (is_alone && reminder.outcome == sitting::Outcome::followed && reminder.after == 0min) return 0;
    return std::nullopt;
}

Naive naive(const Desk& desk, Time from, Time to) {
    Naive result;
    const auto is_inside = [&](Time t) { return from <= t && t < to; };
    for (const auto& bout : desk.records.bouts) {
        int length = 0;
        for (Time t = bout.span.begin; t < bout.span.end; t += 1min)
            ++length;
        for (Time t = bout.span.begin; t < bout.span.end; t += 1min) {
            if (!is_inside(t)) continue;
            ++result.sitting;
            if (length >= 30) ++result.prolonged;
            if (length >= 15 && length < 30) ++result.in_middle_band;
        }
        if (!is_inside(bout.span.begin)) continue;
        result.bouts.push_back(length);
        if (bout.how == sitting::End::locked) ++result.breaks;
    }
    for (const auto& span : desk.records.unknown)
        for (Time t = span.begin; t < span.end; t += 1min)
            if (is_inside(t)) ++result.unknown;
    using sitting::Outcome;
    for (const auto& reminder : desk.records.reminders) {
        const bool is_apart = !reminder.outcome || reminder.outcome == Outcome::not_shown ||
                              reminder.outcome == Outcome::unseen || reminder.outcome == Outcome::unknown;
        if (is_apart || !is_inside(reminder.shown)) continue;
        ++result.reminders;
        if (const auto delay = naive_delay(reminder, desk.records.bouts)) result.delays.push_back(*delay);
    }
    return result;
}

double naive_gini(const Minutes& bouts) {
    double differences = 0;
    double sum = 0;
    for (const int a : bouts) {
        sum += a;
        for (const int b : bouts)
            differences += std::abs(a - b);
    }
    const auto n = static_cast<double>(bouts.size());
    return differences / (2 * n * sum) * n / (n - 1);
}

double naive_alpha(const Minutes& bouts) {
    const double shortest = *std::ranges::min_element(bouts);
    double product = 0;
    for (const int length : bouts)
        product += std::log2(length / shortest);
    return 1 + static_cast<double>(bouts.size()) * std::log2(std::exp(1.0)) / product;
}

int naive_usual(const Minutes& bouts) {
    for (int length = 1;; ++length) {
        int in_those = 0;
        int in_all = 0;
        for (const int bout : bouts) {
            in_all += bout;
            if (bout <= length) in_those += bout;
        }
        if (2 * in_those >= in_all) return length;
    }
}

/// As many are shorter as are longer.
double naive_median(const Minutes& bouts) {
    std::map<int, int> counts;
    for (const int length : bouts)
        ++counts[length];
    const auto at = [&](std::size_t rank) {
        for (const auto& [length, count] : counts) {
            if (rank < static_cast<std::size_t>(count)) return length;
            rank -= static_cast<std::size_t>(count);
        }
        return 0;
    };
    return (at((bouts.size() - 1) / 2) + at(bouts.size() / 2)) / 2.0;
}

bool near(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

double in_minutes(Length length) {
    return std::chrono::duration<double, std::ratio<60>>{length}.count();
}

void assert_same(const Metrics& metrics, const Naive& expected) {
    const auto& bouts = expected.bouts;
    RC_ASSERT(metrics.sitting == std::chrono::minutes{expected.sitting});
    RC_ASSERT(metrics.bands[2] == std::chrono::minutes{expected.prolonged});
    RC_ASSERT(metrics.bands[1] == std::chrono::minutes{expected.in_middle_band});
    RC_ASSERT(metrics.unknown == std::chrono::minutes{expected.unknown});
    RC_ASSERT(metrics.bouts == bouts.size());
    RC_ASSERT(metrics.breaks == static_cast<std::size_t>(expected.breaks));
    RC_ASSERT(metrics.reminders == static_cast<std::size_t>(expected.reminders));
    RC_ASSERT(metrics.obeyed == expected.delays.size());
    RC_ASSERT(metrics.median_delay.has_value() == !expected.delays.empty());
    if (metrics.median_delay)
        RC_ASSERT(near(in_minutes(*metrics.median_delay), naive_median(expected.delays)));
    RC_ASSERT(metrics.breaks_per_hour.has_value() == (expected.sitting > 0));
    if (expected.sitting > 0) {
        RC_ASSERT(near(*metrics.breaks_per_hour, 60.0 * expected.breaks / expected.sitting));
        RC_ASSERT(near(*metrics.prolonged_share, double(expected.prolonged) / expected.sitting));
    }
    RC_ASSERT(metrics.longest.has_value() == !bouts.empty());
    if (!bouts.empty()) {
        RC_ASSERT(metrics.longest == std::chrono::minutes{*std::ranges::max_element(bouts)});
        RC_ASSERT(metrics.usual == std::chrono::minutes{naive_usual(bouts)});
        RC_ASSERT(near(in_minutes(*metrics.median), naive_median(bouts)));
    }
    RC_ASSERT(metrics.gini.has_value() == (bouts.size() >= 2));
    if (metrics.gini) RC_ASSERT(near(*metrics.gini, naive_gini(bouts)));
    const bool are_alike = std::ranges::adjacent_find(bouts, std::not_equal_to{}) == bouts.end();
    RC_ASSERT(metrics.alpha.has_value() == (bouts.size() >= 30 && !are_alike));
    if (metrics.alpha) RC_ASSERT(near(*metrics.alpha, naive_alpha(bouts)));
}

}  // namespace

TEST_CASE("for random histories an independent computation gives the same numbers") {
    CHECK(rc::check([] {
        const auto desk = random_desk(false);
        const auto boundaries = desk.boundaries();
        const auto samples = samples_of(desk.records, boundaries);
        Sample total;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            assert_same(metrics_of(samples[i]), naive(desk, boundaries[i], boundaries[i + 1]));
            total += samples[i];
        }
        assert_same(metrics_of(total), naive(desk, boundaries.front(), boundaries.back()));
    }));
}

TEST_CASE("for random histories the parts add up, and nothing is negative") {
    CHECK(rc::check([] {
        const auto desk = random_desk(true);
        // All of it is inside, wherever the days are cut.
        std::vector<Time> cuts{on(monday, -7h), on(monday, 100 * 24h)};
        for (const int minute : *rc::gen::container<Minutes>(rc::gen::inRange(-7 * 60, 100 * 24 * 60)))
            cuts.push_back(on(monday, std::chrono::minutes{minute}) + 7ms);
        std::ranges::sort(cuts);
        Length sat{};
        for (const auto& bout : desk.records.bouts)
            sat += (bout.span.end - bout.span.begin) - bout.absent;
        Length unknown{};
        for (const auto& span : desk.records.unknown)
            unknown += span.end - span.begin;
        Sample total;
        for (const auto& sample : samples_of(desk.records, cuts)) {
            const auto metrics = metrics_of(sample);
            for (const auto band : metrics.bands)
                RC_ASSERT(band >= 0ms);
            RC_ASSERT(metrics.sitting == metrics.bands[0] + metrics.bands[1] + metrics.bands[2]);
            RC_ASSERT(metrics.breaks <= metrics.bouts);
            RC_ASSERT(metrics.prolonged_bouts <= metrics.bouts);
            RC_ASSERT(metrics.prolonged_share.value_or(0) >= 0);
            RC_ASSERT(metrics.prolonged_share.value_or(0) <= 1);
            RC_ASSERT(metrics.gini.value_or(0) > -1e-9);
            RC_ASSERT(metrics.gini.value_or(0) <= 1 + 1e-9);
            RC_ASSERT(metrics.alpha.value_or(2) > 1);
            RC_ASSERT(metrics.unknown >= 0ms);
            total += sample;
        }
        const auto metrics = metrics_of(total);
        RC_ASSERT(metrics.sitting == sat);
        RC_ASSERT(metrics.unknown == unknown);
        const auto with_sitting = std::ranges::count_if(desk.records.bouts, [](const Bout& bout) {
            return bout.absent < bout.span.end - bout.span.begin;
        });
        RC_ASSERT(metrics.bouts == static_cast<std::size_t>(with_sitting));
    }));
}
