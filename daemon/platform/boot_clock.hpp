#pragma once
// The clocks. Nothing else in the program reads one.

#include <chrono>
#include <cstdint>
#include <string>

#include "sitting/time.hpp"

namespace sitbreak::platform {

/// CLOCK_BOOTTIME: counts suspend, never jumps. Callable from any thread.
sitting::Instant boot_now();

/// What CLOCK_BOOTTIME said when CLOCK_MONOTONIC said `monotonic`, if the machine has not slept since.
sitting::Instant boot_time_of(std::chrono::microseconds monotonic);

/// What CLOCK_BOOTTIME and the clock on the wall say, in the time zone in force at this moment.
sitting::Now now();

/// CLOCK_REALTIME − CLOCK_BOOTTIME: when the machine booted, in the time since 1970 UTC, as the clock on the
/// wall is set at this moment. Callable from any thread.
sitting::Duration boot_since_epoch();

/// Seconds since 1970 UTC of a local time, in the time zone in force at this moment. Of an hour that is there
/// twice, or not at all, whichever the C library takes.
std::int64_t seconds_since_epoch(sitting::WallTime wall);

/// How far east of UTC the clock on the wall is at that time, in the time zone in force at this moment.
/// Callable from any thread.
std::chrono::minutes utc_offset(std::chrono::sys_seconds time);

/// Whether the kernel says that somebody keeps the clock on the wall right, such as an NTP client. Not if it
/// may not be asked. Callable from any thread.
bool wall_clock_is_kept_right();

/// The kernel's name for the present boot; empty if it gives none.
std::string boot_id();

/// How long the machine has been suspended since it booted (CLOCK_BOOTTIME − CLOCK_MONOTONIC). Two calls give
/// the same value unless it slept in between. For the main thread.
sitting::Duration total_suspend();

}  // namespace sitbreak::platform
