#pragma once
// Tells when the clock on the wall was set, which moves schedules; since Linux 5.16 also when the machine
// resumed from suspend. Costs no wake-up otherwise.

#include <functional>

#include "platform/asio.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::platform {

class ClockChange {
 public:
    /// `changed` is called on the thread that runs `io`. Throws std::system_error.
    ClockChange(asio::io_context& io, std::function<void()> changed);

 private:
    void readable();

    std::function<void()> changed_;
    ReadableFd timer_;
};

}  // namespace sitbreak::platform
