#pragma once
// Input idleness of a Wayland compositor: the protocol ext-idle-notify-v1. Of version 2 there are two
// notifications, one of input alone and one that an idle inhibitor keeps from coming: where they differ,
// something keeps the desktop awake. Version 1 has only the latter, so what is kept awake counts as input.

#include <chrono>
#include <memory>
#include <string>

#include "platform/asio.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// Connects to `display`, as in WAYLAND_DISPLAY, and opens when the compositor has a seat and has shown
/// whether there is input now. A compositor that tells of input alone and has told of not one pause in
/// `proves_itself` is of no use, for whoever types pauses. Throws std::runtime_error if nobody takes the
/// connection.
std::unique_ptr<InputSource> open_wayland_idle(asio::io_context& io, const std::string& display,
                                               sitting::Duration idle_threshold, Observe observe,
                                               sitting::Duration proves_itself = std::chrono::minutes{5});

}  // namespace sitbreak::presence
