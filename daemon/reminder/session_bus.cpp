#include "reminder/session_bus.hpp"

#include <utility>

#include "platform/guarded.hpp"

namespace sitbreak::reminder {

using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::guarded;
using platform::OutError;

SessionBus::SessionBus(Events events)
    : events_{std::move(events)},
      self_{std::make_shared<SessionBus*>(this)},
      return_{G_BUS_TYPE_SESSION, longest_pause, [this] { connect(); }} {
    connect();
}

SessionBus::~SessionBus() {
    drop();
}

void SessionBus::connect() {
    using Asker = std::weak_ptr<SessionBus*>;
    const auto answer = [](GObject*, GAsyncResult* result, gpointer data) noexcept {
        guarded([&] {
            const std::unique_ptr<Asker> asker{static_cast<Asker*>(data)};
            GErrorPtr error;
            GObjectPtr<GDBusConnection> connection{g_bus_get_finish(result, OutError{error})};
            if (const auto self = asker->lock()) {
                (*self)->answered(std::move(connection), error ? error->message : "");
            }
        });
    };
    g_bus_get(G_BUS_TYPE_SESSION, nullptr, answer, std::make_unique<Asker>(self_).release());
}

void SessionBus::answered(GObjectPtr<GDBusConnection> connection, const char* why) {
    awaiting_first_ = false;
    if (!connection) {
        return_.await();
        events_.failed(why);
        return;
    }
    if (g_dbus_connection_is_closed(connection.get())) {
        connection.reset();
        return_.await_by_time();
        events_.failed("the dead connection is still in use");
        return;
    }
    use(std::move(connection));
}

void SessionBus::use(GObjectPtr<GDBusConnection> connection) {
    connection_ = std::move(connection);
    return_.arrived();
    return_.proved_itself();
    // A desktop session that ends is no reason for us to: bouts are still counted.
    g_dbus_connection_set_exit_on_close(connection_.get(), FALSE);
    using Closed = void (*)(GDBusConnection*, gboolean, GError*, gpointer);
    const Closed closed = [](GDBusConnection*, gboolean, GError*, gpointer self) noexcept {
        guarded([self] {
            auto& bus = *static_cast<SessionBus*>(self);
            bus.drop();
            bus.return_.await();
            bus.events_.lost();
        });
    };
    closed_handler_ = g_signal_connect(connection_.get(), "closed", G_CALLBACK(closed), this);
    events_.connected();
}

void SessionBus::drop() {
    if (!connection_) return;
    g_signal_handler_disconnect(connection_.get(), closed_handler_);
    connection_.reset();
}

}  // namespace sitbreak::reminder
