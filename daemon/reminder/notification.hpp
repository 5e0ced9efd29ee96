#pragma once
// One notification of libnotify. Everything here belongs to the notification thread.

#include <functional>

#include <libnotify/notify.h>

#include "platform/glib_handle.hpp"
#include "reminder/message.hpp"

namespace sitbreak::reminder {

/// What the person, or the server of itself, did with a notification.
enum class Response { seen, snooze, skip, how };

class Notification {
 public:
    /// `responded` is called for each button pressed, and once with `seen` when the notification was closed
    /// without any, but not when we closed it. It must not destroy this.
    explicit Notification(std::function<void(Response)> responded);

    /// Leaves what stands where it is.
    ~Notification();

    Notification(const Notification&) = delete;
    Notification& operator=(const Notification&) = delete;

    /// Shows the message, in place of what this showed before. Blocks until the server has answered, 25 s at
    /// most. Null if all went well.
    platform::GErrorPtr show(const Message& message, const Capabilities& server);

    /// Asks the server to take it away. Does not wait.
    void close(GDBusConnection* connection) const;

    /// It stands, as far as the server said.
    bool stands() const { return stands_; }

 private:
    void dress(const Message& message, const Capabilities& server);
    void add_buttons(const Message& message);
    void add_button(const char* name, const char* label);
    void pressed(Response response);
    void closed(int reason);

    std::function<void(Response)> responded_;
    platform::GObjectPtr<NotifyNotification> notification_;
    bool stands_ = false;
    bool answered_ = false;
};

}  // namespace sitbreak::reminder
