#include "platform/bus.hpp"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "platform/guarded.hpp"

namespace sitbreak::platform {

namespace {

/// A callback under way. GIO answers on the desktop thread, where the bus is destroyed: what is cancelled
/// when the answer comes belongs to a bus that has gone.
template <typename Callback>
struct UnderWay {
    GObjectPtr<GCancellable> until_gone;
    Callback callback;
};

template <typename T>
GObjectPtr<T> another_reference(T* object) {
    return GObjectPtr<T>{static_cast<T*>(g_object_ref(object))};
}

using Call = UnderWay<std::function<void(Bus::Answer)>>;

Bus::Answer finish_call(GObject* connection, GAsyncResult* result) {
    Bus::Answer answer;
    GUnixFDList* raw_descriptors = nullptr;
    answer.value.reset(g_dbus_connection_call_with_unix_fd_list_finish(
        G_DBUS_CONNECTION(connection), &raw_descriptors, result, OutError{answer.error}));
    // Without the "GDBus.Error:org.freedesktop…:" in front, as it is shown to people.
    if (answer.error) g_dbus_error_strip_remote_error(answer.error.get());
    const GObjectPtr<GUnixFDList> descriptors{raw_descriptors};
    if (descriptors && g_unix_fd_list_get_length(descriptors.get()) > 0) {
        const int fd = g_unix_fd_list_get(descriptors.get(), 0, nullptr);
        if (fd >= 0) answer.descriptor = UnixFd::own(fd, "g_unix_fd_list_get");
    }
    return answer;
}

void answered(GObject* connection, GAsyncResult* result, gpointer data) noexcept {
    // cppcheck-suppress throwInNoexceptFunction ; nothing leaves guarded()
    guarded([connection, result, data] {
        const std::unique_ptr<Call> call{static_cast<Call*>(data)};
        auto answer = finish_call(connection, result);
        if (!g_cancellable_is_cancelled(call->until_gone.get())) call->callback(std::move(answer));
    });
}

}  // namespace

bool has_session_bus() {
    if (const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS"); address && *address) return true;
    const char* directory = std::getenv("XDG_RUNTIME_DIR");
    return directory && ::access((std::string{directory} + "/bus").c_str(), F_OK) == 0;
}

/// It belongs to the subscription, and not to GIO: GIO would give it back in an idle call on the desktop
/// thread, at a time when that may have ended. Where the one who hears unsubscribes, GIO calls nobody any
/// more.
struct Bus::Subscription::Hearer : std::enable_shared_from_this<Hearer> {
    explicit Hearer(std::function<void(GVariant*)> hear) : on_signal{std::move(hear)} {}

    std::function<void(GVariant*)> on_signal;
};

Bus::Subscription::Subscription(GDBusConnection* connection, const Object& from, const char* signal,
                                const char* first_argument, std::function<void(GVariant*)> on_signal)
    : connection_{another_reference(connection)}, hearer_{std::make_shared<Hearer>(std::move(on_signal))} {
    // It has closed already if we have yet to hear of that. GIO would call it a mistake in us.
    if (g_dbus_connection_is_closed(connection) != FALSE) return;
    id_ = g_dbus_connection_signal_subscribe(connection, from.owner, from.interface, signal,
                                             from.path.c_str(), first_argument, G_DBUS_SIGNAL_FLAGS_NONE,
                                             heard, hearer_.get(), nullptr);
}

Bus::Subscription::~Subscription() {
    if (id_ != 0) g_dbus_connection_signal_unsubscribe(connection_.get(), id_);
}

void Bus::Subscription::heard(GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar*,
                              GVariant* arguments, gpointer data) noexcept {
    guarded([arguments, data] {
        // It may destroy its subscription.
        const auto hearer = static_cast<Hearer*>(data)->shared_from_this();
        hearer->on_signal(arguments);
    });
}

Bus::Bus(GBusType which, Events events, Start start)
    : events_{std::move(events)}, start_{start}, until_gone_{g_cancellable_new()} {
    GErrorPtr error;
    const GCharPtr address{g_dbus_address_get_for_bus_sync(which, nullptr, OutError{error})};
    // Of an address that there is none, GIO says so below.
    g_dbus_connection_new_for_address(
        address ? address.get() : "unix:",
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, until_gone_.get(), connected,
        new UnderWay<Bus*>{another_reference(until_gone_.get()), this});
}

Bus::~Bus() {
    g_cancellable_cancel(until_gone_.get());
    if (!connection_) return;
    g_signal_handler_disconnect(connection_.get(), closed_handler_);
    g_dbus_connection_close(connection_.get(), nullptr, nullptr, nullptr);
}

void Bus::connected(GObject*, GAsyncResult* result, gpointer data) noexcept {
    guarded([result, data] {
        const std::unique_ptr<UnderWay<Bus*>> attempt{static_cast<UnderWay<Bus*>*>(data)};
        GErrorPtr error;
        GObjectPtr<GDBusConnection> connection{
            g_dbus_connection_new_for_address_finish(result, OutError{error})};
        if (g_cancellable_is_cancelled(attempt->until_gone.get())) return;
        Bus& self = *attempt->callback;
        if (!connection) {
            self.events_.lost(error ? error->message : "no reason given");
            return;
        }
        self.connection_ = std::move(connection);
        g_dbus_connection_set_exit_on_close(self.connection_.get(), FALSE);
        self.closed_handler_ = g_signal_connect(self.connection_.get(), "closed", G_CALLBACK(closed), &self);
        self.events_.opened();
    });
}

void Bus::closed(GDBusConnection*, gboolean, GError* error, gpointer self) noexcept {
    guarded([error, self] {
        static_cast<Bus*>(self)->events_.lost(error ? error->message : "the bus closed the connection");
    });
}

void Bus::call(const Object& object, const char* method, GVariant* arguments, const char* answer_type,
               std::function<void(Answer)> on_answer) {
    auto call = std::make_unique<Call>(Call{another_reference(until_gone_.get()), std::move(on_answer)});
    constexpr int usual_patience = -1;
    const auto flags = start_ == Start::never ? G_DBUS_CALL_FLAGS_NO_AUTO_START : G_DBUS_CALL_FLAGS_NONE;
    g_dbus_connection_call_with_unix_fd_list(connection_.get(), object.owner, object.path.c_str(),
                                             object.interface, method, arguments, G_VARIANT_TYPE(answer_type),
                                             flags, usual_patience, nullptr, until_gone_.get(), answered,
                                             call.release());
}

std::unique_ptr<BusObject> Bus::serve(std::string path, const GDBusInterfaceInfo* interface,
                                      BusObject::Served served) {
    return std::make_unique<BusObject>(connection_.get(), std::move(path), interface, std::move(served));
}

Bus::Subscription Bus::subscribe(const Object& from, const char* signal, const char* first_argument,
                                 std::function<void(GVariant*)> on_signal) {
    return {connection_.get(), from, signal, first_argument, std::move(on_signal)};
}

}  // namespace sitbreak::platform
