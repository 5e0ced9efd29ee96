#include "stand_in_service.hpp"

#include <stdexcept>
#include <utility>

namespace sitbreak::desktop_test {

using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::GVariantPtr;
using platform::OutError;

StandInService::StandInService(const std::string& address, const std::vector<std::string>& names,
                               Answer answer)
    : shared_{std::make_shared<Shared>()} {
    shared_->answer = std::move(answer);
    GErrorPtr error;
    connection_.reset(g_dbus_connection_new_for_address_sync(
        address.c_str(),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, nullptr, OutError{error}));
    if (!connection_) throw std::runtime_error{error->message};
    g_dbus_connection_set_exit_on_close(connection_.get(), FALSE);
    g_dbus_connection_add_filter(connection_.get(), filter, new std::shared_ptr<Shared>{shared_}, forget);
    for (const auto& name : names) {
        const GVariantPtr owned{g_dbus_connection_call_sync(
            connection_.get(), "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "RequestName", g_variant_new("(su)", name.c_str(), 4U), nullptr, G_DBUS_CALL_FLAGS_NONE, -1,
            nullptr, OutError{error})};
        if (!owned) throw std::runtime_error{error->message};
    }
}

StandInService::~StandInService() {
    g_dbus_connection_close_sync(connection_.get(), nullptr, nullptr);
    connection_.reset();
    // Nobody else looks at what GIO left for the main context, which holds on to the connection.
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
}

void StandInService::emit(const std::string& path, const std::string& interface, const std::string& signal,
                          GVariant* arguments) {
    g_dbus_connection_emit_signal(connection_.get(), nullptr, path.c_str(), interface.c_str(), signal.c_str(),
                                  arguments, nullptr);
}

GDBusMessage* StandInService::filter(GDBusConnection* connection, GDBusMessage* message, gboolean is_incoming,
                                     gpointer data) noexcept {
    if (!is_incoming || g_dbus_message_get_message_type(message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
        return message;
    const GObjectPtr<GDBusMessage> call{message};
    const auto shared = *static_cast<std::shared_ptr<Shared>*>(data);
    if (shared->is_mute) return nullptr;
    GVariant* const answer =
        shared->answer({g_dbus_message_get_path(message), g_dbus_message_get_interface(message),
                        g_dbus_message_get_member(message), g_dbus_message_get_body(message)});
    const GObjectPtr<GDBusMessage> reply{
        answer != nullptr ? g_dbus_message_new_method_reply(message)
                          : g_dbus_message_new_method_error_literal(
                                message, "org.freedesktop.DBus.Error.UnknownMethod", "not for this one")};
    if (answer != nullptr) g_dbus_message_set_body(reply.get(), answer);
    g_dbus_connection_send_message(connection, reply.get(), G_DBUS_SEND_MESSAGE_FLAGS_NONE, nullptr, nullptr);
    return nullptr;
}

void StandInService::forget(gpointer shared) noexcept {
    delete static_cast<std::shared_ptr<Shared>*>(shared);
}

}  // namespace sitbreak::desktop_test
