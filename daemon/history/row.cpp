#include "history/row.hpp"

#include <algorithm>
#include <type_traits>

#include "sitting/heart.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::history {

namespace {

using std::chrono::floor;
using std::chrono::milliseconds;

std::chrono::minutes utc_offset(Time time, const Clocks& clocks) {
    return clocks.utc_offset(floor<std::chrono::seconds>(time));
}

template <typename Told>
Span span_of(const Told& told, const Clocks& clocks) {
    const Time begin = clocks.time(told.begin);
    return {begin, clocks.time(told.end), utc_offset(begin, clocks)};
}

}  // namespace

Time Clocks::time(sitting::Instant instant) const {
    return Time{floor<milliseconds>(boot_since_epoch + instant.time_since_epoch())};
}

Rows rows_of(const sitting::Actions& actions, sitting::Instant now, const sitting::Rules& rules,
             const std::string& movement, const Clocks& clocks) {
    Rows rows;
    const auto length = [](sitting::Duration duration) { return floor<milliseconds>(duration); };
    for (const auto& action : actions)
        std::visit(
            sitting::Overloaded{
                [&](const sitting::BoutEnded& told) {
                    rows.emplace_back(BoutRow{span_of(told, clocks), length(told.absent), told.how,
                                              length(rules.limit), length(rules.break_length)});
                },
                [&](const sitting::BreakOver& told) { rows.emplace_back(BreakRow{span_of(told, clocks)}); },
                [&](const sitting::AbsenceOver& told) {
                    rows.emplace_back(AbsenceRow{span_of(told, clocks), length(told.certain), told.how});
                },
                [&](const sitting::UnknownOver& told) {
                    rows.emplace_back(UnknownRow{span_of(told, clocks)});
                },
                [&](const sitting::Show&) {
                    const Time at = clocks.time(now);
                    rows.emplace_back(ShownRow{at, utc_offset(at, clocks), movement});
                },
                [&](const sitting::ReminderOver& told) {
                    const Time shown = clocks.time(told.shown);
                    rows.emplace_back(SettledRow{shown, utc_offset(shown, clocks),
                                                 length(told.at - told.shown), told.outcome});
                },
                [&](const sitting::PauseOver& told) { rows.emplace_back(PauseRow{span_of(told, clocks)}); },
                [&](const sitting::HoldOver& told) {
                    rows.emplace_back(HoldRow{span_of(told, clocks), told.by});
                },
                [](const auto&) {},
            },
            action);
    return rows;
}

sitting::Remembered remembered(const Kept& kept, const std::string& boot, sitting::Instant now,
                               sitting::Duration boot_since_epoch) {
    const bool is_same = !boot.empty() && kept.boot == boot && kept.memory.at <= now;
    if (is_same) return {kept.memory, sitting::Boot::same};
    const sitting::Instant by_this_clock{kept.at.time_since_epoch() - boot_since_epoch};
    return {kept.memory.shifted(std::min(by_this_clock, now) - kept.memory.at), sitting::Boot::another};
}

Rows rows_that_end(const Kept& kept, const std::string& boot, sitting::Instant now,
                   const sitting::Rules& rules, const Clocks& clocks) {
    auto memory = remembered(kept, boot, now, clocks.boot_since_epoch);
    memory.boot = sitting::Boot::another;
    const sitting::Now start{now, {}};
    sitting::Heart heart{rules, start, memory};
    return rows_of(heart.handle({now, sitting::TimePassed{}}, start), now, rules, "", clocks);
}

}  // namespace sitbreak::history
