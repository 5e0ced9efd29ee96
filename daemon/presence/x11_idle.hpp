#pragma once
// Input idleness of an X server: alarms of its SYNC extension on the counter IDLETIME. Nothing is polled;
// while someone types on, and while nobody is there, nothing wakes the program.

#include <memory>
#include <string>

#include "platform/asio.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// Connects to `display` (":0") and tells `observe` the present state before it returns. Blocks for the
/// server's answers; nothing later does. Throws std::runtime_error with a reason a person can act on.
std::unique_ptr<InputSource> open_x11_idle(asio::io_context& io, const std::string& display,
                                           sitting::Duration idle_threshold, Observe observe);

}  // namespace sitbreak::presence
