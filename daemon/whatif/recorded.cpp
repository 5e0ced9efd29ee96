#include "whatif/recorded.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "history/overlap.hpp"

namespace sitbreak::whatif {

namespace {

using history::AbsenceRow;
using history::BoutRow;
using history::HoldRow;

/// What of the absences is not taken, each with its share of what is certain in it.
std::vector<AbsenceRow> without(const std::vector<AbsenceRow>& absences, const history::Spans& taken) {
    std::vector<AbsenceRow> rest;
    for (const auto& absence : absences) {
        const Length whole = absence.span.end - absence.span.begin;
        for (const auto& part : history::without({&absence.span, 1}, taken))
            rest.push_back(
                {part, history::share(absence.certain, part.end - part.begin, whole), absence.how});
    }
    return rest;
}

HoldRow joined(const std::vector<HoldRow>& holds) {
    HoldRow all{history::hull(history::spans_of(holds)), {}};
    for (const auto& hold : holds)
        all.by.insert(hold.by.begin(), hold.by.end());
    return all;
}

}  // namespace

Recorded of_one_person(Recorded recorded) {
    auto& bouts = recorded.bouts;
    const auto open = recorded.last_is_open ? std::optional{bouts.back()} : std::nullopt;
    std::ranges::stable_sort(bouts, {}, [](const BoutRow& bout) { return bout.span.begin; });
    const auto twice = history::taken_twice(history::spans_of(bouts));
    history::unite_bouts(bouts, [&](const BoutRow& bout) { return bout == open; });
    recorded.last_is_open = open && bouts.back().span.begin <= open->span.begin;
    for (auto* spans : {&recorded.breaks, &recorded.pauses})
        history::unite(*spans);
    history::unite(recorded.holds, &HoldRow::span, joined);
    if (!twice.empty()) recorded.absences = without(recorded.absences, twice);
    std::vector<AbsenceRow> no_breaks;
    history::join_over_no_breaks(
        bouts, recorded.breaks, [](const BoutRow& bout) { return std::optional{bout.how}; },
        [&](const Span& span, sitting::End how) {
            const Length certain = history::is_certain(how) ? span.end - span.begin : Length{};
            if (span.begin < span.end) no_breaks.push_back({span, certain, how});
        });
    if (!no_breaks.empty()) {
        recorded.absences.insert(recorded.absences.end(), no_breaks.begin(), no_breaks.end());
        std::ranges::stable_sort(recorded.absences, {}, [](const AbsenceRow& row) { return row.span.begin; });
    }
    recorded.breaks = history::without(recorded.breaks, history::spans_of(bouts));
    return recorded;
}

bool was_seen(const Reminder& reminder) {
    return reminder.outcome != sitting::Outcome::unseen && reminder.outcome != sitting::Outcome::not_shown;
}

Recorded within(Recorded recorded, Time from, Time to) {
    const auto begin = [](const history::BoutRow& bout) { return bout.span.begin; };
    auto& bouts = recorded.bouts;
    const auto behind = std::ranges::lower_bound(bouts, to, {}, begin);
    const Time end = behind == bouts.end() ? Time::max() : behind->span.begin;
    if (behind != bouts.end()) recorded.last_is_open = false;
    bouts.erase(behind, bouts.end());
    bouts.erase(bouts.begin(), std::ranges::lower_bound(bouts, from, {}, begin));
    if (bouts.empty()) return {};
    const Time first = bouts.front().span.begin;
    const auto keep = [&](auto& rows, auto begin_of, auto end_of) {
        std::erase_if(rows, [&](const auto& row) {
            return std::invoke(end_of, row) < first || std::invoke(begin_of, row) >= end;
        });
    };
    const auto spans = [&](auto& rows) {
        keep(
            rows, [](const auto& row) { return row.span.begin; },
            [](const auto& row) { return row.span.end; });
    };
    spans(recorded.absences);
    spans(recorded.holds);
    for (auto* rows : {&recorded.breaks, &recorded.pauses})
        keep(*rows, &Span::begin, &Span::end);
    keep(recorded.reminders, &Reminder::shown, &Reminder::shown);
    return recorded;
}

}  // namespace sitbreak::whatif
