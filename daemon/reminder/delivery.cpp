#include "reminder/delivery.hpp"

#include <cstdlib>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "platform/guarded.hpp"

namespace sitbreak::reminder {

using platform::GCharPtr;
using platform::GErrorPtr;
using platform::guarded;
using platform::GVariantPtr;
using platform::OutError;

namespace {

constexpr auto server_bus_name = "org.freedesktop.Notifications";
constexpr auto server_path = "/org/freedesktop/Notifications";

/// A healthy server answers in a few milliseconds; one that has to be started first may need seconds.
constexpr int patience_ms = 3000;

bool nobody_there(const GError& error) {
    for (const auto code :
         {G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
          G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_EXEC_FAILED,
          G_DBUS_ERROR_SPAWN_FAILED}) {
        if (g_error_matches(&error, G_DBUS_ERROR, code)) return true;
    }
    return false;
}

bool no_answer(const GError& error) {
    return g_error_matches(&error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
           g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
           g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
           g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

std::vector<std::string> names_in(GVariant* capabilities) {
    std::vector<std::string> names;
    GVariantIter* raw = nullptr;
    g_variant_get(capabilities, "(as)", &raw);
    const platform::Handle<GVariantIter, g_variant_iter_free> each{raw};
    const char* name = nullptr;
    while (g_variant_iter_next(each.get(), "&s", &name) != FALSE)
        names.emplace_back(name);
    return names;
}

}  // namespace

Delivery::Delivery(Events events) : events_{std::move(events)} {}

void Delivery::wish(Wish wish) {
    const std::lock_guard lock{wish_mutex_};
    newest_ = std::move(wish);
}

void Delivery::open() {
    bus_ = std::make_unique<SessionBus>(SessionBus::Events{
        .connected = [this] { connected(); },
        .lost = [this] { disconnected(); },
        .failed = [this](const char* why) { not_shown(Fault::no_bus, why); },
    });
}

void Delivery::apply() {
    std::optional<Wish> wish;
    {
        const std::lock_guard lock{wish_mutex_};
        wish.swap(newest_);
    }
    if (!wish || !bus_) return;
    if (auto* message = std::get_if<Message>(&*wish)) {
        pending_ = std::move(*message);
        ask_server();
    } else {
        pending_.reset();
        take_away();
    }
}

void Delivery::connected() {
    using Appeared = void (*)(GDBusConnection*, const char*, const char*, gpointer);
    using Vanished = void (*)(GDBusConnection*, const char*, gpointer);
    const Appeared appeared = [](GDBusConnection*, const char*, const char*, gpointer self) noexcept {
        guarded([self] { static_cast<Delivery*>(self)->server_appeared(); });
    };
    const Vanished vanished = [](GDBusConnection*, const char*, gpointer self) noexcept {
        guarded([self] { static_cast<Delivery*>(self)->server_vanished(); });
    };
    // Closed already, it is lost next. GIO would call it a mistake in us to listen there.
    if (g_dbus_connection_is_closed(bus_->connection()) == FALSE)
        watch_ =
            g_bus_watch_name_on_connection(bus_->connection(), server_bus_name, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                           appeared, vanished, this, nullptr);
    ask_server();
}

void Delivery::disconnected() {
    server_vanished();
    let_go();
}

void Delivery::server_appeared() {
    server_present_ = true;
    events_.happened(sitting::ServerAppeared{});
}

void Delivery::server_vanished() {
    server_present_ = false;
    server_name_.clear();
    const bool stood = standing_ && standing_->stands() && standing_kind_ == Message::Kind::reminder;
    standing_.reset();
    // libnotify keeps a proxy, and would wait for whoever takes the name next to answer a question of its
    // own.
    notify_uninit();
    if (stood) events_.happened(sitting::NotShown{});
}

void Delivery::ask_server() {
    if (!pending_ || asking_) return;
    if (bus_->connection() == nullptr) {
        if (!bus_->awaiting_first()) not_shown(Fault::no_bus, "it is gone");
        return;
    }
    asking_ = true;
    if (!server_name_.empty()) {
        ask_capabilities();
        return;
    }
    call_server("GetServerInformation", G_VARIANT_TYPE("(ssss)"), [](Delivery& self, GVariant* answer) {
        const char* name = nullptr;
        const char* version = nullptr;
        const char* specification = nullptr;
        g_variant_get(answer, "(&s&s&s&s)", &name, nullptr, &version, &specification);
        if (std::atoi(specification) < 1) {
            // libnotify aborts the program when it sees this.
            self.asking_ = false;
            self.not_shown(Fault::refused, "it names no version of the specification");
            return;
        }
        self.server_name_ = std::string{name} + " " + version;
        spdlog::info("notifications go to {}", self.server_name_);
        self.ask_capabilities();
    });
}

void Delivery::ask_capabilities() {
    call_server("GetCapabilities", G_VARIANT_TYPE("(as)"), [](Delivery& self, GVariant* answer) {
        self.asking_ = false;
        if (!self.pending_) return;
        if (self.server_name_.empty()) {
            self.ask_server();  // the one that answered is gone
        } else {
            self.present(capabilities_of(names_in(answer)));
        }
    });
}

void Delivery::call_server(const char* method, const GVariantType* reply,
                           std::function<void(Delivery&, GVariant*)> answered) {
    struct Question {
        std::weak_ptr<Delivery> asker;
        std::function<void(Delivery&, GVariant*)> answered;
    };
    const auto on_answer = [](GObject* connection, GAsyncResult* result, gpointer data) noexcept {
        guarded([&] {
            const std::unique_ptr<Question> question{static_cast<Question*>(data)};
            GErrorPtr error;
            const GVariantPtr answer{g_dbus_connection_call_finish(
                reinterpret_cast<GDBusConnection*>(connection), result, OutError{error})};
            const auto asker = question->asker.lock();
            if (!asker || !asker->bus_) return;
            if (answer) {
                question->answered(*asker, answer.get());
            } else {
                asker->unanswered(*error);
            }
        });
    };
    auto question = std::make_unique<Question>(Question{weak_from_this(), std::move(answered)});
    // Starts a server that can be started by its name.
    g_dbus_connection_call(bus_->connection(), server_bus_name, server_path, server_bus_name, method, nullptr,
                           reply, G_DBUS_CALL_FLAGS_NONE, patience_ms, nullptr, on_answer,
                           question.release());
}

void Delivery::unanswered(const GError& error) {
    asking_ = false;
    if (g_error_matches(&error, G_IO_ERROR, G_IO_ERROR_CLOSED) != FALSE) {
        not_shown(Fault::no_bus, error.message);
    } else if (nobody_there(error) || (!no_answer(error) && !server_present_)) {
        not_shown(Fault::no_server, error.message);
    } else if (no_answer(error)) {
        not_shown(Fault::mute, error.message);
    } else {
        not_shown(Fault::refused, error.message);
    }
}

void Delivery::present(const Capabilities& server) {
    // libnotify would listen there, as in `connected`.
    if (g_dbus_connection_is_closed(bus_->connection()) != FALSE) {
        not_shown(Fault::no_bus, "it is gone");
        return;
    }
    const Message message = *std::exchange(pending_, std::nullopt);
    if (notify_init("sitbreak") == FALSE) {
        pending_ = message;
        not_shown(Fault::refused, "libnotify cannot be used");
        return;
    }
    if (standing_ && !standing_->stands()) standing_.reset();
    if (!standing_)
        standing_ = std::make_unique<Notification>([this](Response response) { responded(response); });
    if (const auto error = standing_->show(message, server)) {
        if (!standing_->stands()) standing_.reset();
        pending_ = message;
        unanswered(*error);
        return;
    }
    standing_kind_ = message.kind;
    shown();
}

void Delivery::shown() {
    spdlog::debug("the notification server {} shows it", server_name_);
    events_.came_out({standing_kind_, true, "shown by " + server_name_});
    if (!fault_) return;
    fault_.reset();
    spdlog::info("reminders are shown again, by {}", server_name_);
}

void Delivery::not_shown(Fault fault, const std::string& why) {
    const std::optional<Message> message = std::exchange(pending_, std::nullopt);
    spdlog::debug("not shown: {}", why);
    if (!fault_) {
        fault_ = fault;
        spdlog::warn("{}", in_words(fault, why));
    }
    if (!message) return;
    if (message->kind == Message::Kind::reminder) events_.happened(sitting::NotShown{});
    events_.came_out({message->kind, false, in_words(fault, why)});
}

void Delivery::take_away() {
    if (standing_ && standing_->stands()) standing_->close(bus_->connection());
    standing_.reset();
}

void Delivery::let_go() {
    if (watch_ != 0) g_bus_unwatch_name(std::exchange(watch_, 0U));
    standing_.reset();
    notify_uninit();
}

void Delivery::responded(Response response) {
    if (standing_kind_ != Message::Kind::reminder) return;
    switch (response) {
        case Response::seen:
            events_.happened(sitting::NotificationClosed{});
            break;
        case Response::snooze:
            events_.happened(sitting::SnoozeAsked{});
            break;
        case Response::skip:
            events_.happened(sitting::SkipAsked{});
            break;
        case Response::how:
            events_.happened(sitting::HowAsked{});
            break;
    }
}

void Delivery::close(std::function<void()> done) {
    platform::GObjectPtr<GDBusConnection> connection;
    if (bus_) {
        pending_.reset();
        take_away();
        let_go();
        if (bus_->connection() != nullptr) connection.reset(g_object_ref(bus_->connection()));
        bus_.reset();
    }
    if (!done) return;
    if (!connection) {
        done();
        return;
    }
    const auto flushed = [](GObject*, GAsyncResult*, gpointer data) noexcept {
        guarded([data] {
            const std::unique_ptr<std::function<void()>> told{static_cast<std::function<void()>*>(data)};
            (*told)();
        });
    };
    g_dbus_connection_flush(connection.get(), nullptr, flushed,
                            std::make_unique<std::function<void()>>(std::move(done)).release());
}

}  // namespace sitbreak::reminder
