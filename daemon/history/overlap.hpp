#pragma once
// The rows of a kind come one after another, unless they are of two machines, or the clock was set back. A
// person is at one place at a time: here such rows are made to come one after another again. Those that do
// not overlap stay as they are; rows that touch do not overlap, and a row without any length overlaps none
// that begins with it.

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "history/row.hpp"
#include "sitting/action.hpp"

namespace sitbreak::history {

using Spans = std::vector<Span>;

/// Those of rows.
template <typename Row>
Spans spans_of(const std::vector<Row>& rows) {
    Spans spans;
    spans.reserve(rows.size());
    std::ranges::transform(rows, std::back_inserter(spans), &Row::span);
    return spans;
}

/// From the first beginning to the last end, where the first began; there is at least one.
Span hull(const Spans& spans);

/// Where more than one of them is; they are in the order of their beginnings.
Spans taken_twice(const Spans& spans);

/// What of the spans is not taken. Of either none overlap, and they are in the order of their beginnings.
Spans without(std::span<const Span> spans, std::span<const Span> taken);

/// The part of a length that falls to `part` of `whole`, over which it is spread evenly; from none to all.
Length share(Length spread, Length part, Length whole);

/// How long it is without what is taken, of which none overlap, in the order of their beginnings.
Length length_without(const Span& span, const Spans& taken);

/// Puts rows in the order of their beginnings, and in the place of each group that overlaps the one row that
/// `join` makes of it. `span_of` is where a row has its span.
template <typename Row, typename SpanOf, typename Join>
void unite(std::vector<Row>& rows, SpanOf span_of, Join join) {
    const auto span = [&](const Row& row) -> const Span& { return std::invoke(span_of, row); };
    const auto begin = [&](const Row& row) { return span(row).begin; };
    if (!std::ranges::is_sorted(rows, {}, begin)) std::ranges::stable_sort(rows, {}, begin);
    auto kept = rows.begin();
    for (auto first = rows.begin(); first != rows.end(); ++kept) {
        auto last = std::next(first);
        for (Time end = span(*first).end; last != rows.end() && span(*last).begin < end; ++last)
            end = std::max(end, span(*last).end);
        if (std::next(first) != last)
            *kept = join(std::vector<Row>{first, last});
        else if (kept != first)
            *kept = std::move(*first);
        first = last;
    }
    rows.erase(kept, rows.end());
}

/// The same for spans.
void unite(Spans& spans);

/// The same for bouts: the one that they become ends as the one of them that ended last, or has not ended, as
/// `is_open` tells of a bout. Absence is in it where one of them had it and no other was; it is taken to be
/// spread evenly over each.
template <typename Bout, typename IsOpen>
void unite_bouts(std::vector<Bout>& bouts, IsOpen is_open) {
    unite(bouts, &Bout::span, [&](const std::vector<Bout>& group) {
        const auto spans = spans_of(group);
        const auto twice = taken_twice(spans);
        Length absent{};
        for (const auto& one : group)
            absent += share(one.absent, length_without(one.span, twice), one.span.end - one.span.begin);
        auto bout = *std::ranges::max_element(
            group, {}, [&](const Bout& one) { return std::pair{is_open(one), one.span.end}; });
        bout.span = hull(spans);
        bout.absent = absent;
        return bout;
    });
}

/// Whether an absence is certain from its beginning.
bool is_certain(sitting::End how);

/// Whether the time between two bouts, of which the first ended as known and the second comes next, is too
/// short for a break, though one was recorded that reaches over it and into one of them: at one desk somebody
/// left, and came to another. Of the breaks none overlap, and they are in the order of their beginnings.
bool is_no_break(const Span& first, Length break_length, const Span& second, const Spans& breaks);

/// Makes one of bouts with nothing but such a time between them, which ends as the last of them. The time is
/// certain absence if the end before it was certain. `ended` tells how a bout ended, or none if it has not;
/// `over` is called with each such time and how the bout before it ended. None of the bouts overlap, and they
/// are in the order of their beginnings.
template <typename Bout, typename Ended, typename Over>
void join_over_no_breaks(std::vector<Bout>& bouts, const Spans& breaks, Ended ended, Over over) {
    auto last = bouts.begin();
    for (auto next = bouts.begin(); next != bouts.end(); ++next) {
        if (next == last) continue;
        const std::optional<sitting::End> how = ended(*last);
        if (how && sitting::is_known(*how) &&
            is_no_break(last->span, last->break_length, next->span, breaks)) {
            const Span between{last->span.end, next->span.begin, last->span.utc_offset};
            auto whole = *next;
            whole.span = {last->span.begin, next->span.end, last->span.utc_offset};
            whole.absent += last->absent + (is_certain(*how) ? between.end - between.begin : Length{});
            over(between, *how);
            *last = std::move(whole);
        } else if (++last != next) {
            *last = std::move(*next);
        }
    }
    if (last != bouts.end()) bouts.erase(std::next(last), bouts.end());
}

}  // namespace sitbreak::history
