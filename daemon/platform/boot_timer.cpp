#include "platform/boot_timer.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

namespace sitbreak::platform {

namespace {

itimerspec as_timer(std::optional<sitting::Instant> due) {
    itimerspec timer{};
    if (!due) return timer;
    // Zero would disarm, and the kernel refuses what is negative.
    const auto since_boot = std::max(due->time_since_epoch(), sitting::Duration{1});
    const auto whole = std::chrono::floor<std::chrono::seconds>(since_boot);
    timer.it_value.tv_sec = static_cast<time_t>(whole.count());
    timer.it_value.tv_nsec = static_cast<long>((since_boot - whole).count());
    return timer;
}

}  // namespace

BootTimer::BootTimer(asio::io_context& io, std::function<void()> on_due)
    : on_due_{std::move(on_due)},
      timer_{io, UnixFd::own(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create"),
             [this] { expired(); }} {}

void BootTimer::arm(std::optional<sitting::Instant> due) {
    if (due == armed_) return;
    const auto timer = as_timer(due);
    if (::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME, &timer, nullptr) != 0)
        throw std::system_error{errno, std::generic_category(), "timerfd_settime"};
    armed_ = due;
}

void BootTimer::expired() {
    std::uint64_t expirations = 0;
    // Nothing to read: it was armed anew between the expiry and this call, and that one is still to come.
    if (::read(timer_.get(), &expirations, sizeof expirations) != sizeof expirations) return;
    armed_.reset();
    on_due_();
}

}  // namespace sitbreak::platform
