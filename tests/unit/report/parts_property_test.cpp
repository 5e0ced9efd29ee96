// The parts of a day add up to the day: for random rows of several machines, clocks that are set, and people
// who travel.

#include <algorithm>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "history/overlap.hpp"
#include "random_report.hpp"
#include "report/one_person.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

constexpr int days = 3;

/// In whole minutes, in any order; they overlap as they like.
std::vector<Span> some_spans(int at_most, int longest) {
    std::vector<Span> spans;
    for (int count = *rc::gen::inRange(0, at_most + 1); count > 0; --count) {
        const std::chrono::minutes begin{*rc::gen::inRange(-24 * 60, (days + 1) * 24 * 60)};
        const std::chrono::minutes offset{*rc::gen::elementOf(std::vector<int>{-300, 60, 60, 60, 540})};
        spans.push_back(span(on(monday, begin), std::chrono::minutes{*rc::gen::inRange(0, longest)}, offset));
    }
    return spans;
}

Records some_records() {
    Records records;
    for (const auto& span : some_spans(40, 200)) {
        const auto how = *rc::gen::element<std::optional<sitting::End>>(
            sitting::End::no_input, sitting::End::locked, sitting::End::not_running, std::nullopt);
        records.bouts.push_back({span, (span.end - span.begin) * *rc::gen::inRange(0, 101) / 100, how, 3min});
    }
    records.breaks = some_spans(30, 600);
    records.unknown = some_spans(10, 900);
    return records;
}

Span clipped(const Span& span, const DayReport& day) {
    return {std::max(span.begin, day.begin), std::min(span.end, day.end), span.utc_offset};
}

Length sum_of(const std::vector<Span>& spans) {
    Length sum{};
    for (const auto& span : spans)
        sum += span.end - span.begin;
    return sum;
}

/// The parts of that day, with a length each.
std::vector<Span> parts_of(const std::vector<Span>& spans, const DayReport& day) {
    std::vector<Span> parts;
    for (const auto& span : spans)
        if (const auto part = clipped(span, day); part.begin < part.end) parts.push_back(part);
    return parts;
}

/// The certain absence in the parts of bouts in the day.
Length absent_in(const std::vector<Bout>& bouts, const DayReport& day) {
    Length absent{};
    for (const auto& bout : bouts) {
        const auto part = clipped(bout.span, day);
        if (part.begin >= part.end) continue;
        const Length sat = sitting_before(bout, part.end) - sitting_before(bout, part.begin);
        RC_ASSERT(sat <= part.end - part.begin);
        absent += part.end - part.begin - sat;
    }
    return absent;
}

bool are_apart(std::vector<Span> spans) {
    std::ranges::sort(spans, {}, &Span::begin);
    return std::ranges::adjacent_find(spans, [](const Span& a, const Span& b) { return b.begin < a.end; }) ==
           spans.end();
}

/// How much of the day is in none of the spans, looked at minute by minute.
Length in_none(const std::vector<std::vector<Span>>& all, const DayReport& day) {
    Length result{};
    for (Time t = day.begin; t < day.end; t += 1min) {
        const auto is_there = [t](const Span& span) { return span.begin <= t && t < span.end; };
        const bool is_in_any = std::ranges::any_of(
            all, [&](const std::vector<Span>& spans) { return std::ranges::any_of(spans, is_there); });
        if (!is_in_any) result += 1min;
    }
    return result;
}

}  // namespace

TEST_CASE("for random records of several machines the parts of a day add up to the day") {
    CHECK(rc::check([] {
        const auto records = some_records();
        const auto zone = random_zone();
        const auto report = report_on(monday, monday + std::chrono::days{days - 1}, of_one_person(records),
                                      {on(monday, 99h), zone, true, 3min});
        const auto bouts = history::spans_of(report.records.bouts);
        const std::vector<std::vector<Span>> recorded{bouts, history::spans_of(records.bouts), records.breaks,
                                                      records.unknown};
        Time next = report.days.front().begin;
        for (const auto& day : report.days) {
            RC_ASSERT(day.begin == next);
            RC_ASSERT(day.begin <= day.end);
            next = day.end;
            const auto sat = parts_of(bouts, day);
            const auto breaks = parts_of(report.records.breaks, day);
            const auto unknown = parts_of(report.records.unknown, day);
            std::vector<Span> all{sat};
            all.insert(all.end(), breaks.begin(), breaks.end());
            all.insert(all.end(), unknown.begin(), unknown.end());
            RC_ASSERT(are_apart(all));
            const auto& metrics = day.metrics;
            const Length absent = absent_in(report.records.bouts, day);
            RC_ASSERT(metrics.sitting >= 0ms);
            RC_ASSERT(absent >= 0ms);
            RC_ASSERT(metrics.unknown == sum_of(unknown));
            const Length rest = in_none(recorded, day);
            RC_ASSERT(metrics.sitting + absent + sum_of(breaks) + metrics.unknown + rest ==
                      day.end - day.begin);
        }
    }));
}
