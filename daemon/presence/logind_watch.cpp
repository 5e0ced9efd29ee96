#include "presence/logind_watch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"

namespace sitbreak::presence {

namespace {

using platform::Bus;
using platform::GVariantPtr;
using platform::lookup_bool;
using platform::lookup_text;
using platform::property_in;
using platform::text_at;

/// A machine without a system bus is not looked at often: nothing there is going to change.
constexpr std::chrono::hours longest_pause{1};
/// Within this time a locker that tells logind of its lock has done so.
constexpr std::chrono::seconds locker_answers{2};

constexpr const char* login1 = "org.freedesktop.login1";
constexpr const char* session_interface = "org.freedesktop.login1.Session";
constexpr const char* properties_interface = "org.freedesktop.DBus.Properties";

const Bus::Object manager{login1, "/org/freedesktop/login1", "org.freedesktop.login1.Manager"};
const Bus::Object bus_itself{"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"};

Bus::Object properties_of(const std::string& path) {
    return {login1, path, properties_interface};
}

/// Sessions nobody sits at: the user manager's own (systemd 256 and later list it first) and cron's.
bool is_for_no_person(std::string_view session_class) {
    return session_class.starts_with("manager") || session_class.starts_with("background");
}

bool is_of_a_desktop(std::string_view session_type) {
    return session_type != "tty" && session_type != "web" && session_type != "unspecified";
}

}  // namespace

LogindWatch::LogindWatch(std::string session_id, Tell tell)
    : session_id_{std::move(session_id)},
      tell_{std::move(tell)},
      return_{G_BUS_TYPE_SYSTEM, longest_pause, [this] { connect(); }} {
    connect();
}

LogindWatch::~LogindWatch() = default;

void LogindWatch::connect() {
    is_open_ = false;
    bus_ = std::make_unique<Bus>(
        G_BUS_TYPE_SYSTEM,
        Bus::Events{[this] { bus_opened(); }, [this](const std::string& why) { bus_lost(why); }});
}

void LogindWatch::bus_opened() {
    is_open_ = true;
    return_.arrived();
    general_.push_back(bus_->subscribe(bus_itself, "NameOwnerChanged", login1, [this](GVariant* arguments) {
        if (text_at(arguments, 2).empty()) {
            logind_left();
        } else {
            logind_appeared();
        }
    }));
    general_.push_back(bus_->subscribe(manager, "PrepareForSleep", nullptr, [this](GVariant* arguments) {
        gboolean on = FALSE;
        g_variant_get(arguments, "(b)", &on);
        set_asleep(on != FALSE);
        if (!on) inhibit_sleep();
    }));
    general_.push_back(bus_->subscribe(
        properties_of(manager.path), "PropertiesChanged", manager.interface, [this](GVariant* arguments) {
            const platform::PropertiesChanged properties{arguments};
            // Also when it is a weak one that came or went (systemd 257).
            if (platform::lookup_text(properties.changed.get(), "BlockInhibited") ||
                properties.invalidates("BlockInhibited"))
                read_kept_awake();
        }));
    // Heard from the start: one that comes while others are asked for would be missed.
    general_.push_back(bus_->subscribe(manager, "SessionNew", nullptr, [this](GVariant*) {
        if (!has_session_) find_session();
    }));
    // Asking starts a logind that the bus can start.
    logind_appeared();
}

void LogindWatch::bus_lost(const std::string& why) {
    say_fault("the system bus cannot be reached (" + why + ")");
    if (!is_open_) assume_present();
    is_open_ = false;
    set_asleep(false);
    blocks_idle_ = blocks_idle_weakly_ = false;
    set_passive();
    forget_session();
    general_.clear();
    inhibitor_.reset();
    // The bus that tells this is destroyed by the next attempt, not here.
    return_.await();
}

void LogindWatch::logind_appeared() {
    find_session();
    read_asleep();
    read_kept_awake();
    inhibit_sleep();
}

void LogindWatch::logind_left() {
    forget_session();
    inhibitor_.reset();
    set_asleep(false);
    blocks_idle_ = blocks_idle_weakly_ = false;
    set_passive();
    say_fault("logind has left the system bus");
}

void LogindWatch::forget_session() {
    ++search_;
    has_session_ = false;
    forget_idle_hint();
    of_session_.clear();
    session_path_.clear();
}

void LogindWatch::ask(const Bus::Object& object, const char* method, GVariant* arguments, const char* type,
                      std::function<void(GVariant*)> on_answer, Otherwise otherwise) {
    bus_->call(object, method, arguments, type,
               [this, search = search_, on_answer = std::move(on_answer),
                otherwise = std::move(otherwise)](const Bus::Answer& answer) {
                   if (search != search_) return;
                   if (answer.value) {
                       on_answer(answer.value.get());
                   } else {
                       last_error_ = answer.error ? answer.error->message : "no reason given";
                       otherwise();
                   }
               });
}

void LogindWatch::find_session() {
    forget_session();
    if (session_id_.empty()) {
        ask_auto();
    } else {
        ask_by_id(session_id_, [this] { ask_auto(); });
    }
}

void LogindWatch::ask_by_id(const std::string& id, const Otherwise& otherwise) {
    ask(
        manager, "GetSession", g_variant_new("(s)", id.c_str()), "(o)",
        [this, otherwise](GVariant* answer) { try_session(text_at(answer, 0), otherwise); }, otherwise);
}

/// Signals come from the session's own path, not from this one, so its path is asked for by its name.
void LogindWatch::ask_auto() {
    ask(
        properties_of("/org/freedesktop/login1/session/auto"), "Get",
        g_variant_new("(ss)", session_interface, "Id"), "(v)",
        [this](GVariant* answer) {
            const auto id = property_in(answer, "s");
            if (!id) return ask_display();
            ask_by_id(g_variant_get_string(id.get(), nullptr), [this] { ask_display(); });
        },
        [this] { ask_display(); });
}

/// A service of the user manager is in no session; the user's graphical one is the one meant.
void LogindWatch::ask_display() {
    ask(
        properties_of("/org/freedesktop/login1/user/self"), "Get",
        g_variant_new("(ss)", "org.freedesktop.login1.User", "Display"), "(v)",
        [this](GVariant* answer) {
            const auto display = property_in(answer, "(so)");
            const std::string path = display ? text_at(display.get(), 1) : "/";
            if (path == "/") {
                last_error_ = "this user has no session with a display";
                return none_found();
            }
            try_session(path, [this] { none_found(); });
        },
        [this] { none_found(); });
}

/// Listens first and asks then, so that no change falls in between.
void LogindWatch::try_session(const std::string& path, const Otherwise& otherwise) {
    session_path_ = path;
    of_session_.clear();
    of_session_.push_back(bus_->subscribe(properties_of(path), "PropertiesChanged", session_interface,
                                          [this](GVariant* arguments) { session_changed(arguments); }));
    const Bus::Object session{login1, path, session_interface};
    of_session_.push_back(bus_->subscribe(session, "Lock", nullptr, [this](GVariant*) { lock_asked(); }));
    of_session_.push_back(bus_->subscribe(session, "Unlock", nullptr, [this](GVariant*) { unlock_asked(); }));
    read_session(
        [this, otherwise](GVariant* properties) {
            if (is_for_no_person(lookup_text(properties, "Class").value_or(""))) {
                last_error_ = "the session is not one that a person sits at";
                return otherwise();
            }
            adopt(properties);
            apply(properties);
        },
        otherwise);
}

void LogindWatch::adopt(GVariant* properties) {
    const auto id = lookup_text(properties, "Id").value_or("");
    return_.proved_itself();
    fault_.clear();
    has_session_ = true;
    has_idle_hint_ = is_of_a_desktop(lookup_text(properties, "Type").value_or(""));
    spdlog::info("logind tells of locking, user switching and sleep (session {})", id);
    of_session_.push_back(
        bus_->subscribe(manager, "SessionRemoved", id.c_str(), [this](GVariant*) { find_session(); }));
}

void LogindWatch::none_found() {
    of_session_.clear();
    session_path_.clear();
    say_fault("logind names no session of this user (" + last_error_ + ")");
    assume_present();
}

void LogindWatch::read_session(std::function<void(GVariant*)> on_read, Otherwise otherwise) {
    ask(
        properties_of(session_path_), "GetAll", g_variant_new("(s)", session_interface), "(a{sv})",
        [on_read = std::move(on_read)](GVariant* answer) {
            const GVariantPtr properties{g_variant_get_child_value(answer, 0)};
            on_read(properties.get());
        },
        std::move(otherwise));
}

void LogindWatch::apply(GVariant* properties) {
    if (const auto locked = lookup_bool(properties, "LockedHint")) set_locked(*locked);
    if (const auto active = lookup_bool(properties, "Active")) set_active(*active);
    if (const auto idle = lookup_bool(properties, "IdleHint")) set_idle_hint(*idle, properties);
}

void LogindWatch::session_changed(GVariant* arguments) {
    const GVariantPtr changed{g_variant_get_child_value(arguments, 1)};
    apply(changed.get());
    const GVariantPtr invalidated{g_variant_get_child_value(arguments, 2)};
    if (g_variant_n_children(invalidated.get()) > 0)
        read_session([this](GVariant* properties) { apply(properties); }, [] {});
}

/// Many lockers never tell logind that the session is locked, nor when it no longer is.
void LogindWatch::lock_asked() {
    if (locked_ == true) return;
    lock_wait_.emplace(locker_answers, [this, at = platform::boot_now()] {
        lock_wait_.reset();
        tell_({at, sitting::Leaving{}});
    });
}

void LogindWatch::unlock_asked() {
    lock_wait_.reset();
    locked_ = false;
    tell(sitting::Locked{false});
}

void LogindWatch::set_locked(bool on) {
    if (locked_ == on) return;
    locked_ = on;
    if (on) lock_wait_.reset();
    tell(sitting::Locked{on});
}

void LogindWatch::set_active(bool on) {
    if (active_ == on) return;
    active_ = on;
    tell(sitting::SessionActive{on});
}

/// Whoever set the hint that was found may be long gone. A change shows that somebody sets it.
void LogindWatch::set_idle_hint(bool on, GVariant* properties) {
    if (!has_idle_hint_ || idle_hint_ == on) return;
    const bool was_known = idle_hint_.has_value();
    idle_hint_ = on;
    if (!was_known) return;
    if (!on) return tell(sitting::InputResumed{});
    const auto now = platform::boot_now();
    const auto since = platform::lookup_long_number(properties, "IdleSinceHintMonotonic");
    const auto at =
        since ? platform::boot_time_of(std::chrono::microseconds{static_cast<std::int64_t>(*since)}) : now;
    tell_({std::min(at, now), sitting::InputIdle{}});
}

void LogindWatch::forget_idle_hint() {
    if (idle_hint_ == true) tell(sitting::InputResumed{});
    idle_hint_.reset();
}

/// A person whose unlocking nobody tells of must not count as away for ever.
void LogindWatch::assume_present() {
    if (locked_) set_locked(false);
    if (active_) set_active(true);
}

void LogindWatch::read_kept_awake() {
    read_inhibited("BlockInhibited", &LogindWatch::blocks_idle_);
    read_inhibited("BlockWeakInhibited", &LogindWatch::blocks_idle_weakly_);
}

/// "shutdown:sleep:idle"
void LogindWatch::read_inhibited(const char* property, bool LogindWatch::* from_idling) {
    bus_->call(properties_of(manager.path), "Get", g_variant_new("(ss)", manager.interface, property), "(v)",
               [this, from_idling](const Bus::Answer& answer) {
                   const auto what = answer.value ? property_in(answer.value.get(), "s") : nullptr;
                   const std::string list =
                       what ? std::string{":"} + g_variant_get_string(what.get(), nullptr) + ":" : "";
                   this->*from_idling = list.find(":idle:") != std::string::npos;
                   set_passive();
               });
}

void LogindWatch::set_passive() {
    const bool on = blocks_idle_ || blocks_idle_weakly_;
    if (std::exchange(passive_, on) != on) tell(sitting::Passive{on});
}

void LogindWatch::read_asleep() {
    bus_->call(properties_of(manager.path), "Get",
               g_variant_new("(ss)", manager.interface, "PreparingForSleep"), "(v)",
               [this](const Bus::Answer& answer) {
                   if (!answer.value) return;
                   const auto on = property_in(answer.value.get(), "b");
                   if (on) set_asleep(g_variant_get_boolean(on.get()) != FALSE);
               });
}

void LogindWatch::set_asleep(bool on) {
    if (asleep_ == on) return;
    asleep_ = on;
    tell(sitting::Asleep{on});
}

void LogindWatch::inhibit_sleep() {
    bus_->call(manager, "Inhibit",
               g_variant_new("(ssss)", "sleep", "sitbreak", "Notes when the desk was left", "delay"), "(h)",
               [this](Bus::Answer answer) {
                   if (!answer.value) {
                       if (std::exchange(has_said_refused_, true)) return;
                       spdlog::debug("logind does not let sitbreak delay sleep: {}", answer.error->message);
                       return;
                   }
                   if (!asleep_) inhibitor_ = std::move(answer.descriptor);
               });
}

void LogindWatch::let_sleep() {
    if (asleep_) inhibitor_.reset();
}

void LogindWatch::say_fault(const std::string& fault) {
    spdlog::debug("{}", fault);
    if (!fault_.empty()) return;
    fault_ = fault;
    spdlog::info("{}: locking, user switching and sleep are not heard of until that changes", fault);
}

void LogindWatch::tell(decltype(sitting::Observation::what) what) {
    tell_({platform::boot_now(), std::move(what)});
}

}  // namespace sitbreak::presence
