#include "compositor.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstdint>
#include <cstring>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include <ext-idle-notify-v1-server-protocol.h>
#include <wayland-server-core.h>
#include <wayland-server-protocol.h>

#include "platform/readable_fd.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::desktop_test {

namespace {

platform::UnixFd listen_at(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    std::filesystem::remove(path);
    auto socket = platform::UnixFd::own(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket.get(), 16) != 0)
        throw std::system_error{errno, std::generic_category(), path.string()};
    return socket;
}

}  // namespace

struct Compositor::Server {
    struct Notification {
        Server& server;
        wl_resource* resource;
        std::chrono::milliseconds timeout;
        bool of_input_alone;
        std::chrono::milliseconds idle_for{};
        bool is_idle = false;
    };

    Server(asio::io_context& on, std::filesystem::path path, Manners as)
        : io{on}, socket{std::move(path)}, manners{as}, display{wl_display_create()} {
        wl_display_add_socket_fd(display, listen_at(socket).release());
        if (manners.version > 0)
            notifier = wl_global_create(display, &ext_idle_notifier_v1_interface, manners.version, this,
                                        bind_notifier);
        if (manners.has_seat) add_seat();
        if (!manners.is_mute) answer();
    }

    ~Server() {
        events.reset();
        wl_display_destroy_clients(display);
        wl_display_destroy(display);
        std::filesystem::remove(socket);
    }

    void answer() {
        auto* loop = wl_display_get_event_loop(display);
        events.emplace(io, platform::UnixFd::dup_cloexec(wl_event_loop_get_fd(loop)), [this, loop] {
            wl_event_loop_dispatch(loop, 0);
            wl_display_flush_clients(display);
        });
    }

    void add_seat() { seat = wl_global_create(display, &wl_seat_interface, 1, this, bind_seat); }

    void remove_seat() {
        wl_global_remove(seat);
        flush();
    }

    void flush() { wl_display_flush_clients(display); }

    void tell(Notification& notification, bool idle) {
        if (std::exchange(notification.is_idle, idle) == idle) return;
        if (idle)
            ext_idle_notification_v1_send_idled(notification.resource);
        else
            ext_idle_notification_v1_send_resumed(notification.resource);
    }

    bool is_held(const Notification& notification) const {
        return is_inhibited && !notification.of_input_alone;
    }

    template <typename Change>
    void each(Change change) {
        for (auto& notification : notifications)
            change(notification);
        flush();
    }

    static Server& of(wl_resource* resource) {
        return *static_cast<Server*>(wl_resource_get_user_data(resource));
    }

    static void destroy(wl_client*, wl_resource* resource) { wl_resource_destroy(resource); }

    static void make(wl_client* client, wl_resource* from, std::uint32_t id, std::uint32_t timeout,
                     bool of_input_alone) {
        static constexpr struct ext_idle_notification_v1_interface requests{destroy};
        auto& server = of(from);
        auto* resource = wl_resource_create(client, &ext_idle_notification_v1_interface,
                                            wl_resource_get_version(from), id);
        auto& made = server.notifications.emplace_back(
            Notification{server, resource, std::chrono::milliseconds{timeout}, of_input_alone});
        wl_resource_set_implementation(resource, &requests, &made, [](wl_resource* gone) {
            auto& all = static_cast<Notification*>(wl_resource_get_user_data(gone))->server.notifications;
            all.remove_if([gone](const Notification& each) { return each.resource == gone; });
        });
    }

    static void bind_notifier(wl_client* client, void* self, std::uint32_t version, std::uint32_t id) {
        static constexpr struct ext_idle_notifier_v1_interface requests{
            destroy,
            [](wl_client* from, wl_resource* resource, std::uint32_t made, std::uint32_t timeout,
               wl_resource*) { make(from, resource, made, timeout, false); },
            [](wl_client* from, wl_resource* resource, std::uint32_t made, std::uint32_t timeout,
               wl_resource*) { make(from, resource, made, timeout, true); }};
        auto* resource =
            wl_resource_create(client, &ext_idle_notifier_v1_interface, static_cast<int>(version), id);
        auto& server = *static_cast<Server*>(self);
        server.notifiers.push_back(resource);
        wl_resource_set_implementation(resource, &requests, self,
                                       [](wl_resource* gone) { std::erase(of(gone).notifiers, gone); });
    }

    static void bind_seat(wl_client* client, void* self, std::uint32_t version, std::uint32_t id) {
        auto* resource = wl_resource_create(client, &wl_seat_interface, static_cast<int>(version), id);
        wl_resource_set_implementation(resource, nullptr, self, nullptr);
        wl_seat_send_capabilities(resource, 0);
    }

    asio::io_context& io;
    std::filesystem::path socket;
    Manners manners;
    wl_display* display;
    wl_global* notifier = nullptr;
    wl_global* seat = nullptr;
    std::vector<wl_resource*> notifiers;
    std::list<Notification> notifications;
    bool is_inhibited = false;
    bool is_deaf = false;
    std::optional<platform::ReadableFd> events;
};

Compositor::Compositor(asio::io_context& io, std::filesystem::path socket, Manners manners)
    : server_{std::make_unique<Server>(io, std::move(socket), manners)} {}

Compositor::~Compositor() = default;

void Compositor::answer() {
    server_->answer();
}

void Compositor::input() {
    if (server_->is_deaf) return;
    server_->each([this](auto& notification) {
        notification.idle_for = {};
        server_->tell(notification, false);
    });
}

void Compositor::pass(std::chrono::milliseconds time) {
    server_->each([this, time](auto& notification) {
        if (server_->is_held(notification)) return;
        notification.idle_for += time;
        if (notification.idle_for >= notification.timeout) server_->tell(notification, true);
    });
}

void Compositor::inhibit(bool on) {
    server_->is_inhibited = on;
    server_->each([this](auto& notification) {
        if (notification.of_input_alone) return;
        notification.idle_for = {};
        server_->tell(notification, false);
    });
}

void Compositor::be_deaf() {
    server_->is_deaf = true;
}

void Compositor::add_seat() {
    server_->add_seat();
    server_->flush();
}

void Compositor::remove_seat() {
    server_->remove_seat();
}

void Compositor::accuse() {
    for (auto* notifier : server_->notifiers)
        wl_resource_post_error(notifier, 7, "you did it");
    server_->flush();
}

void Compositor::flood(int times) {
    for (int i = 0; i < times; ++i) {
        server_->each([this](auto& notification) { server_->tell(notification, true); });
        server_->each([this](auto& notification) { server_->tell(notification, false); });
    }
}

std::size_t Compositor::notifications() const {
    return server_->notifications.size();
}

}  // namespace sitbreak::desktop_test
