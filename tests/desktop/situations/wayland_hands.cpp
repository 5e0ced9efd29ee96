// Somebody at a Wayland desktop: moves the mouse, where KWin lets it, and has a window that keeps the desktop
// awake. Each line of standard input is a command (press, inhibit on, inhibit off), answered by "done" once
// the compositor knows.

#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include <fake-input-client.h>
#include <idle-inhibit-unstable-v1-client.h>
#include <wayland-client.h>
#include <xdg-shell-client.h>

#include "platform/handle.hpp"

namespace {

using sitbreak::platform::Handle;

class Desktop {
 public:
    Desktop() : display_{wl_display_connect(nullptr)} {
        if (!display_) throw std::runtime_error{"no Wayland display"};
        static constexpr wl_registry_listener listener{offered, [](void*, wl_registry*, std::uint32_t) {}};
        registry_.reset(wl_display_get_registry(display_.get()));
        wl_registry_add_listener(registry_.get(), &listener, this);
        round_trip();
        if (!inhibitors_ || !windows_ || !compositor_ || !memory_)
            throw std::runtime_error{"the compositor lacks what is needed for keeping it awake"};
        static constexpr xdg_wm_base_listener pinged{
            [](void*, xdg_wm_base* windows, std::uint32_t serial) { xdg_wm_base_pong(windows, serial); }};
        xdg_wm_base_add_listener(windows_.get(), &pinged, nullptr);
        if (hands_) org_kde_kwin_fake_input_authenticate(hands_, "sitbreak", "test");
        round_trip();
    }

    /// There and back, so that the mouse never comes to an edge.
    void press() {
        if (!hands_) throw std::runtime_error{"the compositor takes no input from its clients"};
        const auto distance = wl_fixed_from_int(is_there_ ? -9 : 9);
        is_there_ = !is_there_;
        org_kde_kwin_fake_input_pointer_motion(hands_, distance, distance);
        round_trip();
    }

    void inhibit() {
        map_window();
        inhibitor_.reset(zwp_idle_inhibit_manager_v1_create_inhibitor(inhibitors_.get(), surface_.get()));
        round_trip();
    }

    void allow() {
        inhibitor_.reset();
        toplevel_.reset();
        window_.reset();
        surface_.reset();
        buffer_.reset();
        round_trip();
    }

    int descriptor() const { return wl_display_get_fd(display_.get()); }

    void flush() { wl_display_flush(display_.get()); }

    void dispatch() {
        if (wl_display_dispatch(display_.get()) < 0) throw std::runtime_error{"the compositor is gone"};
    }

 private:
    static void offered(void* self, wl_registry*, std::uint32_t name, const char* interface, std::uint32_t) {
        static_cast<Desktop*>(self)->bind(name, interface);
    }

    void bind(std::uint32_t name, std::string_view interface) {
        const auto take = [&](auto& into, const wl_interface& wanted) {
            using Proxy = typename std::remove_reference_t<decltype(into)>::element_type;
            if (interface == wanted.name) into.reset(static_cast<Proxy*>(first_version(name, wanted)));
        };
        if (interface == org_kde_kwin_fake_input_interface.name)
            hands_ =
                static_cast<org_kde_kwin_fake_input*>(first_version(name, org_kde_kwin_fake_input_interface));
        take(inhibitors_, zwp_idle_inhibit_manager_v1_interface);
        take(windows_, xdg_wm_base_interface);
        take(compositor_, wl_compositor_interface);
        take(memory_, wl_shm_interface);
    }

    /// It has all we need.
    void* first_version(std::uint32_t name, const wl_interface& interface) {
        return wl_registry_bind(registry_.get(), name, &interface, 1);
    }

    void round_trip() {
        if (wl_display_roundtrip(display_.get()) < 0) throw std::runtime_error{"the compositor is gone"};
    }

    /// One on the screen: of others, a compositor may say that they keep nothing awake.
    void map_window() {
        surface_.reset(wl_compositor_create_surface(compositor_.get()));
        window_.reset(xdg_wm_base_get_xdg_surface(windows_.get(), surface_.get()));
        toplevel_.reset(xdg_surface_get_toplevel(window_.get()));
        static constexpr xdg_surface_listener configured{
            [](void* self, xdg_surface* window, std::uint32_t serial) {
                xdg_surface_ack_configure(window, serial);
                static_cast<Desktop*>(self)->is_configured_ = true;
            }};
        static constexpr xdg_toplevel_listener ignores_all{
            [](void*, xdg_toplevel*, std::int32_t, std::int32_t, wl_array*) {}, [](void*, xdg_toplevel*) {},
            [](void*, xdg_toplevel*, std::int32_t, std::int32_t) {}, [](void*, xdg_toplevel*, wl_array*) {}};
        xdg_surface_add_listener(window_.get(), &configured, this);
        xdg_toplevel_add_listener(toplevel_.get(), &ignores_all, nullptr);
        is_configured_ = false;
        wl_surface_commit(surface_.get());
        flush();
        while (!is_configured_)
            dispatch();
        buffer_.reset(make_buffer());
        wl_surface_attach(surface_.get(), buffer_.get(), 0, 0);
        wl_surface_damage(surface_.get(), 0, 0, side, side);
        wl_surface_commit(surface_.get());
        round_trip();
    }

    /// A black square.
    wl_buffer* make_buffer() {
        constexpr std::int32_t line = side * 4;
        const int memory = memfd_create("window", MFD_CLOEXEC);
        if (memory < 0 || ftruncate(memory, line * side) != 0)
            throw std::runtime_error{"no memory for a window"};
        const Handle<wl_shm_pool, wl_shm_pool_destroy> pool{
            wl_shm_create_pool(memory_.get(), memory, line * side)};
        close(memory);
        return wl_shm_pool_create_buffer(pool.get(), 0, side, side, line, WL_SHM_FORMAT_XRGB8888);
    }

    static constexpr std::int32_t side = 200;

    Handle<wl_display, wl_display_disconnect> display_;
    Handle<wl_registry, wl_registry_destroy> registry_;
    /// Lives as long as the connection: its first versions cannot be destroyed.
    org_kde_kwin_fake_input* hands_ = nullptr;
    Handle<zwp_idle_inhibit_manager_v1, zwp_idle_inhibit_manager_v1_destroy> inhibitors_;
    Handle<xdg_wm_base, xdg_wm_base_destroy> windows_;
    Handle<wl_compositor, wl_compositor_destroy> compositor_;
    Handle<wl_shm, wl_shm_destroy> memory_;

    Handle<wl_buffer, wl_buffer_destroy> buffer_;
    Handle<wl_surface, wl_surface_destroy> surface_;
    Handle<xdg_surface, xdg_surface_destroy> window_;
    Handle<xdg_toplevel, xdg_toplevel_destroy> toplevel_;
    Handle<zwp_idle_inhibitor_v1, zwp_idle_inhibitor_v1_destroy> inhibitor_;
    bool is_configured_ = false;
    bool is_there_ = false;
};

void obey(Desktop& desktop, std::string_view command) {
    if (command == "press")
        desktop.press();
    else if (command == "inhibit on")
        desktop.inhibit();
    else if (command == "inhibit off")
        desktop.allow();
    else
        throw std::runtime_error{"unknown command: " + std::string{command}};
    std::puts("done");
    std::fflush(stdout);
}

/// Whoever started this has closed the pipe: false.
bool read_commands(std::string& unread, const std::function<void(std::string_view)>& take) {
    char piece[256];
    const auto length = read(STDIN_FILENO, piece, sizeof piece);
    if (length <= 0) return false;
    unread.append(piece, static_cast<std::size_t>(length));
    for (auto end = unread.find('\n'); end != std::string::npos; end = unread.find('\n')) {
        take(std::string_view{unread}.substr(0, end));
        unread.erase(0, end + 1);
    }
    return true;
}

}  // namespace

int main() try {
    Desktop desktop;
    std::string unread;
    std::puts("ready");
    std::fflush(stdout);
    for (;;) {
        desktop.flush();
        pollfd either[] = {{STDIN_FILENO, POLLIN, 0}, {desktop.descriptor(), POLLIN, 0}};
        if (poll(either, 2, -1) < 0) continue;
        if (either[1].revents != 0) desktop.dispatch();
        if (either[0].revents != 0 &&
            !read_commands(unread, [&desktop](std::string_view command) { obey(desktop, command); }))
            return 0;
    }
} catch (const std::exception& error) {
    std::fprintf(stderr, "wayland_hands: %s\n", error.what());
    return 1;
}
