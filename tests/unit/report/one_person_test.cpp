// Two machines that recorded at once, or a clock that was set back: one person all the same.

#include "report/one_person.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

Span from_to(Length begin, Length end) {
    return span(on(monday, begin), end - begin);
}

Bout sat(Length begin, Length end, std::optional<sitting::End> how = sitting::End::no_input) {
    return bout(on(monday, begin), end - begin, how);
}

/// For each minute from Monday on: whether any of the spans is there.
constexpr int minutes_at_most = 400;
using Grid = std::array<bool, minutes_at_most>;

template <typename Row, typename SpanOf>
Grid grid(const std::vector<Row>& rows, SpanOf span_of) {
    Grid result{};
    for (const auto& row : rows) {
        const Span& span = std::invoke(span_of, row);
        for (int i = 0; i < minutes_at_most; ++i) {
            const Time minute = on(monday, std::chrono::minutes{i});
            if (span.begin <= minute && minute < span.end) result.at(static_cast<std::size_t>(i)) = true;
        }
    }
    return result;
}

Grid grid(const std::vector<Span>& spans) {
    return grid(spans, std::identity{});
}

Grid but_not(Grid grid, const Grid& other) {
    for (std::size_t i = 0; i < grid.size(); ++i)
        grid.at(i) = grid.at(i) && !other.at(i);
    return grid;
}

/// Up to as many spans, in whole minutes and in any order; some have no length.
std::vector<Span> some_spans(int at_most, int longest) {
    std::vector<Span> spans;
    for (int count = *rc::gen::inRange(0, at_most + 1); count > 0; --count) {
        const std::chrono::minutes begin{*rc::gen::inRange(0, minutes_at_most - longest)};
        spans.push_back(from_to(begin, begin + std::chrono::minutes{*rc::gen::inRange(0, longest)}));
    }
    return spans;
}

Records some_records() {
    Records records;
    for (const auto& span : some_spans(8, 60)) {
        const auto how = *rc::gen::element(sitting::End::no_input, sitting::End::not_running);
        const Length absent = (span.end - span.begin) * *rc::gen::inRange(0, 101) / 100;
        records.bouts.push_back({span, absent, how, 3min});
    }
    records.breaks = some_spans(6, 90);
    records.unknown = some_spans(6, 90);
    records.pauses = some_spans(3, 90);
    records.holds = some_spans(3, 90);
    for (const auto& span : some_spans(5, 60))
        records.reminders.push_back({span.begin, an_hour_east, sitting::Outcome::followed, 1min});
    return records;
}

/// Each is over when the next begins.
template <typename Row, typename SpanOf>
bool one_after_another(const std::vector<Row>& rows, SpanOf span_of) {
    return std::ranges::adjacent_find(rows, [&](const Row& a, const Row& b) {
               return std::invoke(span_of, b).begin < std::invoke(span_of, a).end ||
                      std::invoke(span_of, b).begin < std::invoke(span_of, a).begin;
           }) == rows.end();
}

int longest_run(const Grid& grid) {
    int longest = 0;
    int run = 0;
    for (const bool is_there : grid) {
        run = is_there ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// Whether a row of a break covers less than three minutes between two bouts, and some of one of them.
bool has_cut_break(const std::vector<Bout>& bouts, const std::vector<Span>& breaks) {
    for (std::size_t i = 1; i < bouts.size(); ++i) {
        const Time left = bouts[i - 1].span.end;
        const Time came = bouts[i].span.begin;
        if (bouts[i - 1].how != sitting::End::no_input || came - left >= 3min) continue;
        for (const auto& its : breaks)
            if (its.begin <= left && its.end >= came && (its.begin < left || its.end > came)) return true;
    }
    return false;
}

/// Minute by minute: where one sat alone, as much of it as that bout is not absent; where several did, all of
/// it.
double naive_sitting(const std::vector<Bout>& bouts) {
    double minutes = 0;
    for (int i = 0; i < minutes_at_most; ++i) {
        const Time minute = on(monday, std::chrono::minutes{i});
        std::vector<Bout> there;
        for (const auto& bout : bouts)
            if (bout.span.begin <= minute && minute < bout.span.end) there.push_back(bout);
        if (there.size() == 1)
            minutes += double((sitting_in(there[0])) / 1ms) /
                       double((there[0].span.end - there[0].span.begin) / 1ms);
        if (there.size() > 1) minutes += 1;
    }
    return minutes;
}

}  // namespace

TEST_CASE("bouts that overlap are one, which ended as the one that ended last") {
    Records records;
    records.bouts = {sat(9h, 10h, sitting::End::locked), sat(9h + 30min, 10h + 30min, sitting::End::standing),
                     sat(10h + 10min, 10h + 20min), sat(10h + 34min, 11h)};
    records.breaks = {from_to(10h, 11h), from_to(10h + 30min, 10h + 34min)};
    records.reminders = {{on(monday, 9h + 30min), an_hour_east, sitting::Outcome::followed, 1min},
                         {on(monday, 9h + 40min), an_hour_east, sitting::Outcome::unseen, 0min}};
    const auto person = of_one_person(records);
    CHECK(person.bouts ==
          std::vector<Bout>{sat(9h, 10h + 30min, sitting::End::standing), sat(10h + 34min, 11h)});
    CHECK(person.breaks == std::vector<Span>{from_to(10h + 30min, 10h + 34min)});
    CHECK(person.reminders == records.reminders);
}

TEST_CASE("a bout that goes on goes on, wherever the other one ended") {
    Records records;
    records.bouts = {sat(9h, 11h), sat(10h, 10h + 30min, std::nullopt)};
    CHECK(of_one_person(records).bouts == std::vector<Bout>{sat(9h, 11h, std::nullopt)});
}

TEST_CASE("who leaves one desk and comes to another within less than a break had none") {
    Records records;
    records.bouts = {sat(9h, 9h + 20min), sat(9h + 22min, 9h + 40min, sitting::End::locked)};
    const auto twice = records.bouts;
    // By nobody's record was it longer than that, as when the length of a break was changed.
    records.breaks = {from_to(9h + 20min, 9h + 22min)};
    CHECK(of_one_person(records) == records);
    for (const auto& its : {from_to(9h + 20min, 10h), from_to(8h, 9h + 22min)}) {
        records.bouts = twice;
        records.breaks = {its};
        CHECK(of_one_person(records).bouts == std::vector<Bout>{sat(9h, 9h + 40min, sitting::End::locked)});
    }
    CHECK(of_one_person(records).breaks == std::vector<Span>{from_to(8h, 9h)});
    records.bouts[0].how = sitting::End::locked;
    CHECK(sitting_in(of_one_person(records).bouts[0]) == 38min);
    records.bouts[0].break_length = 2min;
    CHECK(of_one_person(records).bouts == records.bouts);
    records.bouts = twice;
    records.bouts[0].how = sitting::End::not_running;
    CHECK(of_one_person(records).bouts == records.bouts);
}

TEST_CASE("absence counts where nobody sat at the other desk") {
    Records records;
    records.bouts = {sat(9h, 10h), sat(9h + 30min, 10h + 30min)};
    records.bouts[0].absent = 10min;
    const auto person = of_one_person(records);
    REQUIRE(person.bouts.size() == 1);
    CHECK(sitting_in(person.bouts[0]) == 85min);
}

TEST_CASE("sitting is no break, and a break is not unknown") {
    Records records;
    records.bouts = {sat(9h, 9h + 30min), sat(10h, 10h + 30min)};
    records.breaks = {from_to(9h + 30min, 10h), from_to(9h + 40min, 10h + 10min)};
    records.unknown = {from_to(0h, 20h)};
    const auto person = of_one_person(records);
    CHECK(person.breaks == std::vector<Span>{from_to(9h + 30min, 10h)});
    CHECK(person.unknown == std::vector<Span>{from_to(0h, 9h), from_to(10h + 30min, 20h)});
}

TEST_CASE("of random records none overlap afterwards, and each minute is what it was for the person") {
    CHECK(rc::check([] {
        const auto records = some_records();
        const auto person = of_one_person(records);
        RC_ASSERT(one_after_another(person.bouts, &Bout::span));
        for (const auto* spans : {&person.breaks, &person.unknown, &person.pauses, &person.holds})
            RC_ASSERT(one_after_another(*spans, std::identity{}));
        // Less than a break between two bouts is sitting where a break reached over it.
        const auto sitting = grid(person.bouts, &Bout::span);
        const auto added = but_not(sitting, grid(records.bouts, &Bout::span));
        RC_ASSERT(but_not(grid(records.bouts, &Bout::span), sitting) == Grid{});
        RC_ASSERT(but_not(added, grid(records.breaks)) == Grid{});
        RC_ASSERT(longest_run(added) < 3);
        RC_ASSERT_FALSE(has_cut_break(person.bouts, records.breaks));
        const auto breaks = but_not(grid(records.breaks), sitting);
        const auto unknown = but_not(but_not(grid(records.unknown), sitting), breaks);
        RC_ASSERT(grid(person.breaks) == breaks);
        RC_ASSERT(grid(person.unknown) == unknown);
        RC_ASSERT(grid(person.pauses) == grid(records.pauses));
        RC_ASSERT(grid(person.holds) == grid(records.holds));
        RC_ASSERT(person.reminders == records.reminders);
        Length sat{};
        for (const auto& bout : person.bouts)
            sat += sitting_in(bout);
        const double expected =
            naive_sitting(records.bouts) + static_cast<double>(std::ranges::count(added, true));
        RC_ASSERT(std::abs(double(sat / 1ms) / 60'000 - expected) < 0.001);
        RC_ASSERT(of_one_person(person) == person);
    }));
}

TEST_CASE("records that do not overlap are given back as they are") {
    CHECK(rc::check([] {
        Records records;
        Time t = on(monday, 0h);
        const auto minutes = [](int at_least) {
            return std::chrono::minutes{*rc::gen::inRange(at_least, 40)};
        };
        for (int count = *rc::gen::inRange(0, 20); count > 0; --count) {
            records.bouts.push_back(bout(t, minutes(1)));
            records.bouts.back().absent = 20s;
            t = records.bouts.back().span.end;
            for (auto* spans : {&records.breaks, &records.unknown, &records.pauses, &records.holds}) {
                spans->push_back(span(t, minutes(0)));
                t = spans->back().end;
            }
        }
        RC_ASSERT(of_one_person(records) == records);
    }));
}
