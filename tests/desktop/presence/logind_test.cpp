#include "presence/logind.hpp"

#include <doctest/doctest.h>

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <ctime>
#include <future>
#include <optional>
#include <string>

#include "main_thread.hpp"
#include "platform/boot_clock.hpp"
#include "platform/glib_thread.hpp"
#include "platform/unix_fd.hpp"
#include "system_bus.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::boot_now;
using sitting::Asleep;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::Leaving;
using sitting::Locked;
using sitting::Passive;
using sitting::SessionActive;

namespace {

constexpr const char* manager_path = "/org/freedesktop/login1";
constexpr const char* manager = "org.freedesktop.login1.Manager";
constexpr const char* session = "org.freedesktop.login1.Session";

/// A listening socket that nobody answers at.
class MuteSocket {
 public:
    explicit MuteSocket(const std::string& path)
        : socket_{platform::UnixFd::own(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")} {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        path.copy(name.sun_path, sizeof name.sun_path - 1);
        REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0);
        REQUIRE(::listen(socket_.get(), 1) == 0);
    }

 private:
    platform::UnixFd socket_;
};

struct Desk {
    Desk() { unsetenv("XDG_SESSION_ID"); }
    ~Desk() {
        logind.reset();
        REQUIRE(desktop->stop(10s));
    }

    /// The usual machine: a bus, a logind, and our session `c1`, named by the environment.
    void start_everything() {
        bus.start();
        bus.start_logind();
        path = bus.add_session("c1");
        setenv("XDG_SESSION_ID", "c1", 1);
        listen();
        REQUIRE(told_first());
        // What is asked for last: with this held, nothing is on its way any more.
        REQUIRE(main.until([this] { return bus.inhibitors() == 1; }));
    }

    void listen() { logind.emplace(*desktop, main.io, told.observe()); }

    /// The state of the session, told at the beginning: unlocked and on the screen.
    bool told_first() {
        return main.until([this] { return told.all.size() == 2; }) && told.all[0].what == first_locked &&
               told.ends_with(SessionActive{true});
    }

    bool comes(decltype(sitting::Observation::what) what) {
        return main.until([this, &what] { return told.ends_with(what); });
    }

    decltype(sitting::Observation::what) first_locked = Locked{false};
    SystemBus bus;
    std::string path;
    PresenceThread main;
    Told told;
    std::optional<platform::GlibThread> desktop{std::in_place};
    std::optional<presence::Logind> logind;
};

}  // namespace

TEST_CASE_FIXTURE(Desk, "locking and switching the user are told, each change once") {
    start_everything();
    const auto before = boot_now();
    bus.set_session(path, "LockedHint", "true");
    REQUIRE(comes(Locked{true}));
    CHECK(told.all.back().at >= before);
    CHECK(told.all.back().at <= boot_now());
    bus.set_session(path, "State", "'online'");
    bus.set_session(path, "LockedHint", "false");
    REQUIRE(comes(Locked{false}));
    bus.set_session(path, "Active", "false");
    REQUIRE(comes(SessionActive{false}));
    bus.set_session(path, "Active", "true");
    REQUIRE(comes(SessionActive{true}));
    CHECK(told.all.size() == 6);
}

TEST_CASE_FIXTURE(Desk, "what holds already when it starts is told") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    bus.set_session(path, "LockedHint", "true");
    setenv("XDG_SESSION_ID", "c1", 1);
    first_locked = Locked{true};
    listen();
    CHECK(told_first());
}

TEST_CASE_FIXTURE(Desk, "our session is found in every way there is") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    SUBCASE("session/auto, as the environment names none") {}
    SUBCASE("session/auto, as the one that the environment names is not ours to sit at") {
        bus.add_session("c0", "manager");
        setenv("XDG_SESSION_ID", "c0", 1);
    }
    SUBCASE("session/auto, as the one that the environment names is gone") {
        setenv("XDG_SESSION_ID", "c9", 1);
    }
    bus.call(manager_path, "org.freedesktop.DBus.Mock", "AddObject",
             "('/org/freedesktop/login1/session/auto', 'org.freedesktop.login1.Session', {'Id': <'c1'>}, "
             "@a(ssss) [])");
    listen();
    CHECK(told_first());
    bus.set_session(path, "LockedHint", "true");
    CHECK(comes(Locked{true}));
}

TEST_CASE_FIXTURE(Desk, "a service of the user manager finds the user's display") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    bus.call(manager_path, "org.freedesktop.DBus.Mock", "AddObject",
             "('/org/freedesktop/login1/user/self', 'org.freedesktop.login1.User', {'Display': <('c1', "
             "objectpath '/org/freedesktop/login1/session/c1')>}, @a(ssss) [])");
    listen();
    CHECK(told_first());
    bus.set_session(path, "Active", "false");
    CHECK(comes(SessionActive{false}));
}

TEST_CASE_FIXTURE(Desk, "a session that begins later is found, and another after it ends") {
    bus.start();
    bus.start_logind();
    setenv("XDG_SESSION_ID", "c1", 1);
    listen();
    REQUIRE(main.until([this] { return bus.inhibitors() == 1; }));
    // The stand-in knows every name, and its objects only when they are made: found is who answers.
    bus.add_session("c1");
    CHECK(main.until([this] {
        bus.emit(manager_path, manager, "SessionNew", "so",
                 "[<'c1'>, <objectpath '/org/freedesktop/login1/session/c1'>]");
        return told.all.size() == 2;
    }));

    bus.set_session("/org/freedesktop/login1/session/c1", "LockedHint", "true");
    REQUIRE(comes(Locked{true}));
    bus.call(manager_path, "org.freedesktop.DBus.Mock", "RemoveObject",
             "('/org/freedesktop/login1/session/c1',)");
    bus.emit(manager_path, manager, "SessionRemoved", "so",
             "[<'c1'>, <objectpath '/org/freedesktop/login1/session/c1'>]");
    // Without a session nobody would ever tell of the unlocking.
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(Desk, "the desktop's idle hint is told, as of the time that it was set for") {
    start_everything();
    const auto before = boot_now();
    bus.set_session(path, "IdleHint", "true");
    REQUIRE(comes(InputIdle{}));
    CHECK(told.all.back().at >= before);
    bus.set_session(path, "IdleHint", "false");
    REQUIRE(comes(InputResumed{}));

    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto earlier = std::chrono::seconds{now.tv_sec} - 1s;
    bus.call(path, "org.freedesktop.DBus.Mock", "UpdateProperties",
             "('org.freedesktop.login1.Session', {'IdleHint': <true>, 'IdleSinceHintMonotonic': <uint64 " +
                 std::to_string(std::chrono::microseconds{earlier}.count()) + ">})");
    const auto told_at = boot_now();
    REQUIRE(comes(InputIdle{}));
    CHECK(told.all.back().at <= told_at - 1s);
    CHECK(told.all.back().at >= told_at - 3s);
    bus.kill_logind();
    CHECK(comes(InputResumed{}));
}

TEST_CASE_FIXTURE(Desk, "an idle hint that was there before tells nothing, nor does that of a text console") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    setenv("XDG_SESSION_ID", "c1", 1);
    SUBCASE("one from before") {
        bus.set_session(path, "IdleHint", "true");
    }
    SUBCASE("a text console's") {
        bus.set_session(path, "Type", "'tty'");
    }
    listen();
    REQUIRE(told_first());
    bus.set_session(path, "IdleHint", "true");
    bus.set_session(path, "LockedHint", "true");
    REQUIRE(comes(Locked{true}));
    CHECK(told.count<InputIdle>() == 0);
}

TEST_CASE_FIXTURE(Desk, "a lock that nobody confirms means leaving, at the time of the lock") {
    start_everything();
    const auto before = boot_now();
    bus.call(path, session, "Lock", "()");
    const auto after = boot_now();
    REQUIRE(comes(Leaving{}));
    CHECK(told.all.back().at >= before);
    CHECK(told.all.back().at <= after + 1s);  // it is told 2 s later
    bus.call(path, session, "Unlock", "()");
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(Desk, "a lock that is confirmed is a lock and nothing else") {
    start_everything();
    bus.call(path, session, "Lock", "()");
    bus.set_session(path, "LockedHint", "true");
    REQUIRE(comes(Locked{true}));
    main.run_for(2500ms);
    CHECK(told.count<Leaving>() == 0);
    bus.call(path, session, "Unlock", "()");
    REQUIRE(comes(Locked{false}));
    bus.set_session(path, "LockedHint", "false");
    main.run_for(200ms);
    CHECK(told.all.size() == 4);
}

TEST_CASE_FIXTURE(Desk, "a lock taken back before anybody confirmed it is no leaving") {
    start_everything();
    bus.call(path, session, "Lock", "()");
    bus.call(path, session, "Unlock", "()");
    REQUIRE(main.until([this] { return told.count<Locked>() == 2; }));
    main.run_for(2500ms);
    CHECK(told.count<Leaving>() == 0);
}

TEST_CASE_FIXTURE(Desk, "the machine sleeps when the main thread has heard of it, not before") {
    start_everything();
    for (std::size_t night = 1; night <= 3; ++night) {
        bus.emit(manager_path, manager, "PrepareForSleep", "b", "[<true>]");
        // The main thread is busy: sleep is held back.
        const auto busy_until = std::chrono::steady_clock::now() + 200ms;
        while (std::chrono::steady_clock::now() < busy_until)
            REQUIRE(bus.inhibitors() == 1);
        REQUIRE(comes(Asleep{true}));
        CHECK(main.until([this] { return bus.inhibitors() == 0; }));
        bus.emit(manager_path, manager, "PrepareForSleep", "b", "[<false>]");
        REQUIRE(comes(Asleep{false}));
        CHECK(main.until([this] { return bus.inhibitors() == 1; }));
        CHECK(told.count<Asleep>() == 2 * night);
    }
}

TEST_CASE_FIXTURE(Desk, "who blocks idling keeps the desktop awake, in either way that logind has for it") {
    start_everything();
    std::string property;
    SUBCASE("as programs do") {
        property = "BlockInhibited";
    }
    SUBCASE("weakly, as of systemd 257, which says then that the other has changed") {
        property = "BlockWeakInhibited";
    }
    bus.add_to_manager(property, "''");
    const auto block = [&](const std::string& what) {
        bus.set_manager(property, "'" + what + "'");
        bus.say_manager_changed("BlockInhibited", property == "BlockInhibited" ? "'" + what + "'" : "''");
    };
    block("shutdown:sleep:idle");
    REQUIRE(comes(Passive{true}));
    block("idle");
    main.run_for(100ms);
    CHECK(told.all.size() == 3);
    block("shutdown:sleep:handle-lid-switch");
    REQUIRE(comes(Passive{false}));
    block("idle:handle-power-key");
    REQUIRE(comes(Passive{true}));
    bus.kill_logind();
    CHECK(main.until([this] { return told.latest_is(Passive{false}); }));
}

TEST_CASE_FIXTURE(Desk, "who blocks idling when it starts is heard of") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    setenv("XDG_SESSION_ID", "c1", 1);
    bus.add_to_manager("BlockInhibited", "'idle'");
    listen();
    CHECK(main.until([this] { return told.latest_is(Passive{true}); }));
    bus.kill();
    CHECK(main.until([this] { return told.latest_is(Passive{false}); }));
}

TEST_CASE_FIXTURE(Desk, "logind that restarts is read again, and sleep held back again") {
    start_everything();
    bus.kill_logind();
    bus.start_logind();
    bus.add_session("c1");
    bus.set_session(path, "LockedHint", "true");
    // The stand-in has the name before it has our session; a real one does not.
    CHECK(main.until([this] {
        bus.emit(manager_path, manager, "SessionNew", "so", "[<'c1'>, <objectpath '" + path + "'>]");
        return told.ends_with(Locked{true});
    }));
    CHECK(main.until([this] { return bus.inhibitors() == 1; }));
    bus.set_session(path, "LockedHint", "false");
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(Desk, "a bus that is late, or dies and comes back, is found") {
    setenv("XDG_SESSION_ID", "c1", 1);
    listen();
    main.run_for(200ms);
    CHECK(told.all.empty());
    for (int life = 1; life <= 2; ++life) {
        bus.start();
        bus.start_logind();
        path = bus.add_session("c1");
        bus.set_session(path, "LockedHint", "true");
        // The stand-in has the name before it has our session; a real one does not.
        CHECK(main.until([this] {
            bus.emit(manager_path, manager, "SessionNew", "so", "[<'c1'>, <objectpath '" + path + "'>]");
            return told.latest_is(Locked{true});
        }));
        bus.kill();
        // Nobody tells of the unlocking: that must not count as away for ever.
        CHECK(main.until([this] { return told.latest_is(Locked{false}); }));
    }
}

TEST_CASE_FIXTURE(Desk, "a bus that accepts and never answers holds nobody up") {
    const MuteSocket mute{bus.directory() / "mute"};
    setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + (bus.directory() / "mute").string()).c_str(), 1);
    listen();
    main.run_for(100ms);
    std::promise<void> runs;
    desktop->invoke([&runs] { runs.set_value(); });
    CHECK(runs.get_future().wait_for(5s) == std::future_status::ready);
    CHECK(told.all.empty());
}

TEST_CASE_FIXTURE(Desk, "it may go at any moment, and nothing is told afterwards") {
    bus.start();
    bus.start_logind();
    path = bus.add_session("c1");
    setenv("XDG_SESSION_ID", "c1", 1);
    for (int i = 0; i < 30; ++i) {
        listen();
        main.run_for(std::chrono::milliseconds{i});
        bus.set_session(path, "LockedHint", i % 2 == 0 ? "true" : "false");
        const auto before = told.all.size();
        logind.reset();
        main.run_for(5ms);
        REQUIRE(told.all.size() == before);
    }
    CHECK(main.until([this] { return bus.inhibitors() == 0; }));
}
