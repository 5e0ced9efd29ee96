#include "reminder/session_bus.hpp"

#include <algorithm>
#include <utility>

#include "platform/guarded.hpp"

namespace sitbreak::reminder {

using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::guarded;
using platform::OutError;

SessionBus::SessionBus(Events events)
    : events_{std::move(events)}, self_{std::make_shared<SessionBus*>(this)} {
    connect();
}

SessionBus::~SessionBus() {
    if (retry_) g_source_destroy(retry_.get());
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
        connect_later();
        events_.failed(why);
        return;
    }
    if (g_dbus_connection_is_closed(connection.get())) {
        connection.reset();
        connect_later();
        events_.failed("the dead connection is still in use");
        return;
    }
    use(std::move(connection));
}

void SessionBus::use(GObjectPtr<GDBusConnection> connection) {
    connection_ = std::move(connection);
    pause_ = first_pause;
    // A desktop session that ends is no reason for us to: bouts are still counted.
    g_dbus_connection_set_exit_on_close(connection_.get(), FALSE);
    using Closed = void (*)(GDBusConnection*, gboolean, GError*, gpointer);
    const Closed closed = [](GDBusConnection*, gboolean, GError*, gpointer self) noexcept {
        guarded([self] {
            auto& bus = *static_cast<SessionBus*>(self);
            bus.drop();
            bus.connect_later();
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

void SessionBus::connect_later() {
    const auto again = [](gpointer self) noexcept -> gboolean {
        guarded([self] {
            auto& bus = *static_cast<SessionBus*>(self);
            bus.retry_.reset();
            bus.connect();
        });
        return G_SOURCE_REMOVE;
    };
    retry_.reset(g_timeout_source_new_seconds(static_cast<guint>(pause_.count())));
    g_source_set_callback(retry_.get(), again, this, nullptr);
    g_source_attach(retry_.get(), g_main_context_get_thread_default());
    pause_ = std::min(2 * pause_, longest_pause);
}

}  // namespace sitbreak::reminder
