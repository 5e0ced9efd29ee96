#pragma once
// Input idleness of a GNOME session, whose compositor (Mutter) speaks no Wayland protocol for it: its
// org.gnome.Mutter.IdleMonitor on the session bus. Nothing is polled; while someone types on, and while
// nobody is there, nothing wakes the program. Tells Passive too.

#include <functional>
#include <memory>

#include "platform/asio.hpp"
#include "platform/desktop_half.hpp"
#include "platform/glib_thread.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// Opens late, and tells SourceLost if there is no Mutter, which it never starts. The watches of one that
/// leaves the bus are gone with it: that is SourceLost too, and the owner may open a new source at once when
/// MutterAppears says so. Passive that was on is taken back before SourceLost. Both `desktop` and `io` are to
/// outlive the source, and `io` the end of the desktop thread.
std::unique_ptr<InputSource> open_mutter_idle(asio::io_context& io, platform::GlibThread& desktop,
                                              sitting::Duration idle_threshold, Observe observe);

class MutterAppearsWatch;

/// Hears, without polling, when Mutter comes onto the session bus. It keeps a bus connection, so it is for
/// those times when somebody waits for that.
class MutterAppears {
 public:
    /// `on_appear` is called on the thread that runs `io`: soon if Mutter is there already, and whenever it
    /// comes. It may not destroy this object. The same outlives it as outlives the source.
    MutterAppears(asio::io_context& io, platform::GlibThread& desktop, std::function<void()> on_appear);
    ~MutterAppears();
    MutterAppears(const MutterAppears&) = delete;
    MutterAppears& operator=(const MutterAppears&) = delete;

 private:
    struct Appeared {};
    platform::DesktopHalf<MutterAppearsWatch, Appeared> half_;
};

}  // namespace sitbreak::presence
