// A reminder on a real server: dunst under Xvfb.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "desk.hpp"
#include "private_bus.hpp"
#include "x_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Scene {
    Scene() {
        need_programs({"dbus-daemon", "Xvfb", "dunst", "dunstctl", "dbus-send"});
        x.emplace();
        bus.emplace(environment());
        write_settings();
        desk.emplace(main);
    }

    std::map<std::string, std::string> environment() const {
        return {{"DISPLAY", x->display()}, {"WAYLAND_DISPLAY", ""}};
    }

    std::vector<std::string> dunst_command() const {
        return {"dunst", "-conf", (bus->directory() / "dunstrc").string()};
    }

    /// dunst draws no buttons: it asks a menu program which action is meant. Ours answers what `choice` says.
    void write_settings() const {
        const fs::path menu = bus->directory() / "menu";
        std::ofstream{bus->directory() / "dunstrc"} << "[global]\ndmenu = " << menu.string() << "\n";
        std::ofstream{menu} << "#!/bin/sh\ngrep -F \"$(cat " << (bus->directory() / "choice").string()
                            << ")\"\n";
        fs::permissions(menu, fs::perms::owner_all);
    }

    void start_dunst() {
        const int before = desk->count<sitting::ServerAppeared>();
        dunst.emplace(dunst_command(), environment());
        REQUIRE(main.until([&] { return desk->count<sitting::ServerAppeared>() > before; }));
    }

    /// dunst tells nobody when it has put something up or away, so this asks until it is as it should be.
    bool comes_to_display(const std::string& how_many) {
        for (int tries = 0; tries < 200; ++tries) {
            if (output_of({"dunstctl", "count", "displayed"}) == how_many) return true;
            main.io.run_for(20ms);
        }
        return false;
    }

    bool displays(const std::string& summary) {
        // `dunstctl history` knows what was displayed; what stands is moved there by closing it.
        const auto history = output_of({"dunstctl", "history"});
        return history && history->find(summary) != std::string::npos;
    }

    template <typename What>
    bool reported(int times) {
        return main.until([&] { return desk->count<What>() >= times; }) && desk->count<What>() == times;
    }

    MainThread main;
    std::optional<XServer> x;
    std::optional<PrivateBus> bus;
    std::optional<Desk> desk;
    std::optional<Child> dunst;
};

}  // namespace

TEST_CASE("dunst: shown, replaced in place, withdrawn") {
    Scene scene;
    scene.start_dunst();
    scene.desk->desktop->show(a_reminder("You have been sitting for 30 minutes"));
    CHECK(scene.comes_to_display("1"));
    for (const auto* summary : {"35 minutes", "40 minutes", "45 minutes"}) {
        scene.desk->desktop->show(a_reminder(summary));
    }
    CHECK(scene.comes_to_display("1"));
    CHECK(output_of({"dunstctl", "count", "waiting"}) == "0");
    scene.desk->desktop->withdraw();
    CHECK(scene.comes_to_display("0"));
    CHECK(scene.displays("45 minutes"));
    CHECK_FALSE(scene.displays("30 minutes"));
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 0);
    CHECK(scene.desk->count<sitting::NotShown>() == 0);
}

TEST_CASE("dunst: closed by hand") {
    Scene scene;
    scene.start_dunst();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.comes_to_display("1"));
    REQUIRE(output_of({"dunstctl", "close"}));
    CHECK(scene.reported<sitting::NotificationClosed>(1));
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.comes_to_display("1"));
}

TEST_CASE("dunst: the default action means seen") {
    Scene scene;
    scene.start_dunst();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.comes_to_display("1"));
    REQUIRE(output_of({"dunstctl", "action"}));
    CHECK(scene.reported<sitting::NotificationClosed>(1));
}

TEST_CASE("dunst: snooze chosen from the menu") {
    Scene scene;
    scene.start_dunst();
    std::ofstream{scene.bus->directory() / "choice"} << "Snooze 10 min";
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.comes_to_display("1"));
    REQUIRE(output_of({"dunstctl", "context"}));
    CHECK(scene.reported<sitting::SnoozeAsked>(1));
    scene.desk->desktop->withdraw();
    CHECK(scene.comes_to_display("0"));
    CHECK(scene.desk->count<sitting::NotificationClosed>() == 0);
}

TEST_CASE("dunst: killed under a standing reminder, and started again") {
    Scene scene;
    scene.start_dunst();
    scene.desk->desktop->show(a_reminder());
    REQUIRE(scene.comes_to_display("1"));
    scene.dunst->kill();
    CHECK(scene.reported<sitting::NotShown>(1));
    scene.start_dunst();
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.comes_to_display("1"));
    REQUIRE(output_of({"dunstctl", "close"}));
    CHECK(scene.reported<sitting::NotificationClosed>(1));
}

TEST_CASE("dunst: started by its name when a reminder comes") {
    Scene scene;
    scene.bus->add_service("org.freedesktop.Notifications",
                           "/usr/bin/env dunst -conf " + (scene.bus->directory() / "dunstrc").string());
    REQUIRE(output_of({"dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus",
                       "/org/freedesktop/DBus", "org.freedesktop.DBus.ReloadConfig"}));
    scene.desk->desktop->show(a_reminder());
    CHECK(scene.comes_to_display("1"));
    CHECK(scene.reported<sitting::ServerAppeared>(1));
    scene.desk->desktop->show(a_reminder("35 minutes"));
    scene.desk->desktop->withdraw();
    CHECK(scene.comes_to_display("0"));
    CHECK(scene.desk->count<sitting::NotShown>() == 0);
}
