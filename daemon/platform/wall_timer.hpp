#pragma once
// A timer for an instant of the clock on the wall, in the GLib loop of the thread that makes it. It is due in
// time after a suspend, and tells when the clock was set. Costs no wake-up otherwise.

#include <chrono>
#include <functional>
#include <optional>

#include "platform/glib_fd.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

class WallTimer {
 public:
    /// `on_due` is called at the instant, and whenever the clock is set; the timer is then to be armed anew.
    /// Throws std::system_error.
    explicit WallTimer(std::function<void()> on_due);

    /// Replaces what it was armed for; none: for nothing but the clock being set.
    void arm(std::optional<std::chrono::sys_seconds> due);

 private:
    void expired();

    std::function<void()> on_due_;
    UnixFd timer_;
    GlibFd watch_;
};

}  // namespace sitbreak::platform
