#include "recording.hpp"

#include <algorithm>

#include "sitting/overloaded.hpp"

namespace sitbreak::whatif::testing {

using namespace history;

Clocks clocks(const sitting::test::Desk& desk) {
    Clocks clocks;
    const auto now = desk.now();
    const std::chrono::sys_time<sitting::Duration> wall{now.wall.time_since_epoch() - utc_offset};
    // The clock on the wall is told in whole seconds, and turned 17 ms before the desk's beginning.
    const auto since_turn = (now.at - desk.start()) % std::chrono::seconds{1};
    clocks.boot_since_epoch = wall.time_since_epoch() + since_turn - now.at.time_since_epoch();
    clocks.utc_offset = [](std::chrono::sys_seconds) { return utc_offset; };
    return clocks;
}

Recorded recorded_from(const Rows& rows) {
    Recorded recorded;
    const auto settle = [&](const SettledRow& row) {
        for (auto& reminder : recorded.reminders)
            if (reminder.shown == row.shown) {
                reminder.outcome = row.outcome;
                reminder.after = row.after;
            }
    };
    for (const auto& row : rows)
        std::visit(sitting::Overloaded{
                       [&](const BoutRow& bout) { recorded.bouts.push_back(bout); },
                       [&](const BreakRow& its) { recorded.breaks.push_back(its.span); },
                       [&](const AbsenceRow& absence) { recorded.absences.push_back(absence); },
                       [&](const ShownRow& shown) { recorded.reminders.push_back({shown.at, {}, {}}); },
                       settle,
                       [&](const PauseRow& pause) { recorded.pauses.push_back(pause.span); },
                       [&](const HoldRow& hold) { recorded.holds.push_back(hold); },
                       [](const UnknownRow&) {},
                   },
                   row);
    const auto by_begin = [](const auto& row) { return row.span.begin; };
    std::ranges::stable_sort(recorded.bouts, {}, by_begin);
    std::ranges::stable_sort(recorded.absences, {}, by_begin);
    std::ranges::stable_sort(recorded.holds, {}, by_begin);
    std::ranges::stable_sort(recorded.breaks, {}, &Span::begin);
    std::ranges::stable_sort(recorded.pauses, {}, &Span::begin);
    std::ranges::stable_sort(recorded.reminders, {}, &Reminder::shown);
    return recorded;
}

Recording::Recording(sitting::test::Desk& desk) : desk_{desk} {
    desk_.after_call = [this](const sitting::Actions& actions) { take(actions); };
}

void Recording::take(const sitting::Actions& actions) {
    const auto by = clocks(desk_);
    const auto rows = rows_of(actions, desk_.now().at, desk_.heart().rules(), "walk", by);
    rows_.insert(rows_.end(), rows.begin(), rows.end());
    for (const auto& row : rows) {
        if (const auto* bout = std::get_if<BoutRow>(&row)) bouts_.push_back({bout->span, bout->absent});
        if (const auto* shown = std::get_if<ShownRow>(&row)) shown_.push_back(shown->at);
    }
}

Recorded Recording::recorded() const {
    auto recorded = recorded_from(rows_);
    const auto memory = desk_.heart().memory(desk_.now());
    if (!memory.bout) return recorded;
    const auto by = clocks(desk_);
    const auto& absence = memory.presence.absence;
    const auto end = absence ? absence->since : memory.presence.sign;
    BoutRow open;
    open.span = {by.time(memory.bout->begin), by.time(end), utc_offset};
    open.absent = std::chrono::floor<Length>(memory.bout->absent);
    open.limit = std::chrono::floor<Length>(desk_.heart().rules().limit);
    open.break_length = std::chrono::floor<Length>(desk_.heart().rules().break_length);
    recorded.bouts.push_back(open);
    recorded.last_is_open = true;
    return recorded;
}

}  // namespace sitbreak::whatif::testing
