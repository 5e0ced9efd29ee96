#include "holds/full_screen.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <spdlog/spdlog.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

#include "platform/glib_fd.hpp"
#include "platform/guarded.hpp"
#include "platform/handle.hpp"

namespace sitbreak::holds {

namespace {

using ConnectionPtr = platform::Handle<xcb_connection_t, xcb_disconnect>;
template <typename T>
using ReplyPtr = platform::Handle<T, std::free>;

constexpr std::uint32_t most_states = 64;

/// Watches _NET_ACTIVE_WINDOW of the root, and _NET_WM_STATE of the window that it names.
class X11FullScreen final : public Looker {
 public:
    X11FullScreen(std::string display, Tell tell) : display_{std::move(display)}, tell_{std::move(tell)} {
        connect();
    }

 private:
    using OnReply = std::function<void(const void* reply)>;
    struct Awaited {
        unsigned int request;
        OnReply on_reply;
    };
    struct Connected {
        X11FullScreen* self;
        ConnectionPtr connection;
        int screen;
    };

    void connect();
    void connected(ConnectionPtr connection, int screen);
    void lost(const char* why);

    /// `on_reply` is given null if the answer is an error.
    template <typename Cookie>
    void await(Cookie cookie, OnReply on_reply) {
        awaited_.push_back({cookie.sequence, std::move(on_reply)});
    }
    void drain();
    bool take_events();
    bool take_replies();
    void handle(const xcb_generic_event_t& event);

    void intern(const char* name, xcb_atom_t& atom);
    void ask_active();
    void watch(xcb_window_t window);
    void ask_state();
    void select_events(xcb_window_t window, std::uint32_t mask);

    std::string display_;
    Tell tell_;
    ConnectionPtr connection_;
    std::optional<platform::GlibFd> readable_;
    std::deque<Awaited> awaited_;
    xcb_window_t root_ = XCB_NONE;
    xcb_window_t active_ = XCB_NONE;
    xcb_atom_t net_active_window_ = XCB_NONE;
    xcb_atom_t net_wm_state_ = XCB_NONE;
    xcb_atom_t net_wm_state_fullscreen_ = XCB_NONE;
};

/// xcb_connect reads the server's greeting, so a server that hangs keeps it for ever: it has a thread of its
/// own, which the end of the process ends.
void X11FullScreen::connect() {
    std::thread{[this] {
        int screen = 0;
        ConnectionPtr connection{xcb_connect(display_.c_str(), &screen)};
        const platform::Handle<GSource, g_source_unref> source{g_idle_source_new()};
        g_source_set_priority(source.get(), G_PRIORITY_DEFAULT);
        const auto hand_over = [](gpointer data) noexcept -> gboolean {
            platform::guarded([data] {
                auto& made = *static_cast<Connected*>(data);
                made.self->connected(std::move(made.connection), made.screen);
            });
            return G_SOURCE_REMOVE;
        };
        const auto delete_it = [](gpointer data) noexcept { delete static_cast<Connected*>(data); };
        g_source_set_callback(source.get(), hand_over, new Connected{this, std::move(connection), screen},
                              delete_it);
        g_source_attach(source.get(), nullptr);
    }}.detach();
}

void X11FullScreen::connected(ConnectionPtr connection, int screen) {
    if (xcb_connection_has_error(connection.get())) {
        lost("cannot connect to it");
        return;
    }
    connection_ = std::move(connection);
    auto roots = xcb_setup_roots_iterator(xcb_get_setup(connection_.get()));
    for (; screen > 0 && roots.rem > 1; --screen)
        xcb_screen_next(&roots);
    root_ = roots.data->root;
    readable_.emplace(xcb_get_file_descriptor(connection_.get()), G_IO_IN, [this] { drain(); });
    intern("_NET_ACTIVE_WINDOW", net_active_window_);
    intern("_NET_WM_STATE", net_wm_state_);
    intern("_NET_WM_STATE_FULLSCREEN", net_wm_state_fullscreen_);
    // Answers come in the order of the questions.
    await(xcb_get_input_focus(connection_.get()), [this](const void*) {
        select_events(root_, XCB_EVENT_MASK_PROPERTY_CHANGE);
        ask_active();
    });
    drain();
}

void X11FullScreen::lost(const char* why) {
    spdlog::debug("X display {}: {}", display_, why);
    readable_.reset();
    awaited_.clear();
    tell_.hold(false);
    tell_.looked();
}

/// To be run after whatever asks: an event or an answer can sit in xcb's queues while the descriptor has
/// nothing to read.
void X11FullScreen::drain() {
    bool may_be_more = true;
    while (may_be_more && readable_) {
        xcb_flush(connection_.get());
        // Reading is what taking events does; answers are only looked for among what has been read.
        const bool were_events = take_events();
        may_be_more = take_replies() || were_events;
        if (xcb_connection_has_error(connection_.get())) lost("the server is gone");
    }
}

bool X11FullScreen::take_events() {
    bool were_some = false;
    while (const ReplyPtr<xcb_generic_event_t> event{xcb_poll_for_event(connection_.get())}) {
        were_some = true;
        handle(*event);
    }
    return were_some;
}

bool X11FullScreen::take_replies() {
    bool were_some = false;
    while (!awaited_.empty()) {
        void* raw_reply = nullptr;
        xcb_generic_error_t* raw_error = nullptr;
        if (!xcb_poll_for_reply(connection_.get(), awaited_.front().request, &raw_reply, &raw_error))
            return were_some;
        const ReplyPtr<void> reply{raw_reply};
        const ReplyPtr<xcb_generic_error_t> error{raw_error};
        const auto on_reply = std::move(awaited_.front().on_reply);
        awaited_.pop_front();
        were_some = true;
        on_reply(reply.get());
    }
    return were_some;
}

void X11FullScreen::handle(const xcb_generic_event_t& event) {
    constexpr int sent_by_a_client = 0x80;
    switch (event.response_type & ~sent_by_a_client) {
        case XCB_PROPERTY_NOTIFY: {
            const auto& change = reinterpret_cast<const xcb_property_notify_event_t&>(event);
            if (change.window == root_ && change.atom == net_active_window_) ask_active();
            if (change.window == active_ && change.atom == net_wm_state_) ask_state();
            return;
        }
        case XCB_DESTROY_NOTIFY:
            if (reinterpret_cast<const xcb_destroy_notify_event_t&>(event).window == active_) {
                active_ = XCB_NONE;
                tell_.hold(false);
            }
            return;
        default:  // a window that went before we asked is an error event, and no matter
            return;
    }
}

void X11FullScreen::intern(const char* name, xcb_atom_t& atom) {
    await(xcb_intern_atom(connection_.get(), 0, static_cast<std::uint16_t>(std::string_view{name}.size()),
                          name),
          [&atom](const void* reply) {
              if (reply) atom = static_cast<const xcb_intern_atom_reply_t*>(reply)->atom;
          });
}

void X11FullScreen::ask_active() {
    await(xcb_get_property(connection_.get(), 0, root_, net_active_window_, XCB_ATOM_WINDOW, 0, 1),
          [this](const void* reply) {
              xcb_window_t window = XCB_NONE;
              const auto* property = static_cast<const xcb_get_property_reply_t*>(reply);
              if (property && property->type == XCB_ATOM_WINDOW && property->format == 32 &&
                  property->value_len > 0)
                  window = *static_cast<const xcb_window_t*>(xcb_get_property_value(property));
              watch(window);
          });
}

void X11FullScreen::watch(xcb_window_t window) {
    if (window != active_) {
        if (active_ != XCB_NONE && active_ != root_) select_events(active_, XCB_EVENT_MASK_NO_EVENT);
        active_ = window;
        if (active_ != XCB_NONE && active_ != root_)
            select_events(active_, XCB_EVENT_MASK_PROPERTY_CHANGE | XCB_EVENT_MASK_STRUCTURE_NOTIFY);
    }
    if (active_ != XCB_NONE) {
        ask_state();
    } else {
        tell_.hold(false);
        tell_.looked();
    }
}

void X11FullScreen::ask_state() {
    await(xcb_get_property(connection_.get(), 0, active_, net_wm_state_, XCB_ATOM_ATOM, 0, most_states),
          [this, window = active_](const void* reply) {
              if (window != active_) return;
              const auto* property = static_cast<const xcb_get_property_reply_t*>(reply);
              bool is_full_screen = false;
              if (property && property->type == XCB_ATOM_ATOM && property->format == 32) {
                  const auto* states = static_cast<const xcb_atom_t*>(xcb_get_property_value(property));
                  is_full_screen = std::find(states, states + property->value_len,
                                             net_wm_state_fullscreen_) != states + property->value_len;
              }
              tell_.hold(is_full_screen);
              tell_.looked();
          });
}

void X11FullScreen::select_events(xcb_window_t window, std::uint32_t mask) {
    xcb_change_window_attributes(connection_.get(), window, XCB_CW_EVENT_MASK, &mask);
}

}  // namespace

LookerPtr look_on_x11(std::string display, Tell tell) {
    return std::make_unique<X11FullScreen>(std::move(display), std::move(tell));
}

}  // namespace sitbreak::holds
