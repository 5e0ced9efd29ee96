// A reminder when the server or the bus is absent, dies, or does not answer (R18 to R20).
#include <chrono>

#include <doctest/doctest.h>

#include "desk.hpp"
#include "private_bus.hpp"
#include "stand_in_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;

namespace {

struct Scene {
    Scene() {
        need_programs({"dbus-daemon"});
        bus.emplace();
    }

    void start_server(Manners manners = {}) { server.emplace(main.io, bus->address(), std::move(manners)); }
    void start_desk() { desk.emplace(main); }

    template <typename What>
    bool reported(int times) {
        return main.until([&] { return desk->count<What>() >= times; }) && desk->count<What>() == times;
    }

    bool notified(std::size_t times) {
        return main.until([&] { return server->notified().size() >= times; }) &&
               server->notified().size() == times;
    }

    MainThread main;
    std::optional<PrivateBus> bus;
    std::optional<StandInServer> server;
    std::optional<Desk> desk;
};

}  // namespace

TEST_CASE(
    "R18: without a server a reminder is reported as not shown, and one that appears is told and used") {
    Scene scene;
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(1));
    CHECK(scene.desk->count<sitting::ServerAppeared>() == 0);
    scene.start_server();
    CHECK(scene.reported<sitting::ServerAppeared>(1));
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.notified(1));
    CHECK(scene.desk->count<sitting::NotShown>() == 1);
}

TEST_CASE("a notice that cannot be shown is lost without a word to the heart") {
    Scene scene;
    scene.start_desk();
    scene.desk->desktop->show(a_notice());
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(1));
}

TEST_CASE("R19: a reminder that vanishes with its server is shown by the next one under a new id") {
    Scene scene;
    scene.start_server();
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    CHECK(scene.reported<sitting::ServerAppeared>(1));
    scene.server.reset();
    CHECK(scene.reported<sitting::NotShown>(1));
    scene.start_server();
    CHECK(scene.reported<sitting::ServerAppeared>(2));
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    CHECK(scene.server->notified().front().replaces_id == 0);
    scene.server->press(scene.server->notified().front().id, "snooze");
    CHECK(scene.reported<sitting::SnoozeAsked>(1));
    CHECK(scene.desk->count<sitting::NotShown>() == 1);
}

TEST_CASE("a server that goes while nothing stands is nobody's business") {
    Scene scene;
    scene.start_server();
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    scene.desk->desktop->withdraw();
    REQUIRE(scene.main.until([&] { return !scene.server->closed().empty(); }));
    scene.server.reset();
    scene.start_server();
    CHECK(scene.reported<sitting::ServerAppeared>(2));
    CHECK(scene.desk->count<sitting::NotShown>() == 0);
}

TEST_CASE("R20: a mute server costs the main thread nothing, and the next reminder is tried afresh") {
    Scene scene;
    scene.start_server(Manners::mute());
    scene.start_desk();
    const auto begin = std::chrono::steady_clock::now();
    scene.desk->desktop->show(a_reminder());
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
    CHECK(scene.reported<sitting::NotShown>(1));
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    CHECK(scene.server->notified().empty());
    scene.server->behave({});
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.notified(1));
}

TEST_CASE("R20: a server that turns mute while a reminder stands is left alone at the end") {
    Scene scene;
    scene.start_server();
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    scene.server->behave(Manners::mute());
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(1));
    const auto begin = std::chrono::steady_clock::now();
    // libnotify would wait for 25 s.
    CHECK(scene.desk->desktop->stop(5s));
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

namespace {

/// A server that is stuck in its first call, and has been sent more since, for which nobody waited.
void get_stuck(Scene& scene) {
    Manners stuck;
    stuck.hold_notify = true;
    scene.start_server(stuck);
    scene.start_desk();
    scene.desk->desktop->show(a_reminder("first"));
    REQUIRE(scene.notified(1));
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i)
        scene.desk->desktop->show(a_reminder("repeated"));
    scene.desk->desktop->show(a_reminder("last"));
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
}

}  // namespace

TEST_CASE("R20: what comes after a call in which the server is stuck is the newest alone") {
    Scene scene;
    get_stuck(scene);
    scene.server->behave({});
    scene.server->let_go();
    REQUIRE(scene.notified(2));
    CHECK(scene.server->notified().back().summary == "last");
}

TEST_CASE("R20: a server that is stuck in the very call holds the desktop thread only") {
    Scene scene;
    get_stuck(scene);
    CHECK_FALSE(scene.desk->desktop->stop(100ms));
    scene.server->let_go();
    CHECK(scene.desk->thread.stop(5s));
}

TEST_CASE("a server that names no specification is not trusted with libnotify, which would end us") {
    Scene scene;
    Manners odd;
    odd.specification = "latest";
    scene.start_server(odd);
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(1));
    scene.server->behave({});
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.notified(1));
}

TEST_CASE("a session bus that dies and comes back is used again") {
    Scene scene;
    scene.start_server();
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    scene.bus->kill();
    CHECK(scene.reported<sitting::NotShown>(1));
    scene.server.reset();
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(2));
    scene.bus->start();
    scene.start_server();
    CHECK(scene.reported<sitting::ServerAppeared>(2));
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.notified(1));
    CHECK(scene.server->notified().front().replaces_id == 0);
    scene.server->press(scene.server->notified().front().id, "skip");
    CHECK(scene.reported<sitting::SkipAsked>(1));
}

TEST_CASE("a session bus that comes after us is used") {
    Scene scene;
    scene.bus->kill();
    scene.start_desk();
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.reported<sitting::NotShown>(1));
    scene.bus->start();
    scene.start_server();
    CHECK(scene.reported<sitting::ServerAppeared>(1));
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.notified(1));
}
