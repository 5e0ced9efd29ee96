#include "platform/clock_change.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

namespace sitbreak::platform {

namespace {

/// A timer that never expires and is cancelled by a step of the clock; it stays armed when it was.
UnixFd timer_cancelled_by_a_step() {
    auto fd = UnixFd::own(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create");
    itimerspec never{};
    never.it_value.tv_sec = std::numeric_limits<time_t>::max();
    if (::timerfd_settime(fd.get(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) != 0 &&
        errno != ECANCELED)  // stepped just now; it is armed all the same
        throw std::system_error{errno, std::generic_category(), "timerfd_settime"};
    return fd;
}

}  // namespace

ClockChange::ClockChange(asio::io_context& io, std::function<void()> changed)
    : changed_{std::move(changed)}, timer_{io, timer_cancelled_by_a_step(), [this] { readable(); }} {}

void ClockChange::readable() {
    std::uint64_t expirations = 0;
    if (::read(timer_.get(), &expirations, sizeof expirations) < 0 && errno == ECANCELED) changed_();
}

}  // namespace sitbreak::platform
