#pragma once
// Random reports, of which some are by clocks that are set and of people who travel.

#include <cstddef>
#include <vector>

#include "random_desk.hpp"
#include "report/report.hpp"

namespace sitbreak::report::testing {

/// The clock is set once, in some hour of these days.
inline Zone random_zone() {
    const Time at = on(monday, std::chrono::hours{*rc::gen::inRange(0, 5 * 24)});
    const std::chrono::minutes after{*rc::gen::elementOf(std::vector<int>{0, 60, 120})};
    return [=](std::chrono::sys_seconds time) { return time < at ? an_hour_east : after; };
}

/// Of one to five days.
inline Report random_report(bool with_absence) {
    auto desk = random_desk(with_absence);
    const auto zone = random_zone();
    auto& bouts = desk.records.bouts;
    const auto left = static_cast<std::size_t>(*rc::gen::inRange(0, 200));
    const std::chrono::minutes elsewhere{*rc::gen::elementOf(std::vector<int>{-300, 60, 330, 540})};
    for (std::size_t i = 0; i < bouts.size(); ++i) {
        bouts[i].span.utc_offset =
            i < left ? zone(std::chrono::floor<std::chrono::seconds>(bouts[i].span.begin)) : elsewhere;
    }
    if (!bouts.empty())
        desk.records.since =
            bouts[static_cast<std::size_t>(*rc::gen::inRange(0, 3)) % bouts.size()].span.begin;
    const Time now = on(monday, std::chrono::minutes{*rc::gen::inRange(0, 6 * 24 * 60)});
    return report_on(monday, monday + std::chrono::days{desk.days - 1}, desk.records,
                     {now, zone, true, 3min});
}

}  // namespace sitbreak::report::testing
