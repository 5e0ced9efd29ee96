#pragma once
// Every looker there is. What may hang is asked without waiting for it.

#include <functional>

#include "holds/looker.hpp"

namespace sitbreak::holds {

/// PipeWire: a microphone or a camera in use, or the screen being cast.
LookerPtr look_for_call(const Tell& tell);

/// The session bus: whoever shows notifications there is told not to. `tell` makes one for each of them.
LookerPtr look_for_do_not_disturb(const std::function<Tell()>& tell);

/// X11, or a Wayland compositor that tells the state of windows: the active one covers the whole screen.
LookerPtr look_for_full_screen(const Tell& tell);

}  // namespace sitbreak::holds
