#include "platform/wall_timer.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

namespace sitbreak::platform {

WallTimer::WallTimer(std::function<void()> on_due)
    : on_due_{std::move(on_due)},
      timer_{UnixFd::own(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create")},
      watch_{timer_.get(), G_IO_IN, [this] { expired(); }} {
    arm(std::nullopt);
}

void WallTimer::arm(std::optional<std::chrono::sys_seconds> due) {
    itimerspec timer{};
    // Zero would disarm it, and what is not armed does not tell of a clock that is set.
    timer.it_value.tv_sec =
        due ? std::max<time_t>(due->time_since_epoch().count(), 1) : std::numeric_limits<time_t>::max();
    if (::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &timer, nullptr) != 0 &&
        errno != ECANCELED)  // set just now; it is armed all the same
        throw std::system_error{errno, std::generic_category(), "timerfd_settime"};
}

void WallTimer::expired() {
    std::uint64_t expirations = 0;
    const auto size = ::read(timer_.get(), &expirations, sizeof expirations);
    // Nothing to read: it was armed anew between the expiry and this call, and that one is still to come.
    if (size != sizeof expirations && errno != ECANCELED) return;
    on_due_();
}

}  // namespace sitbreak::platform
