#pragma once
// Time as the heart knows it. The heart reads no clock: whoever calls it passes `Now`, read once per wake-up.

#include <chrono>
#include <cstdint>

namespace sitbreak::sitting {

/// CLOCK_BOOTTIME as a chrono clock: it counts suspend and never jumps. It has no now() on purpose; the
/// platform room reads it.
struct BootClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::duration<rep, period>;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
};

using Instant = BootClock::time_point;
using Duration = BootClock::duration;

/// Wall time of the place where the person is. Only the schedule looks at it; no duration is made of it.
using WallTime = std::chrono::local_seconds;

/// The clocks, read once per wake-up.
struct Now {
    Instant at{};
    WallTime wall{};

    friend bool operator==(const Now&, const Now&) = default;
};

}  // namespace sitbreak::sitting
