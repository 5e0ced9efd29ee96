#pragma once
// Instants as the bus has them: in seconds since 1970-01-01 00:00 UTC.

#include <chrono>
#include <cstdint>

#include "sitting/time.hpp"

namespace sitbreak::control {

/// The same instant gives the same number for as long as the clock on the wall is not set: what the clock is
/// slewed by, as it always is a little, changes nothing until it adds up to half a second.
class UnixTime {
 public:
    /// `boot_since_epoch` is CLOCK_REALTIME − CLOCK_BOOTTIME as it is now.
    void follow(sitting::Duration boot_since_epoch) {
        constexpr std::chrono::milliseconds slewed{500};
        if (std::chrono::abs(boot_since_epoch - boot_) >= slewed) boot_ = boot_since_epoch;
    }

    /// CLOCK_REALTIME − CLOCK_BOOTTIME, by the same rule.
    sitting::Duration boot_since_epoch() const { return boot_; }

    std::int64_t of(sitting::Instant instant) const {
        return std::chrono::floor<std::chrono::seconds>(boot_ + instant.time_since_epoch()).count();
    }

    sitting::Instant instant(std::int64_t seconds) const {
        return sitting::Instant{std::chrono::seconds{seconds} - boot_};
    }

 private:
    sitting::Duration boot_{};
};

}  // namespace sitbreak::control
