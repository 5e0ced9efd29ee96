#pragma once
// A timer on CLOCK_BOOTTIME: what was due during a suspend is due at the resume. (Asio's own steady_timer
// sleeps through suspend and wakes every five minutes.)

#include <functional>
#include <optional>

#include "platform/asio.hpp"
#include "platform/readable_fd.hpp"
#include "sitting/time.hpp"

namespace sitbreak::platform {

class BootTimer {
 public:
    /// Not armed. Throws std::system_error if there is no descriptor to be had.
    BootTimer(asio::io_context& io, std::function<void()> on_due);

    /// Calls `on_due` once, on the thread that runs the io_context, when `due` has come: soon if it already
    /// has, never before it. Replaces what was armed before; none disarms. Costs nothing if `due` is what is
    /// armed.
    void arm(std::optional<sitting::Instant> due);

 private:
    void expired();

    std::optional<sitting::Instant> armed_;
    std::function<void()> on_due_;
    ReadableFd timer_;
};

}  // namespace sitbreak::platform
