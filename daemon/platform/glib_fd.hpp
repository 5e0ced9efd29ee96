#pragma once
// A file descriptor in the GLib loop of the thread that makes this, until its destruction.

#include <functional>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

class GlibFd {
 public:
    /// `on_ready` is called whenever one of `conditions` holds of `fd`, or it has an error or its other end
    /// is gone. `fd` stays the caller's, and stays open. `on_ready` may destroy this object.
    GlibFd(int fd, GIOCondition conditions, std::function<void()> on_ready);
    ~GlibFd();
    GlibFd(const GlibFd&) = delete;
    GlibFd& operator=(const GlibFd&) = delete;

 private:
    Handle<GSource, g_source_unref> source_;
};

}  // namespace sitbreak::platform
