#pragma once
// A connection to a Wayland compositor on the main thread, without a call that waits for the compositor.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <wayland-client-core.h>
#include <wayland-client-protocol.h>

#include "platform/asio.hpp"
#include "platform/handle.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::platform {

// libwayland's own are static in its header.
inline void destroy_registry(wl_registry* registry) {
    wl_registry_destroy(registry);
}
inline void destroy_callback(wl_callback* callback) {
    wl_callback_destroy(callback);
}

class WaylandConnection {
 public:
    struct Events {
        /// The compositor offers a global, at the beginning or later; to be bound by `bind`.
        std::function<void(std::uint32_t name, std::string_view interface, std::uint32_t version)> offered;
        std::function<void(std::uint32_t name)> withdrawn;
        /// Every global that there is by now was offered.
        std::function<void()> listed;
        /// What came in one go has been dispatched to the listeners.
        std::function<void()> dispatched;
        /// The connection is dead, once: this object is of no more use. It must not be destroyed from inside
        /// this call.
        std::function<void(const std::string& why)> lost;
    };

    /// Connects to `display`, which is as in WAYLAND_DISPLAY: the name of a socket in XDG_RUNTIME_DIR, or its
    /// absolute path. Throws std::runtime_error with a reason if nobody takes the connection.
    WaylandConnection(asio::io_context& io, const std::string& display, Events events);
    ~WaylandConnection();
    WaylandConnection(const WaylandConnection&) = delete;
    WaylandConnection& operator=(const WaylandConnection&) = delete;

    /// Of what was `offered`. The proxy is the caller's, and is to be destroyed before the connection.
    template <typename Proxy>
    Proxy* bind(std::uint32_t name, const wl_interface& interface, std::uint32_t version) {
        return static_cast<Proxy*>(wl_registry_bind(registry_.get(), name, &interface, version));
    }

    /// To be called after each request: sends what was asked, now or as soon as the compositor takes it.
    void flush();

 private:
    void read();
    bool dispatch_pending();
    void lose();

    static void global(void* self, wl_registry*, std::uint32_t name, const char* interface,
                       std::uint32_t version) noexcept;
    static void global_remove(void* self, wl_registry*, std::uint32_t name) noexcept;
    static void sync_done(void* self, wl_callback*, std::uint32_t) noexcept;

    Events events_;
    // The display is destroyed last.
    Handle<wl_display, wl_display_disconnect> display_;
    Handle<wl_registry, destroy_registry> registry_;
    Handle<wl_callback, destroy_callback> sync_;
    std::optional<ReadableFd> socket_;
};

}  // namespace sitbreak::platform
