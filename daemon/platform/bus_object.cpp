#include "platform/bus_object.hpp"

#include <stdexcept>
#include <utility>

#include "platform/guarded.hpp"
#include "platform/variant.hpp"

namespace sitbreak::platform {

namespace {

void called(GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar* method,
            GVariant* arguments, GDBusMethodInvocation* invocation, gpointer served) noexcept {
    guarded([=] {
        static_cast<const BusObject::Served*>(served)->called(method, arguments,
                                                              std::make_shared<Invocation>(invocation));
    });
}

GVariant* get(GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar* property, GError**,
              gpointer served) noexcept {
    GVariant* value = nullptr;
    guarded([&] { value = static_cast<const BusObject::Served*>(served)->get(property); });
    return value;
}

}  // namespace

Invocation::~Invocation() {
    if (invocation_ != nullptr) refuse("org.freedesktop.DBus.Error.NoReply", "the daemon is stopping");
}

void Invocation::answer(GVariant* values) {
    g_dbus_method_invocation_return_value(std::exchange(invocation_, nullptr), values);
}

void Invocation::refuse(const std::string& name, const std::string& why) {
    g_dbus_method_invocation_return_dbus_error(std::exchange(invocation_, nullptr), name.c_str(),
                                               as_utf8(why).c_str());
}

BusObject::BusObject(GDBusConnection* connection, std::string path, const GDBusInterfaceInfo* interface,
                     Served served)
    : connection_{static_cast<GDBusConnection*>(g_object_ref(connection))},
      path_{std::move(path)},
      interface_{interface},
      served_{std::move(served)} {
    static const GDBusInterfaceVTable table{called, get, nullptr, {}};
    GErrorPtr error;
    // GIO counts references in it, but for one that is static and counts none.
    auto* const info = const_cast<GDBusInterfaceInfo*>(interface_);
    id_ = g_dbus_connection_register_object(connection_.get(), path_.c_str(), info, &table, &served_, nullptr,
                                            OutError{error});
    if (id_ == 0) throw std::runtime_error{error->message};
}

BusObject::~BusObject() {
    g_dbus_connection_unregister_object(connection_.get(), id_);
}

void BusObject::emit(const char* signal, GVariant* arguments) {
    // It fails only for arguments that are no tuple, and on a connection that is closed, which has no
    // hearers.
    g_dbus_connection_emit_signal(connection_.get(), nullptr, path_.c_str(), interface_->name, signal,
                                  arguments, nullptr);
}

void BusObject::emit_properties_changed(GVariant* changed) {
    g_dbus_connection_emit_signal(connection_.get(), nullptr, path_.c_str(),
                                  "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                  g_variant_new("(s@a{sv}as)", interface_->name, changed, nullptr), nullptr);
}

}  // namespace sitbreak::platform
