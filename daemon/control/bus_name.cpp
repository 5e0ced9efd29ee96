#include "control/bus_name.hpp"

#include <future>
#include <stdexcept>
#include <variant>

#include <spdlog/spdlog.h>

#include "platform/glib_handle.hpp"
#include "platform/glib_thread.hpp"

namespace sitbreak::control {

namespace {

using platform::GCharPtr;
using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::GVariantPtr;
using platform::OutError;

constexpr std::chrono::seconds patience{5};

// org.freedesktop.DBus.RequestName: the flag DO_NOT_QUEUE and the reply EXISTS (D-Bus specification 0.42).
constexpr guint32 do_not_queue = 4;
constexpr guint32 reply_exists = 3;

GVariantPtr ask_bus(GDBusConnection* connection, const char* method, GVariant* arguments, GErrorPtr& error) {
    constexpr int timeout_ms = 4000;
    return GVariantPtr{g_dbus_connection_call_sync(
        connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
        arguments, nullptr, G_DBUS_CALL_FLAGS_NONE, timeout_ms, nullptr, OutError{error})};
}

std::string who_owns_it(GDBusConnection* connection) {
    GErrorPtr error;
    const auto reply =
        ask_bus(connection, "GetConnectionUnixProcessID", g_variant_new("(s)", bus_name), error);
    if (!reply) return "by a process that the bus does not name";
    guint32 pid = 0;
    g_variant_get(reply.get(), "(u)", &pid);
    return "as process " + std::to_string(pid);
}

}  // namespace

struct BusName::Connection {
    GObjectPtr<GDBusConnection> bus;
};

namespace {

struct NoBus {
    std::string why;
};
struct Taken {
    std::string by_whom;
};
using Answer = std::variant<GObjectPtr<GDBusConnection>, NoBus, Taken>;

Answer take_name() {
    GErrorPtr error;
    const GCharPtr address{g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SESSION, nullptr, OutError{error})};
    if (!address) return NoBus{error->message};
    // A connection of our own: the one that GIO shares has to be let go of when the bus dies.
    const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
    GObjectPtr<GDBusConnection> bus{
        g_dbus_connection_new_for_address_sync(address.get(), flags, nullptr, nullptr, OutError{error})};
    if (!bus) return NoBus{error->message};
    g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
    const auto reply =
        ask_bus(bus.get(), "RequestName", g_variant_new("(su)", bus_name, do_not_queue), error);
    if (!reply) return NoBus{error->message};
    guint32 result = 0;
    g_variant_get(reply.get(), "(u)", &result);
    if (result == reply_exists) return Taken{who_owns_it(bus.get())};
    return bus;
}

}  // namespace

BusName::BusName(platform::GlibThread& thread)
    : thread_{thread}, connection_{std::make_shared<Connection>()} {
    auto answered = std::make_shared<std::promise<Answer>>();
    auto answer = answered->get_future();
    thread_.invoke([answered] { answered->set_value(take_name()); });
    if (answer.wait_for(patience) != std::future_status::ready) {
        spdlog::warn("the session bus does not answer: a second sitbreakd would not be noticed");
        return;
    }
    Answer given = answer.get();
    if (const auto* taken = std::get_if<Taken>(&given))
        throw std::runtime_error{"sitbreakd already runs " + taken->by_whom + "; one is enough"};
    if (const auto* none = std::get_if<NoBus>(&given)) {
        spdlog::info("no session bus, so a second sitbreakd would not be noticed: {}", none->why);
        return;
    }
    connection_->bus = std::get<GObjectPtr<GDBusConnection>>(std::move(given));
}

BusName::~BusName() {
    thread_.invoke([connection = std::move(connection_)] { connection->bus.reset(); });
}

}  // namespace sitbreak::control
