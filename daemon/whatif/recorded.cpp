#include "whatif/recorded.hpp"

#include <algorithm>
#include <functional>

namespace sitbreak::whatif {

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
