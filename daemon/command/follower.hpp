#pragma once
// Hears what the daemon tells, over its restarts, and of nothing else: while nothing changes it sleeps.

#include <functional>
#include <optional>
#include <string>

#include "command/format.hpp"
#include "platform/bus.hpp"
#include "platform/glib_timeout.hpp"

namespace sitbreak::command {

class Follower {
 public:
    struct Events {
        /// What there is to see now, each time that may have changed.
        std::function<void(const View&)> seen;
        /// The session bus is gone or was never there: nothing follows.
        std::function<void(const std::string& why)> lost;
    };

    /// Begins to listen, in the GLib loop of this thread.
    explicit Follower(Events events);
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

 private:
    void opened();
    void look();
    void answered(platform::Bus::Answer answer);

    Events events_;
    bool is_asked_ = false;
    /// Something changed since the question under way was asked.
    bool is_outdated_ = false;
    std::optional<platform::GlibTimeout> patience_;
    platform::Bus bus_;
    platform::Bus::Subscription owners_;
    platform::Bus::Subscription changes_;
};

}  // namespace sitbreak::command
