#include "platform/bus_eavesdropper.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "platform/guarded.hpp"

namespace sitbreak::platform {

/// Of the eavesdropper, and of every callback of GIO's that can still come.
struct BusEavesdropper::Shared {
    std::vector<std::string> rules;
    /// Empty once the eavesdropper is gone. Only this thread's.
    std::function<void()> on_call;
    GMainContextPtr context{g_main_context_ref_thread_default()};
    GObjectPtr<GCancellable> until_gone{g_cancellable_new()};
    GObjectPtr<GDBusConnection> connection;
    guint filter = 0;
};

namespace {

/// For GIO's data pointers.
template <typename T>
gpointer boxed(std::shared_ptr<T> shared) {
    return new std::shared_ptr<T>{std::move(shared)};
}

template <typename T>
void delete_box(gpointer box) noexcept {
    delete static_cast<std::shared_ptr<T>*>(box);
}

}  // namespace

BusEavesdropper::BusEavesdropper(GBusType which, std::vector<std::string> rules,
                                 std::function<void()> on_call)
    : shared_{std::make_shared<Shared>()} {
    shared_->rules = std::move(rules);
    shared_->on_call = std::move(on_call);
    GErrorPtr error;
    const GCharPtr address{g_dbus_address_get_for_bus_sync(which, nullptr, OutError{error})};
    g_dbus_connection_new_for_address(
        address ? address.get() : "unix:",
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, shared_->until_gone.get(), connected, boxed(shared_));
}

BusEavesdropper::~BusEavesdropper() {
    shared_->on_call = nullptr;
    g_cancellable_cancel(shared_->until_gone.get());
    if (!shared_->connection) return;
    // The filter holds what is shared, and the connection the filter.
    g_dbus_connection_remove_filter(shared_->connection.get(), shared_->filter);
    g_dbus_connection_close(shared_->connection.get(), nullptr, nullptr, nullptr);
}

void BusEavesdropper::connected(GObject*, GAsyncResult* result, gpointer data) noexcept {
    guarded([&] {
        const std::unique_ptr<std::shared_ptr<Shared>> box{static_cast<std::shared_ptr<Shared>*>(data)};
        auto& shared = **box;
        GErrorPtr error;
        GObjectPtr<GDBusConnection> connection{
            g_dbus_connection_new_for_address_finish(result, OutError{error})};
        if (!connection || !shared.on_call) return;
        g_dbus_connection_set_exit_on_close(connection.get(), FALSE);
        shared.filter =
            g_dbus_connection_add_filter(connection.get(), overheard, boxed(*box), delete_box<Shared>);
        GVariantBuilder rules;
        g_variant_builder_init(&rules, G_VARIANT_TYPE("as"));
        for (const auto& rule : shared.rules)
            g_variant_builder_add(&rules, "s", rule.c_str());
        g_dbus_connection_call(connection.get(), "org.freedesktop.DBus", "/org/freedesktop/DBus",
                               "org.freedesktop.DBus.Monitoring", "BecomeMonitor",
                               g_variant_new("(asu)", &rules, 0), nullptr, G_DBUS_CALL_FLAGS_NONE, -1,
                               shared.until_gone.get(), begun, boxed(*box));
        shared.connection = std::move(connection);
    });
}

void BusEavesdropper::begun(GObject* connection, GAsyncResult* result, gpointer data) noexcept {
    guarded([&] {
        const std::unique_ptr<std::shared_ptr<Shared>> box{static_cast<std::shared_ptr<Shared>*>(data)};
        GErrorPtr error;
        const GVariantPtr answer{
            g_dbus_connection_call_finish(G_DBUS_CONNECTION(connection), result, OutError{error})};
        if (error) {
            spdlog::debug("the bus lets nobody overhear: {}", error->message);
            return;
        }
        if ((*box)->on_call) (*box)->on_call();
    });
}

/// On GIO's own thread. A call that went on from here would be answered by GIO, as unknown, and the bus
/// closes the connection of one who overhears and speaks.
GDBusMessage* BusEavesdropper::overheard(GDBusConnection*, GDBusMessage* message, gboolean is_incoming,
                                         gpointer data) noexcept {
    if (!is_incoming || g_dbus_message_get_message_type(message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
        return message;
    g_object_unref(message);
    guarded([data] {
        const auto& shared = *static_cast<std::shared_ptr<Shared>*>(data);
        const auto tell = [](gpointer box) noexcept -> gboolean {
            guarded([box] {
                const auto& same = *static_cast<std::shared_ptr<Shared>*>(box);
                if (same->on_call) same->on_call();
            });
            return G_SOURCE_REMOVE;
        };
        const Handle<GSource, g_source_unref> source{g_idle_source_new()};
        g_source_set_priority(source.get(), G_PRIORITY_DEFAULT);
        g_source_set_callback(source.get(), tell, boxed(shared), delete_box<Shared>);
        g_source_attach(source.get(), shared->context.get());
    });
    return nullptr;
}

}  // namespace sitbreak::platform
