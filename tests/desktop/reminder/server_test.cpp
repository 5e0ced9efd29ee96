// A reminder and its server, as long as both bus and server are well.
#include <doctest/doctest.h>

#include "desk.hpp"
#include "platform/boot_clock.hpp"
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
        server.emplace(main.io, bus->address());
        desk.emplace(main);
    }

    /// Shows the message and waits until the server has it.
    const Notified& show(const reminder::Message& message) {
        const auto before = server->notified().size();
        desk->desktop->show(message);
        REQUIRE(main.until([&] { return server->notified().size() > before; }));
        return server->notified().back();
    }

    template <typename What>
    bool reported(int times) {
        return main.until([&] { return desk->count<What>() >= times; }) && desk->count<What>() == times;
    }

    /// What was sent to the desktop before this has been reported when it returns.
    void catch_up() {
        const auto id = show(a_reminder("catching up")).id;
        const int before = desk->count<sitting::HowAsked>();
        server->press(id, "how");
        REQUIRE(reported<sitting::HowAsked>(before + 1));
    }

    MainThread main;
    std::optional<PrivateBus> bus;
    std::optional<StandInServer> server;
    std::optional<Desk> desk;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a reminder stands with buttons, picture and our name") {
    Scene scene;
    Manners manners;
    manners.capabilities = {"actions", "body", "body-markup", "icon-static", "sound"};
    scene.server->behave(manners);
    const Notified shown = scene.show(a_reminder());
    CHECK(shown.app_name == "sitbreak");
    CHECK(shown.summary == "You have been sitting for 30 minutes");
    CHECK(shown.body == "A short walk\nStand up &amp; walk for 2 to 5 minutes.");
    CHECK(shown.timeout == 0);
    CHECK(Names{"default", "snooze", "skip", "how"} == shown.actions);
    CHECK(shown.hints.at("desktop-entry") == "'org.sitbreak.Sitbreak'");
    CHECK(shown.hints.at("urgency") == "byte 0x01");
    CHECK(shown.hints.at("image-path") == "'/pictures/walk.svg'");
    CHECK(shown.hints.at("sound-name") == "'bell'");
    CHECK_FALSE(shown.hints.contains("transient"));
}

TEST_CASE("settings shape it: urgency, sound file, time to stand, no snooze left") {
    Scene scene;
    Manners manners;
    manners.capabilities = {"actions", "body", "sound"};
    scene.server->behave(manners);
    auto message = a_reminder();
    message.urgency = config::Urgency::critical;
    message.sound = "/sounds/bell.oga";
    message.expires = 20s;
    message.snooze_label.reset();
    const Notified shown = scene.show(message);
    CHECK(shown.hints.at("urgency") == "byte 0x02");
    CHECK(shown.hints.at("sound-file") == "'/sounds/bell.oga'");
    CHECK_FALSE(shown.hints.contains("sound-name"));
    CHECK(shown.timeout == 20'000);
    CHECK(Names{"default", "skip", "how"} == shown.actions);
}

TEST_CASE("R3: a later reminder replaces the one that stands") {
    Scene scene;
    const auto first = scene.show(a_reminder()).id;
    CHECK(scene.show(a_reminder("You have been sitting for 35 minutes")).replaces_id == first);
    SUBCASE("also on a server that gives a new id then") {
        Manners manners;
        manners.new_ids = true;
        scene.server->behave(manners);
        const auto second = scene.show(a_reminder("40")).id;
        CHECK(second != first);
        CHECK(scene.show(a_reminder("45")).replaces_id == second);
    }
}

TEST_CASE("R5: withdrawn when the person gets up, and the next one is a new one") {
    Scene scene;
    const auto first = scene.show(a_reminder()).id;
    scene.desk->desktop->withdraw();
    REQUIRE(scene.main.until([&] { return !scene.server->closed().empty(); }));
    CHECK(scene.server->closed() == std::vector{first});
    scene.server->say_closed(first, 3);
    CHECK(scene.show(a_reminder()).replaces_id == 0);
    scene.desk->desktop->withdraw();
    REQUIRE(scene.main.until([&] { return scene.server->closed().size() == 2; }));
    scene.desk->desktop->withdraw();
    scene.catch_up();
    CHECK(scene.server->closed().size() == 2);
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 0);
}

TEST_CASE("buttons are reported once, though the server closes it after them") {
    Scene scene;
    const auto press = [&scene](const char* action) {
        const auto id = scene.show(a_reminder()).id;
        scene.server->press(id, action);
        scene.server->say_closed(id, 2);
    };
    const auto before = platform::boot_now();
    press("snooze");
    CHECK(scene.reported<sitting::SnoozeAsked>(1));
    CHECK(scene.desk->reports.back().at >= before);
    CHECK(scene.desk->reports.back().at <= platform::boot_now());
    press("skip");
    CHECK(scene.reported<sitting::SkipAsked>(1));
    press("how");
    CHECK(scene.reported<sitting::HowAsked>(1));
    press("default");
    CHECK(scene.reported<sitting::NotificationClosed>(1));
    scene.catch_up();
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 1);
    CHECK(scene.desk->count<sitting::NotShown>() == 0);
}

TEST_CASE("R11: closed by hand or by the server of itself is reported, closed by us is not") {
    Scene scene;
    for (const std::uint32_t reason : {2U, 1U}) {
        const auto id = scene.show(a_reminder()).id;
        scene.server->say_closed(id, reason);
        scene.server->say_closed(id, reason);
    }
    CHECK(scene.reported<sitting::NotificationClosed>(2));
    scene.server->say_closed(scene.show(a_reminder()).id, 3);
    CHECK(scene.show(a_reminder()).replaces_id == 0);
    scene.catch_up();
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 2);
}

TEST_CASE("R21: what the server cannot do is not asked for, and each showing asks afresh") {
    Scene scene;
    scene.show(a_reminder());
    Manners manners;
    manners.capabilities = {"body"};
    scene.server->behave(manners);
    const Notified plain = scene.show(a_reminder());
    CHECK(plain.actions.empty());
    CHECK_FALSE(plain.hints.contains("image-path"));
    CHECK_FALSE(plain.hints.contains("sound-name"));
    CHECK(plain.app_icon.empty());
    CHECK(plain.body.ends_with("\nNot now? Run: sitbreak snooze"));
    manners.capabilities.clear();
    scene.server->behave(manners);
    const Notified summary_only = scene.show(a_reminder());
    CHECK(summary_only.body.empty());
    CHECK(summary_only.summary.find("A short walk") != std::string::npos);
    CHECK(summary_only.summary.ends_with("sitbreak snooze"));
    scene.server->behave({});
    CHECK(scene.show(a_reminder()).actions.size() == 4);
}

TEST_CASE("a notice has no buttons, passes by, and what becomes of it is not reported") {
    Scene scene;
    const Notified shown = scene.show(a_notice());
    CHECK(shown.actions.empty());
    CHECK(shown.timeout > 0);
    CHECK(shown.hints.at("urgency") == "byte 0x00");
    CHECK(shown.hints.at("transient") == "true");
    scene.server->say_closed(shown.id, 1);
    scene.catch_up();
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 0);
}

TEST_CASE("only the newest of several wishes reaches a slow server") {
    Scene scene;
    Manners slow;
    slow.hold_capabilities = true;
    scene.server->behave(slow);
    scene.desk->desktop->show(a_reminder("first"));
    REQUIRE(scene.main.until([&] { return scene.server->asked() == 1; }));
    scene.desk->desktop->show(a_reminder("second"));
    SUBCASE("a newer reminder") {
        scene.desk->desktop->show(a_reminder("third"));
        scene.server->behave({});
        scene.server->let_go();
        REQUIRE(scene.main.until([&] { return !scene.server->notified().empty(); }));
        CHECK(scene.server->notified().front().summary == "third");
    }
    SUBCASE("none at all") {
        scene.desk->desktop->withdraw();
        scene.server->behave({});
        scene.server->let_go();
        scene.catch_up();
        CHECK(scene.server->notified().front().summary == "catching up");
    }
}

TEST_CASE("stopping withdraws what stands, and nothing is reported after it") {
    Scene scene;
    const auto id = scene.show(a_reminder()).id;
    scene.server->press(id, "skip");
    CHECK(scene.desk->desktop->stop(5s));
    REQUIRE(scene.main.until([&] { return !scene.server->closed().empty(); }));
    CHECK(scene.server->closed() == std::vector{id});
    CHECK(scene.desk->count<sitting::SkipAsked>() == 0);
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.desk->desktop->stop(5s));
    scene.desk->desktop.reset();
    CHECK(scene.server->notified().size() == 1);
}

TEST_CASE("a display that goes away at once leaves nothing behind") {
    Scene scene;
    scene.desk->desktop->show(a_reminder());
    scene.desk->desktop.reset();
    scene.desk->desktop.emplace(
        scene.desk->thread, scene.main.io,
        reminder::Desktop::Events{[](const sitting::Observation&) {}, [](const reminder::Outcome&) {}});
    scene.show(a_reminder("after it"));
    CHECK(scene.server->notified().size() <= 2);
}
