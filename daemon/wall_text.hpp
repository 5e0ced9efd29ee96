#pragma once
// An instant as the clock on the wall shows it.

#include <string>

#include "sitting/time.hpp"

namespace sitbreak {

/// "14:32".
inline std::string wall_text(sitting::WallTime wall) {
    using namespace std::chrono;
    const hh_mm_ss time{floor<minutes>(wall - floor<days>(wall))};
    const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    return two(time.hours().count()) + ":" + two(time.minutes().count());
}

/// The same, by the clock on the wall as it is now.
inline std::string wall_text(sitting::Instant when, const sitting::Now& now) {
    return wall_text(now.wall + std::chrono::floor<std::chrono::seconds>(when - now.at));
}

}  // namespace sitbreak
