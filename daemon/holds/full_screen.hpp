#pragma once
// The ways to see that the active window covers the whole screen.

#include <string>

#include "holds/looker.hpp"

namespace sitbreak::holds {

LookerPtr look_on_x11(std::string display, Tell tell);

/// Null if no compositor can be reached by the environment's WAYLAND_DISPLAY; `tell` is left alone then.
LookerPtr look_on_wayland(const Tell& tell);

}  // namespace sitbreak::holds
