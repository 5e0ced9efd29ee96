#include "platform/bus_object.hpp"

#include <stdexcept>
#include <string_view>
#include <utility>

#include "platform/guarded.hpp"
#include "platform/variant.hpp"

namespace sitbreak::platform {

namespace {

constexpr std::string_view properties_interface = "org.freedesktop.DBus.Properties";

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
    // Without a function for them, GIO hands on who reads properties as it does calls, once it has found that
    // there are such ones.
    static const GDBusInterfaceVTable table{called, nullptr, nullptr, {}};
    GErrorPtr error;
    // GIO counts references in it, but for one that is static and counts none.
    auto* const info = const_cast<GDBusInterfaceInfo*>(interface_);
    id_ = g_dbus_connection_register_object(connection_.get(), path_.c_str(), info, &table, this, nullptr,
                                            OutError{error});
    if (id_ == 0) throw std::runtime_error{error->message};
}

BusObject::~BusObject() {
    g_dbus_connection_unregister_object(connection_.get(), id_);
}

void BusObject::called(GDBusConnection*, const gchar*, const gchar*, const gchar* interface,
                       const gchar* method, GVariant* arguments, GDBusMethodInvocation* invocation,
                       gpointer object) noexcept {
    guarded([=] {
        auto& self = *static_cast<BusObject*>(object);
        const auto waiting = std::make_shared<Invocation>(invocation);
        if (interface == properties_interface)
            self.read(method, arguments, waiting);
        else
            self.served_.called(method, arguments, waiting);
    });
}

void BusObject::read(const std::string& method, GVariant* arguments,
                     const std::shared_ptr<Invocation>& invocation) {
    if (method == "GetAll") {
        served_.read([this, invocation] { invocation->answer(g_variant_new("(@a{sv})", values())); });
        return;
    }
    served_.read([this, invocation, property = text_at(arguments, 1)] {
        invocation->answer(g_variant_new("(@v)", value_of(property)));
    });
}

/// Floating, as g_variant_new takes it.
GVariant* BusObject::value_of(const std::string& property) const {
    const GVariantPtr value{g_variant_take_ref(served_.get(property))};
    return g_variant_new_variant(value.get());
}

GVariant* BusObject::values() const {
    GVariantBuilder all;
    g_variant_builder_init(&all, G_VARIANT_TYPE_VARDICT);
    for (auto* const* each = interface_->properties; *each != nullptr; ++each)
        g_variant_builder_add(&all, "{s@v}", (*each)->name, value_of((*each)->name));
    return g_variant_builder_end(&all);
}

void BusObject::emit(const char* signal, GVariant* arguments) {
    // It fails only for arguments that are no tuple, and on a connection that is closed, which has no
    // hearers.
    g_dbus_connection_emit_signal(connection_.get(), nullptr, path_.c_str(), interface_->name, signal,
                                  arguments, nullptr);
}

void BusObject::emit_properties_changed(GVariant* changed) {
    g_dbus_connection_emit_signal(connection_.get(), nullptr, path_.c_str(), properties_interface.data(),
                                  "PropertiesChanged",
                                  g_variant_new("(s@a{sv}as)", interface_->name, changed, nullptr), nullptr);
}

}  // namespace sitbreak::platform
