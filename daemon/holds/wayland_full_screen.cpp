#include "holds/full_screen.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>
#include <wayland-client.h>
#include <wlr-foreign-toplevel-management-unstable-v1-client-protocol.h>

#include "platform/glib_fd.hpp"
#include "platform/guarded.hpp"
#include "platform/handle.hpp"

namespace sitbreak::holds {

namespace {

using platform::guarded;
using platform::Handle;

using Toplevel = zwlr_foreign_toplevel_handle_v1;
using ToplevelPtr = Handle<Toplevel, zwlr_foreign_toplevel_handle_v1_destroy>;

/// The first in which a window's state can be "full screen", and the last that this was written for.
constexpr std::uint32_t first_useful_version = 2;
constexpr std::uint32_t known_version = 3;

class WaylandFullScreen final : public Looker {
 public:
    WaylandFullScreen(wl_display* display, Tell tell);

 private:
    struct Window {
        WaylandFullScreen* looker;
        ToplevelPtr handle;
        /// What the compositor says takes effect together, at `done`.
        bool is_told_covering;
        bool is_covering;
    };

    void drain();
    void flush();
    void lost();
    void await_answers();
    void answered();
    void tell_hold();

    void found(std::uint32_t name, std::string_view interface, std::uint32_t version);
    void opened(Toplevel* handle);

    static WaylandFullScreen& self(void* data) { return *static_cast<WaylandFullScreen*>(data); }
    static Window& window(void* data) { return *static_cast<Window*>(data); }

    static const wl_registry_listener registry_events;
    static const wl_callback_listener callback_events;
    static const zwlr_foreign_toplevel_manager_v1_listener manager_events;
    static const zwlr_foreign_toplevel_handle_v1_listener window_events;

    Tell tell_;
    // Proxies go before the display.
    Handle<wl_display, wl_display_disconnect> display_;
    Handle<wl_registry, wl_registry_destroy> registry_;
    Handle<zwlr_foreign_toplevel_manager_v1, zwlr_foreign_toplevel_manager_v1_destroy> manager_;
    Handle<wl_callback, wl_callback_destroy> answers_;
    bool has_asked_manager_ = false;
    std::map<Toplevel*, Window> windows_;
    std::optional<platform::GlibFd> readable_;
    std::optional<platform::GlibFd> writable_;
};

const wl_registry_listener WaylandFullScreen::registry_events{
    [](void* data, wl_registry*, std::uint32_t name, const char* interface, std::uint32_t version) noexcept {
        guarded([&] { self(data).found(name, interface, version); });
    },
    [](void*, wl_registry*, std::uint32_t) noexcept {}};

const wl_callback_listener WaylandFullScreen::callback_events{
    [](void* data, wl_callback*, std::uint32_t) noexcept { guarded([data] { self(data).answered(); }); }};

const zwlr_foreign_toplevel_manager_v1_listener WaylandFullScreen::manager_events{
    [](void* data, zwlr_foreign_toplevel_manager_v1*, Toplevel* handle) noexcept {
        guarded([&] { self(data).opened(handle); });
    },
    [](void* data, zwlr_foreign_toplevel_manager_v1*) noexcept {
        guarded([data] {
            spdlog::debug("the compositor no longer tells of windows");
            self(data).windows_.clear();
            self(data).tell_hold();
        });
    }};

const zwlr_foreign_toplevel_handle_v1_listener WaylandFullScreen::window_events{
    [](void*, Toplevel*, const char*) noexcept {},  // title
    [](void*, Toplevel*, const char*) noexcept {},  // app_id
    [](void*, Toplevel*, wl_output*) noexcept {},   // output_enter
    [](void*, Toplevel*, wl_output*) noexcept {},   // output_leave
    [](void* data, Toplevel*, wl_array* states) noexcept {
        const auto* begin = static_cast<const std::uint32_t*>(states->data);
        const auto* end = begin + states->size / sizeof *begin;
        const auto has = [=](std::uint32_t state) { return std::find(begin, end, state) != end; };
        window(data).is_told_covering = has(ZWLR_FOREIGN_TOPLEVEL_HANDLE_V1_STATE_FULLSCREEN) &&
                                        has(ZWLR_FOREIGN_TOPLEVEL_HANDLE_V1_STATE_ACTIVATED);
    },
    [](void* data, Toplevel*) noexcept {  // done
        guarded([data] {
            window(data).is_covering = window(data).is_told_covering;
            window(data).looker->tell_hold();
        });
    },
    [](void* data, Toplevel* handle) noexcept {  // closed
        guarded([=] {
            auto& looker = *window(data).looker;
            looker.windows_.erase(handle);
            looker.tell_hold();
        });
    },
    [](void*, Toplevel*, Toplevel*) noexcept {}};  // parent

WaylandFullScreen::WaylandFullScreen(wl_display* display, Tell tell)
    : tell_{std::move(tell)}, display_{display}, registry_{wl_display_get_registry(display)} {
    wl_registry_add_listener(registry_.get(), &registry_events, this);
    readable_.emplace(wl_display_get_fd(display), G_IO_IN, [this] { drain(); });
    await_answers();
    flush();
}

/// What was asked so far is answered before this is.
void WaylandFullScreen::await_answers() {
    answers_.reset(wl_display_sync(display_.get()));
    wl_callback_add_listener(answers_.get(), &callback_events, this);
}

void WaylandFullScreen::found(std::uint32_t name, std::string_view interface, std::uint32_t version) {
    if (manager_ || interface != zwlr_foreign_toplevel_manager_v1_interface.name) return;
    if (version < first_useful_version) return;
    manager_.reset(static_cast<zwlr_foreign_toplevel_manager_v1*>(
        wl_registry_bind(registry_.get(), name, &zwlr_foreign_toplevel_manager_v1_interface,
                         std::min(version, known_version))));
    zwlr_foreign_toplevel_manager_v1_add_listener(manager_.get(), &manager_events, this);
}

void WaylandFullScreen::answered() {
    answers_.reset();
    if (manager_ && !std::exchange(has_asked_manager_, true)) {
        await_answers();
        return;
    }
    if (!manager_) spdlog::debug("the Wayland compositor does not tell which window covers the screen");
    tell_.looked();
}

void WaylandFullScreen::opened(Toplevel* handle) {
    const auto [at, _] = windows_.try_emplace(handle, Window{this, ToplevelPtr{handle}, false, false});
    zwlr_foreign_toplevel_handle_v1_add_listener(handle, &window_events, &at->second);
}

void WaylandFullScreen::tell_hold() {
    tell_.hold(std::any_of(windows_.begin(), windows_.end(),
                           [](const auto& each) { return each.second.is_covering; }));
}

/// No intention to read is held while the loop waits.
void WaylandFullScreen::drain() {
    while (wl_display_prepare_read(display_.get()) != 0) {
        if (wl_display_dispatch_pending(display_.get()) < 0) return lost();
    }
    if (wl_display_read_events(display_.get()) < 0 || wl_display_dispatch_pending(display_.get()) < 0)
        return lost();
    flush();
}

void WaylandFullScreen::flush() {
    const bool is_full = wl_display_flush(display_.get()) < 0 && errno == EAGAIN;
    // Of a connection that broke, reading tells.
    if (!is_full) {
        writable_.reset();
    } else if (!writable_) {
        writable_.emplace(wl_display_get_fd(display_.get()), G_IO_OUT, [this] { flush(); });
    }
}

void WaylandFullScreen::lost() {
    spdlog::debug("the Wayland compositor is gone: {}", std::strerror(wl_display_get_error(display_.get())));
    readable_.reset();
    writable_.reset();
    windows_.clear();
    tell_.hold(false);
    tell_.looked();
}

}  // namespace

LookerPtr look_on_wayland(const Tell& tell) {
    // It would say on standard error what is said here.
    wl_log_set_handler_client([](const char*, va_list) noexcept {});
    wl_display* display = wl_display_connect(nullptr);
    if (!display) {
        spdlog::debug("no Wayland compositor at WAYLAND_DISPLAY: {}", std::strerror(errno));
        return nullptr;
    }
    return std::make_unique<WaylandFullScreen>(display, tell);
}

}  // namespace sitbreak::holds
