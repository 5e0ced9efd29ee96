#include "whatif/summary.hpp"

#include <algorithm>

namespace sitbreak::whatif {

namespace {

void add(Summary& summary, const Span& span, Length absent, Length limit) {
    const auto sitting = std::max(span.end - span.begin - absent, Length::zero());
    if (sitting == Length::zero()) return;
    ++summary.bouts;
    if (sitting > limit) ++summary.over_limit;
    summary.longest = std::max(summary.longest, sitting);
    summary.sitting += sitting;
}

}  // namespace

Summary summary_of(const Recorded& recorded) {
    Summary summary;
    for (const auto& bout : recorded.bouts)
        add(summary, bout.span, bout.absent, bout.limit);
    for (const auto& reminder : recorded.reminders)
        if (was_seen(reminder)) summary.reminders.push_back(reminder.shown);
    return summary;
}

Summary summary_of(const Replayed& replayed, Length limit) {
    Summary summary;
    for (const auto& bout : replayed.bouts)
        add(summary, bout.span, bout.absent, limit);
    for (const auto& reminder : replayed.reminders)
        if (reminder.is_seen) summary.reminders.push_back(reminder.at);
    return summary;
}

InForce in_force(const Recorded& recorded) {
    const auto [limit_min, limit_max] = std::ranges::minmax(recorded.bouts, {}, &history::BoutRow::limit);
    const auto [break_min, break_max] =
        std::ranges::minmax(recorded.bouts, {}, &history::BoutRow::break_length);
    return {limit_min.limit, limit_max.limit, break_min.break_length, break_max.break_length};
}

}  // namespace sitbreak::whatif
