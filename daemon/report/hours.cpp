#include "report/hours.hpp"

#include <algorithm>
#include <utility>

namespace sitbreak::report {

namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

using BoutPlace = std::vector<Bout>::const_iterator;

/// The bouts that begin in the day.
std::pair<BoutPlace, BoutPlace> begun_in(const DayReport& day, const std::vector<Bout>& bouts) {
    const auto begin_of = [](const Bout& bout) { return bout.span.begin; };
    return {std::ranges::lower_bound(bouts, day.begin, {}, begin_of),
            std::ranges::lower_bound(bouts, day.end, {}, begin_of)};
}

/// When the clock next shows a full hour.
Time next_hour(Time time, minutes utc_offset) {
    return Time{(floor<hours>(time + utc_offset) + hours{1}).time_since_epoch() - utc_offset};
}

}  // namespace

std::size_t Hour::of_day() const {
    const auto local = begin + utc_offset;
    return static_cast<std::size_t>(floor<hours>(local - floor<std::chrono::days>(local)).count());
}

std::vector<Hour> hours_of(const DayReport& day, const Report& report) {
    const auto offset_at = [&](Time time) {
        return utc_offset_at(time, report.records, report.setting.zone);
    };
    std::vector<Hour> result;
    if (day.begin >= day.end) return result;
    const auto first = offset_at(day.begin);
    const auto [begun, begun_end] = begun_in(day, report.records.bouts);
    // What is so on nearly all days saves ten years of days a look at each hour.
    const auto zone_at = [&](Time time) { return report.setting.zone(floor<std::chrono::seconds>(time)); };
    const Time last = day.end - Length{1};
    const bool is_one_offset =
        zone_at(day.begin) == zone_at(last) && offset_at(last) == first &&
        std::all_of(begun, begun_end, [&](const Bout& bout) { return bout.span.utc_offset == first; });
    auto next = begun;
    for (Time time = day.begin; time < day.end; time = result.back().end) {
        const auto utc_offset = is_one_offset ? first : offset_at(time);
        Time end = std::min(next_hour(time, utc_offset), day.end);
        // The clock of the place that somebody has come to is known from the first bout there.
        for (; !is_one_offset && next != begun_end && next->span.begin < end; ++next)
            if (next->span.begin > time && offset_at(next->span.begin) != utc_offset) {
                end = next->span.begin;
                break;
            }
        result.push_back({time, end, utc_offset});
    }
    return result;
}

}  // namespace sitbreak::report
