#include "report/days.hpp"

#include <algorithm>
#include <iterator>

namespace sitbreak::report {

namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

/// No offset from UTC, to the east or the west, is larger.
constexpr hours largest_offset{15};

/// The instant that a clock shows as midnight which is so far east of UTC.
sys_seconds midnight(Day day, minutes utc_offset) {
    return sys_seconds{day.time_since_epoch()} - utc_offset;
}

/// What a clock shows in the span's place when it begins.
std::chrono::local_time<Length> local_beginning(const Span& span) {
    return std::chrono::local_time<Length>{(span.begin + span.utc_offset).time_since_epoch()};
}

bool is_elsewhere(const Span& span, const Zone& zone) {
    return span.utc_offset != zone(floor<seconds>(span.begin));
}

}  // namespace

Time beginning(Day day, const Zone& zone) {
    auto before = midnight(day, largest_offset);
    auto after = midnight(day, -largest_offset);
    const auto offset = zone(before);
    if (offset == zone(after)) return midnight(day, offset);
    // The clock is set near that midnight.
    while (after - before > seconds{1}) {
        const auto between = before + (after - before) / 2;
        const bool has_begun = between >= midnight(day, zone(between));
        (has_begun ? after : before) = between;
    }
    return after;
}

std::vector<Time> boundaries(Day first, Day last, const Records& records, const Zone& zone) {
    std::vector<Time> result;
    auto next = records.bouts.begin();
    const Span* before = records.earlier ? &*records.earlier : nullptr;
    for (Day day = first; day <= last + std::chrono::days{1}; day += std::chrono::days{1}) {
        for (; next != records.bouts.end() && local_beginning(next->span) < day; ++next)
            before = &next->span;
        Time begins = before != nullptr && is_elsewhere(*before, zone) ? midnight(day, before->utc_offset)
                                                                       : beginning(day, zone);
        // Somebody who travels east has that day sooner.
        if (next != records.bouts.end() && next->span.begin < begins)
            begins = std::min(begins, std::max<Time>(midnight(day, next->span.utc_offset),
                                                     before != nullptr ? before->end : Time::min()));
        result.push_back(result.empty() ? begins : std::max(begins, result.back()));
    }
    return result;
}

std::chrono::minutes utc_offset_at(Time time, const Records& records, const Zone& zone) {
    const auto next =
        std::ranges::upper_bound(records.bouts, time, {}, [](const Bout& bout) { return bout.span.begin; });
    const Span* const before = next != records.bouts.begin() ? &std::prev(next)->span
                               : records.earlier             ? &*records.earlier
                                                             : nullptr;
    return before != nullptr && is_elsewhere(*before, zone) ? before->utc_offset : zone(floor<seconds>(time));
}

}  // namespace sitbreak::report
