#pragma once
// Connects to an X server without waiting for it: a stopped one answers nobody.

#include <functional>
#include <memory>
#include <string>

#include <xcb/sync.h>
#include <xcb/xcb.h>

#include "platform/asio.hpp"
#include "platform/handle.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::presence {

using XcbConnectionPtr = platform::Handle<xcb_connection_t, xcb_disconnect>;

/// A connection to the server, or why there is none.
struct X11Connected {
    XcbConnectionPtr connection;
    /// The counter of the time without input.
    xcb_sync_counter_t idletime = XCB_NONE;
    std::string why_not;
};

/// xcb connects with calls that wait, so that is done on a thread of its own.
class X11Connecting {
 public:
    /// `on_done` is called on the thread that runs `io`, once, and may destroy this object. Destroyed before
    /// that, the thread is left to itself: what it finds goes with it. Throws std::system_error if there is
    /// no thread or descriptor to be had.
    X11Connecting(asio::io_context& io, const std::string& display,
                  std::function<void(X11Connected)> on_done);
    X11Connecting(const X11Connecting&) = delete;
    X11Connecting& operator=(const X11Connecting&) = delete;

 private:
    class Shared;
    std::shared_ptr<Shared> shared_;
    platform::ReadableFd done_;
};

}  // namespace sitbreak::presence
