#pragma once
// What the power manager of KDE and the session manager of GNOME and its relatives say of the desktop being
// kept awake (a video, a call, slides). Tells Passive. What logind says of it comes from Logind.

#include "platform/asio.hpp"
#include "platform/desktop_half.hpp"
#include "platform/glib_thread.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

class KeepAwakeWatch;

class KeepAwake {
 public:
    /// Works on the desktop thread, `observe` is called on the thread that runs `main`; both are to outlive
    /// this object, and `main` the end of the desktop thread. A manager that is gone keeps nothing awake, and
    /// none is started. Told is what changes; at the beginning nothing keeps the desktop awake.
    KeepAwake(platform::GlibThread& desktop, asio::io_context& main, Observe observe);

    /// `observe` is not called afterwards. Does not wait for the desktop thread.
    ~KeepAwake();

    KeepAwake(const KeepAwake&) = delete;
    KeepAwake& operator=(const KeepAwake&) = delete;

 private:
    platform::DesktopHalf<KeepAwakeWatch, sitting::Observation> half_;
};

}  // namespace sitbreak::presence
