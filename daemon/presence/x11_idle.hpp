#pragma once
// Input idleness of an X server: alarms of its SYNC extension on the counter IDLETIME. Nothing is polled;
// while someone types on, and while nobody is there, nothing wakes the program.

#include <memory>
#include <string>

#include "platform/asio.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// Connects to `display` (":0"). Nothing waits for the server, which may be stopped: it opens when that
/// answers. Throws std::system_error if there is no thread or descriptor to be had.
std::unique_ptr<InputSource> open_x11_idle(asio::io_context& io, const std::string& display,
                                           sitting::Duration idle_threshold, Observe observe);

}  // namespace sitbreak::presence
