#include "platform/wayland_connection.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/guarded.hpp"
#include "platform/socket_path.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

namespace {

/// libwayland's own connects with a call that waits while a stopped compositor's queue is full.
UnixFd connect(const std::string& display) {
    const auto path = wayland_socket(display);
    if (!path) throw std::runtime_error{"XDG_RUNTIME_DIR is not set, so “" + display + "” is nowhere"};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path->string();
    if (name.size() >= sizeof address.sun_path)
        throw std::runtime_error{"the path " + name + " is too long for a socket"};
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);

    auto socket = UnixFd::own(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket");
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const char* why = std::strerror(errno);
        throw std::runtime_error{"cannot connect to Wayland display " + display + " (" + why + ")"};
    }
    return socket;
}

/// It would write to standard error.
void log_of_libwayland(const char* format, va_list arguments) noexcept {
    std::array<char, 256> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    guarded([&line] {
        std::string_view text{line.data()};
        if (text.ends_with('\n')) text.remove_suffix(1);
        spdlog::debug("libwayland: {}", text);
    });
}

std::string reason_of(wl_display* display) {
    const int error = wl_display_get_error(display);
    if (error != EPROTO) return "the compositor is gone";
    const wl_interface* interface = nullptr;
    std::uint32_t object = 0;
    const auto code = wl_display_get_protocol_error(display, &interface, &object);
    return std::string{"the compositor ended it: protocol error "} + std::to_string(code) + " on " +
           (interface ? interface->name : "an object") + "#" + std::to_string(object);
}

}  // namespace

WaylandConnection::WaylandConnection(asio::io_context& io, const std::string& display, Events events)
    : events_{std::move(events)} {
    wl_log_set_handler_client(log_of_libwayland);
    auto socket = connect(display);
    display_.reset(wl_display_connect_to_fd(socket.get()));
    if (!display_) throw std::runtime_error{"libwayland has no memory for a connection"};
    socket.release();  // the display closes it
    registry_.reset(wl_display_get_registry(display_.get()));
    static constexpr wl_registry_listener on_registry{global, global_remove};
    wl_registry_add_listener(registry_.get(), &on_registry, this);
    sync_.reset(wl_display_sync(display_.get()));
    static constexpr wl_callback_listener on_sync{sync_done};
    wl_callback_add_listener(sync_.get(), &on_sync, this);
    socket_.emplace(io, UnixFd::dup_cloexec(wl_display_get_fd(display_.get())), [this] { read(); });
    flush();
}

WaylandConnection::~WaylandConnection() = default;

void WaylandConnection::flush() {
    if (!socket_) return;
    // What cannot be sent because the compositor hung up may still be explained by what it sent before that.
    if (wl_display_flush(display_.get()) >= 0 || errno != EAGAIN) return;
    socket_->once_writable([this] { flush(); });
}

/// Holds the right to read for no longer than it reads: a wait in between would be a deadlock.
void WaylandConnection::read() {
    while (wl_display_prepare_read(display_.get()) != 0)
        if (!dispatch_pending()) return;
    if (wl_display_read_events(display_.get()) != 0 && errno != EAGAIN) return lose();
    if (!dispatch_pending()) return;
    events_.dispatched();
    flush();
}

bool WaylandConnection::dispatch_pending() {
    if (wl_display_dispatch_pending(display_.get()) >= 0) return true;
    lose();
    return false;
}

void WaylandConnection::lose() {
    socket_.reset();
    events_.lost(reason_of(display_.get()));
}

void WaylandConnection::global(void* self, wl_registry*, std::uint32_t name, const char* interface,
                               std::uint32_t version) noexcept {
    guarded([&] { static_cast<WaylandConnection*>(self)->events_.offered(name, interface, version); });
}

void WaylandConnection::global_remove(void* self, wl_registry*, std::uint32_t name) noexcept {
    guarded([&] { static_cast<WaylandConnection*>(self)->events_.withdrawn(name); });
}

void WaylandConnection::sync_done(void* self, wl_callback*, std::uint32_t) noexcept {
    guarded([&] {
        auto& connection = *static_cast<WaylandConnection*>(self);
        connection.sync_.reset();
        connection.events_.listed();
    });
}

}  // namespace sitbreak::platform
