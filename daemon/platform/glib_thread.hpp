#pragma once
// The desktop thread: one GLib main loop with a context of its own, where everything that is D-Bus happens.
// GDBus and libnotify deliver to the thread-default context of the thread that called them, so whoever uses
// them does so inside `invoke`. The way back to the main thread is asio::post.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

class GlibThread {
 public:
    /// Starts the thread. Signals are to be routed (signal_set) before this: GDBus makes threads of its own.
    GlibThread();

    /// Ends the loop after what was invoked so far, and waits for it without a bound: see `stop`.
    ~GlibThread();

    GlibThread(const GlibThread&) = delete;
    GlibThread& operator=(const GlibThread&) = delete;

    /// Runs `work` on the desktop thread, after what was invoked before it. Callable from any thread. An
    /// exception that leaves `work` ends the program with its reason.
    void invoke(std::function<void()> work);

    /// Ends the loop after what was invoked so far. False if the thread is still stuck in a call after
    /// `patience`, as libnotify's can be for 25 s: it is then left to the end of the process, and nothing
    /// that its work refers to may be destroyed.
    bool stop(std::chrono::milliseconds patience);

 private:
    static gboolean run_next(gpointer self) noexcept;

    GMainContextPtr context_;
    GMainLoopPtr loop_;
    std::mutex mutex_;
    /// Handed over under the mutex, not through GLib's own lock: ThreadSanitizer cannot see that one.
    std::deque<std::function<void()>> work_;
    std::condition_variable ended_;
    bool has_ended_ = false;
    std::thread thread_;
};

}  // namespace sitbreak::platform
