#pragma once
// Waits for a message bus that is not there, by a look at where its socket appears. Belongs to a thread with
// a GLib loop: it is made, used and destroyed there.

#include <gio/gio.h>

#include <functional>
#include <optional>
#include <string>

#include "platform/glib_fd.hpp"
#include "platform/glib_timeout.hpp"
#include "platform/growing_pause.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

class BusReturn {
 public:
    /// `try_again` is what connects to the bus of that kind. It may destroy this object. Where the bus is at
    /// no socket of a file, or at one whose directory is not there, it is called after pauses that grow up to
    /// `longest_pause`.
    BusReturn(GBusType which, sitting::Duration longest_pause, std::function<void()> try_again);

    /// There is no bus: `try_again` is called once, when there may be one. Its socket is there for a while
    /// before it answers, and it may have been there all the time, so that it is tried by time first, for
    /// some seconds.
    void await();

    /// The same by time alone: it is not the bus that stands in the way.
    void await_by_time();

    /// There is a bus: nothing is waited for.
    void arrived();

    /// It is of use: the next time the pauses begin anew.
    void proved_itself() { pause_.reset(); }

 private:
    void watch();
    void look();
    void try_after(sitting::Duration pause);

    GBusType which_;
    std::function<void()> try_again_;
    GrowingPause pause_;
    UnixFd inotify_;
    std::string socket_name_;
    std::optional<GlibFd> news_;
    std::optional<GlibTimeout> retry_;
};

}  // namespace sitbreak::platform
