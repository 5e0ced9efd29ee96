#pragma once
// Brings the newest message to the notification server, whatever becomes of the server. All of it but `wish`
// belongs to the notification thread.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "reminder/display.hpp"
#include "reminder/fault.hpp"
#include "reminder/notification.hpp"
#include "reminder/session_bus.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::reminder {

class Delivery : public std::enable_shared_from_this<Delivery> {
 public:
    struct Nothing {};
    /// What is to stand from now on.
    using Wish = std::variant<Nothing, Message>;
    using Happening = decltype(sitting::Observation::what);

    struct Events {
        std::function<void(Happening)> happened;
        std::function<void(const Outcome&)> came_out;
    };

    explicit Delivery(Events events);

    /// Callable from any thread; `apply` is to be called after it. Replaces a wish that was not applied yet.
    void wish(Wish wish);

    /// Begins to connect and to watch the server.
    void open();

    void apply();

    /// Withdraws what stands and lets go of everything. `done`, which may be empty, is called when the bus
    /// has been told.
    void close(std::function<void()> done);

 private:
    void connected();
    void disconnected();
    void server_appeared();
    void server_vanished();
    void ask_server();
    void ask_capabilities();
    void present(const Capabilities& server);
    void not_shown(Fault fault, const std::string& why);
    void shown();
    void unanswered(const GError& error);
    void take_away();
    void let_go();
    void responded(Response response);
    void call_server(const char* method, const GVariantType* reply,
                     std::function<void(Delivery&, GVariant*)> answered);

    Events events_;

    std::mutex wish_mutex_;
    std::optional<Wish> newest_;

    std::unique_ptr<SessionBus> bus_;
    guint watch_ = 0;
    bool server_present_ = false;
    /// Who serves, once it has said so: "dunst 1.9.0".
    std::string server_name_;
    /// The server is being asked what it can do.
    bool asking_ = false;
    /// What to show when it has answered.
    std::optional<Message> pending_;

    std::unique_ptr<Notification> standing_;
    Message::Kind standing_kind_ = Message::Kind::notice;
    std::optional<Fault> fault_;
};

}  // namespace sitbreak::reminder
