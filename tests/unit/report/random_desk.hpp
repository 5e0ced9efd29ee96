#pragma once
// Random histories.

#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "sample.hpp"

namespace sitbreak::report::testing {

/// Somebody at a desk for some days from Monday on: bouts, and breaks or unknown time after them, in whole
/// minutes. Some bouts are over before Monday or begin after the last day.
struct Desk {
    Records records;
    int days = 1;
    std::vector<Time> boundaries() const {
        std::vector<Time> result;
        for (int i = 0; i <= days; ++i)
            result.push_back(on(monday, i * 24h));
        return result;
    }
};

/// Shown during a bout or up to some minutes after it.
inline Reminder random_reminder(const std::vector<Bout>& bouts) {
    using sitting::Outcome;
    const auto& [begin, end, utc_offset] =
        bouts[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(bouts.size())))].span;
    const auto minutes = static_cast<int>((end - begin) / 1min);
    return {begin + std::chrono::minutes{*rc::gen::inRange(0, minutes + 3)}, utc_offset,
            *rc::gen::element<std::optional<Outcome>>(Outcome::followed, Outcome::too_short, Outcome::snoozed,
                                                      Outcome::skipped, Outcome::closed, Outcome::ignored,
                                                      Outcome::withdrawn, Outcome::not_shown, Outcome::unseen,
                                                      Outcome::unknown, std::nullopt),
            std::chrono::minutes{*rc::gen::inRange(0, 10)}};
}

inline Desk random_desk(bool with_absence) {
    Desk desk;
    desk.days = *rc::gen::inRange(1, 6);
    const int count = *rc::gen::inRange(0, 120);
    Time t = on(monday, -6h);
    for (int i = 0; i < count; ++i) {
        const auto length = std::chrono::minutes{*rc::gen::inRange(1, 100)};
        const auto rest = std::chrono::minutes{
            *rc::gen::weightedOneOf<int>({{9, rc::gen::inRange(3, 60)}, {1, rc::gen::inRange(60, 900)}})};
        const bool is_known = *rc::gen::inRange(0, 5) > 0;
        auto one = bout(t, length, is_known ? sitting::End::locked : sitting::End::not_running);
        if (with_absence) one.absent = Length{*rc::gen::inRange<int>(0, static_cast<int>(length / 1ms) + 1)};
        desk.records.bouts.push_back(one);
        auto& after = is_known ? desk.records.breaks : desk.records.unknown;
        after.push_back(span(t + length, rest));
        t += length + rest;
    }
    for (int i = *rc::gen::inRange(0, 40); i > 0 && count > 0; --i)
        desk.records.reminders.push_back(random_reminder(desk.records.bouts));
    std::ranges::sort(desk.records.reminders, {}, &Reminder::shown);
    if (count > 0 && *rc::gen::arbitrary<bool>()) desk.records.bouts.back().how.reset();
    return desk;
}

}  // namespace sitbreak::report::testing
