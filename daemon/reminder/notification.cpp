#include "reminder/notification.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "platform/guarded.hpp"
#include "reminder/desktop.hpp"

namespace sitbreak::reminder {

using platform::guarded;

namespace {

/// CloseNotification was called (Desktop Notifications Specification 1.2, signal NotificationClosed).
constexpr int closed_by_us = 3;

Response response_named(std::string_view action) {
    if (action == "snooze") return Response::snooze;
    if (action == "skip") return Response::skip;
    if (action == "how") return Response::how;
    return Response::seen;
}

NotifyUrgency urgency_of(config::Urgency urgency) {
    switch (urgency) {
        case config::Urgency::low:
            return NOTIFY_URGENCY_LOW;
        case config::Urgency::normal:
            return NOTIFY_URGENCY_NORMAL;
        case config::Urgency::critical:
            return NOTIFY_URGENCY_CRITICAL;
    }
    return NOTIFY_URGENCY_NORMAL;
}

int timeout_of(const Message& message) {
    if (!message.expires) return NOTIFY_EXPIRES_NEVER;
    using Milliseconds = std::chrono::duration<int, std::milli>;
    constexpr auto longest = std::chrono::floor<std::chrono::seconds>(Milliseconds::max());
    return std::chrono::duration_cast<Milliseconds>(std::min(*message.expires, longest)).count();
}

void set_text_hint(NotifyNotification* notification, const char* hint, const char* text) {
    notify_notification_set_hint(notification, hint, g_variant_new_string(text));
}

}  // namespace

Notification::Notification(std::function<void(Response)> responded)
    : responded_{std::move(responded)}, notification_{notify_notification_new("", nullptr, nullptr)} {
    using Closed = void (*)(NotifyNotification*, gpointer);
    const Closed on_closed = [](NotifyNotification* notification, gpointer self) noexcept {
        guarded([notification, self] {
            static_cast<Notification*>(self)->closed(notify_notification_get_closed_reason(notification));
        });
    };
    g_signal_connect(notification_.get(), "closed", G_CALLBACK(on_closed), this);
}

Notification::~Notification() {
    g_signal_handlers_disconnect_by_data(notification_.get(), this);
    notify_notification_clear_actions(notification_.get());
}

platform::GErrorPtr Notification::show(const Message& message, const Capabilities& server) {
    dress(message, server);
    platform::GErrorPtr error;
    if (notify_notification_show(notification_.get(), platform::OutError{error}) != FALSE) {
        stands_ = true;
        answered_ = false;
    } else if (!error) {
        error.reset(g_error_new_literal(G_IO_ERROR, G_IO_ERROR_FAILED, "libnotify does not say why"));
    }
    return error;
}

void Notification::dress(const Message& message, const Capabilities& server) {
    NotifyNotification* const notification = notification_.get();
    const Text text = text_for(message, server);
    const bool picture = server.pictures && !message.picture.empty();
    notify_notification_clear_actions(notification);
    notify_notification_clear_hints(notification);
    notify_notification_update(notification, text.summary.c_str(), text.body.c_str(),
                               picture ? message.picture.c_str() : nullptr);
    notify_notification_set_timeout(notification, timeout_of(message));
    notify_notification_set_urgency(notification, urgency_of(message.urgency));
    set_text_hint(notification, "desktop-entry", desktop_entry);
    if (picture) set_text_hint(notification, "image-path", message.picture.c_str());
    if (server.sound && !message.sound.empty()) {
        set_text_hint(notification, message.sound.front() == '/' ? "sound-file" : "sound-name",
                      message.sound.c_str());
    }
    if (message.kind == Message::Kind::notice) {
        notify_notification_set_hint(notification, "transient", g_variant_new_boolean(TRUE));
    } else if (server.actions) {
        add_buttons(message);
    }
}

void Notification::add_buttons(const Message& message) {
    // What a click on the text does. Without it some servers would start us once more.
    add_button("default", "OK");
    if (message.snooze_label) add_button("snooze", message.snooze_label->c_str());
    add_button("skip", "Skip");
    add_button("how", "Show me how");
}

void Notification::add_button(const char* name, const char* label) {
    const auto on_pressed = [](NotifyNotification*, char* action, gpointer self) noexcept {
        guarded([action, self] { static_cast<Notification*>(self)->pressed(response_named(action)); });
    };
    notify_notification_add_action(notification_.get(), name, label, on_pressed, this, nullptr);
}

void Notification::close(GDBusConnection* connection) const {
    int id = 0;
    g_object_get(notification_.get(), "id", &id, nullptr);
    // libnotify's own close waits for the server, 25 s if need be.
    g_dbus_connection_call(connection, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                           "org.freedesktop.Notifications", "CloseNotification",
                           g_variant_new("(u)", static_cast<guint32>(id)), nullptr,
                           G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, nullptr, nullptr, nullptr);
}

void Notification::pressed(Response response) {
    answered_ = true;
    responded_(response);
}

void Notification::closed(int reason) {
    stands_ = false;
    if (reason == closed_by_us || answered_) return;
    answered_ = true;
    responded_(Response::seen);
}

}  // namespace sitbreak::reminder
