#pragma once
// An instant as the clock on the wall shows it.

#include <string>

#include "sitting/time.hpp"

namespace sitbreak {

/// "14:32", by the clock on the wall as it is now.
inline std::string wall_text(sitting::Instant when, const sitting::Now& now) {
    using namespace std::chrono;
    const auto wall = now.wall + floor<seconds>(when - now.at);
    const hh_mm_ss time{floor<minutes>(wall - floor<days>(wall))};
    const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    return two(time.hours().count()) + ":" + two(time.minutes().count());
}

}  // namespace sitbreak
