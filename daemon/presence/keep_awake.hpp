#pragma once
// What KDE's power manager says of the desktop being kept awake (a video, a call, slides). Tells Passive.
// What logind says of it comes from Logind, and GNOME's session from its input source.

#include "platform/asio.hpp"
#include "platform/glib_thread.hpp"
#include "presence/desktop_half.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

class PolicyAgentWatch;

class KeepAwake {
 public:
    /// Works on the desktop thread, `observe` is called on the thread that runs `main`; both are to outlive
    /// this object, and `main` the end of the desktop thread. A power manager that is gone keeps nothing
    /// awake, and none is started. Told is what changes; at the beginning nothing keeps the desktop awake.
    KeepAwake(platform::GlibThread& desktop, asio::io_context& main, Observe observe);

    /// `observe` is not called afterwards. Does not wait for the desktop thread.
    ~KeepAwake();

    KeepAwake(const KeepAwake&) = delete;
    KeepAwake& operator=(const KeepAwake&) = delete;

 private:
    DesktopHalf<PolicyAgentWatch, sitting::Observation> half_;
};

}  // namespace sitbreak::presence
