#pragma once
// A private connection to a message bus, without a call that blocks. It belongs to the desktop thread: it is
// made, used, heard and destroyed there. Once it is gone, none of its callbacks is called.

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "platform/bus_object.hpp"
#include "platform/glib_handle.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

/// Whether the environment says where a session bus is. Where it does not, GIO looks for one by running a
/// program, which may start one, and waits for it.
bool has_session_bus();

class Bus {
 public:
    struct Events {
        std::function<void()> opened;
        /// It could not be opened, or is closed, once: this object is of no more use. It must not be
        /// destroyed from inside this call.
        std::function<void(const std::string& why)> lost;
    };

    /// Whether a call may start whom it goes to, if the bus knows how.
    enum class Start { allowed, never };

    /// Whom a call goes to or a signal comes from.
    struct Object {
        const char* owner;
        std::string path;
        const char* interface;
    };

    /// `value`, or else `error`; with the first file descriptor that came along, if one did.
    struct Answer {
        GVariantPtr value;
        UnixFd descriptor;
        GErrorPtr error;
    };

    /// Hears a signal until it is destroyed.
    class Subscription {
     public:
        Subscription() = default;
        /// As `subscribe` below.
        Subscription(GDBusConnection* connection, const Object& from, const char* signal,
                     const char* first_argument, std::function<void(GVariant*)> on_signal);
        ~Subscription();
        Subscription(Subscription&& other) noexcept
            : connection_{std::move(other.connection_)},
              hearer_{std::move(other.hearer_)},
              id_{std::exchange(other.id_, 0U)} {}
        Subscription& operator=(Subscription&& other) noexcept {
            std::swap(connection_, other.connection_);
            std::swap(hearer_, other.hearer_);
            std::swap(id_, other.id_);
            return *this;
        }
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;

     private:
        struct Hearer;

        static void heard(GDBusConnection* connection, const gchar* sender, const gchar* path,
                          const gchar* interface, const gchar* signal, GVariant* arguments,
                          gpointer hearer) noexcept;

        GObjectPtr<GDBusConnection> connection_;
        std::shared_ptr<Hearer> hearer_;
        guint id_ = 0;
    };

    /// Begins to connect to the bus of that kind.
    Bus(GBusType which, Events events, Start start = Start::allowed);
    ~Bus();
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    /// Calls `method`; `arguments`, floating, is taken over and may be null. An answer of another type than
    /// `answer_type` is an error. Only between `opened` and `lost`, as `subscribe`.
    void call(const Object& object, const char* method, GVariant* arguments, const char* answer_type,
              std::function<void(Answer)> on_answer);

    /// Serves an object of ours. `interface` is static. Throws std::runtime_error if `path` is taken.
    [[nodiscard]] std::unique_ptr<BusObject> serve(std::string path, const GDBusInterfaceInfo* interface,
                                                   BusObject::Served served);

    /// Hears `signal`; only those whose first argument is `first_argument`, unless that is null. `on_signal`
    /// may destroy the subscription. Nothing is heard if the connection has closed already, and `lost` is yet
    /// to come.
    [[nodiscard]] Subscription subscribe(const Object& from, const char* signal, const char* first_argument,
                                         std::function<void(GVariant* arguments)> on_signal);

 private:
    static void connected(GObject* source, GAsyncResult* result, gpointer self) noexcept;
    static void closed(GDBusConnection* connection, gboolean by_peer, GError* error, gpointer self) noexcept;

    Events events_;
    Start start_;
    GObjectPtr<GCancellable> until_gone_;
    GObjectPtr<GDBusConnection> connection_;
    gulong closed_handler_ = 0;
};

}  // namespace sitbreak::platform
