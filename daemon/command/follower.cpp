#include "command/follower.hpp"

#include <chrono>
#include <utility>

#include "command/interface.hpp"

namespace sitbreak::command {

namespace {

using platform::Bus;

/// After this long without an answer the person is told.
constexpr std::chrono::seconds usual_patience{3};

NoDaemon no_daemon_for(const GError& error) {
    if (means_not_running(error)) return {"sitbreakd is not running"};
    if (means_no_answer(error)) return {"sitbreakd does not answer"};
    return {std::string{"sitbreakd cannot be read: "} + error.message};
}

}  // namespace

Follower::Follower(Events events)
    : events_{std::move(events)},
      bus_{G_BUS_TYPE_SESSION,
           {[this] { opened(); }, [this](const std::string& why) { events_.lost(why); }},
           Bus::Start::never} {}

void Follower::opened() {
    const auto look_again = [this](GVariant*) { look(); };
    owners_ = bus_.subscribe({"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"},
                             "NameOwnerChanged", interface_name, look_again);
    changes_ = bus_.subscribe(daemon_properties(), "PropertiesChanged", interface_name, look_again);
    look();
}

/// Reads everything anew rather than what is told to have changed: one way to see, and the same for a daemon
/// that has just come.
void Follower::look() {
    if (is_asked_) {
        is_outdated_ = true;
        return;
    }
    is_asked_ = true;
    is_outdated_ = false;
    patience_.emplace(usual_patience, [this] { events_.seen(NoDaemon{"sitbreakd does not answer"}); });
    bus_.call(daemon_properties(), "GetAll", g_variant_new("(s)", interface_name), "(a{sv})",
              [this](Bus::Answer answer) { answered(std::move(answer)); });
}

void Follower::answered(Bus::Answer answer) {
    is_asked_ = false;
    patience_.reset();
    if (answer.value)
        events_.seen(snapshot_from(answer.value.get()));
    else
        events_.seen(no_daemon_for(*answer.error));
    // One that does not answer is asked until it does, each time for as long as D-Bus waits: 25 s.
    if (is_outdated_ || (answer.error && means_no_answer(*answer.error))) look();
}

}  // namespace sitbreak::command
