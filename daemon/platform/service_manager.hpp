#pragma once
// What the daemon says to the service manager that started it, if one did: sd_notify(3)'s protocol, a
// datagram of a few bytes. Never blocks; without a service manager every call does nothing.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

class ServiceManager {
 public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID and takes them out of the environment, so that
    /// child processes do not speak for this one. To be made before the first thread: it changes the
    /// environment.
    ServiceManager();

    /// Whether someone listens.
    bool present() const { return static_cast<bool>(socket_); }

    /// Within which time `alive` must be called again and again; none if nobody watches.
    std::optional<std::chrono::microseconds> watchdog_period() const { return watchdog_period_; }

    /// Started, or done with reloading. `status` is one line for a person.
    void ready(std::string_view status);
    void status(std::string_view line);
    void alive();
    void reloading();
    void stopping();

 private:
    void send(const std::string& message);

    std::string address_;
    UnixFd socket_;
    std::optional<std::chrono::microseconds> watchdog_period_;
};

}  // namespace sitbreak::platform
