#pragma once
// The connection to the session bus, kept. Everything here belongs to the notification thread.

#include <chrono>
#include <functional>
#include <memory>

#include "platform/bus_return.hpp"
#include "platform/glib_handle.hpp"

namespace sitbreak::reminder {

/// Connects, and when the bus dies connects again, when it has come back. GIO keeps one connection for the
/// whole process, which libnotify uses too: a new one can only come once everybody has let go of the dead
/// one.
class SessionBus {
 public:
    struct Events {
        std::function<void()> connected;
        /// A connection that was there is gone. Whoever uses it lets go of it in this call.
        std::function<void()> lost;
        /// An attempt to connect failed.
        std::function<void(const char* why)> failed;
    };

    /// Begins to connect; the events come later, on this thread.
    explicit SessionBus(Events events);

    /// Events no longer come.
    ~SessionBus();

    SessionBus(const SessionBus&) = delete;
    SessionBus& operator=(const SessionBus&) = delete;

    /// Null while there is none.
    GDBusConnection* connection() const { return connection_.get(); }

    /// The first attempt has not been answered yet.
    bool awaiting_first() const { return awaiting_first_; }

 private:
    void connect();
    void answered(platform::GObjectPtr<GDBusConnection> connection, const char* why);
    void use(platform::GObjectPtr<GDBusConnection> connection);
    void drop();

    static constexpr std::chrono::minutes longest_pause{5};

    Events events_;
    platform::GObjectPtr<GDBusConnection> connection_;
    gulong closed_handler_ = 0;
    /// Attempts cannot be called off, for others may wait for the same connection. They look here whether
    /// their answer is still wanted.
    std::shared_ptr<SessionBus*> self_;
    platform::BusReturn return_;
    bool awaiting_first_ = true;
};

}  // namespace sitbreak::reminder
