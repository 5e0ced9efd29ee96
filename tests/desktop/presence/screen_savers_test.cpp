#include "presence/screen_savers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desktop_desk.hpp"
#include "platform/boot_clock.hpp"
#include "stand_in_service.hpp"
#include "tests/desktop/reminder/child.hpp"
#include "tests/desktop/reminder/x_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using sitting::Locked;

namespace {

/// A screen saver that answers at one path.
class StandInSaver {
 public:
    StandInSaver(const std::string& address, std::string name, std::string path, bool active = false)
        : name_{std::move(name)},
          path_{std::move(path)},
          active_{active},
          service_{address, {name_}, [this](const Called& called) {
                       return called.path == path_ && called.interface == name_ &&
                                      called.method == "GetActive"
                                  ? g_variant_new("(b)", active_.load())
                                  : nullptr;
                   }} {}

    void set_active(bool on) {
        active_ = on;
        service_.emit(path_, name_, "ActiveChanged", g_variant_new("(b)", on));
    }
    void say_nonsense() { service_.emit(path_, name_, "ActiveChanged", g_variant_new("(s)", "yes")); }
    void be_mute() { service_.be_mute(); }

 private:
    std::string name_;
    std::string path_;
    std::atomic<bool> active_;
    StandInService service_;
};

struct SaverDesk : DesktopDesk {
    void listen() { savers = std::make_unique<presence::ScreenSavers>(*desktop, main.io, told.observe()); }

    /// A source that has looked at everybody.
    void listen_and_settle() {
        listen();
        main.run_for(200ms);
    }

    std::unique_ptr<presence::ScreenSavers> savers;
};

}  // namespace

TEST_CASE_FIXTURE(SaverDesk, "a lock is told by whichever screen saver there is") {
    std::string name;
    std::string path;
    SUBCASE("Plasma") {
        name = "org.freedesktop.ScreenSaver";
        path = "/org/freedesktop/ScreenSaver";
    }
    SUBCASE("Plasma, at its other path") {
        name = "org.freedesktop.ScreenSaver";
        path = "/ScreenSaver";
    }
    SUBCASE("GNOME") {
        name = "org.gnome.ScreenSaver";
        path = "/org/gnome/ScreenSaver";
    }
    SUBCASE("Cinnamon") {
        name = "org.cinnamon.ScreenSaver";
        path = "/org/cinnamon/ScreenSaver";
    }
    SUBCASE("MATE") {
        name = "org.mate.ScreenSaver";
        path = "/org/mate/ScreenSaver";
    }
    SUBCASE("Xfce") {
        name = "org.xfce.ScreenSaver";
        path = "/org/xfce/ScreenSaver";
    }
    StandInSaver saver{bus.address(), name, path};
    listen_and_settle();
    CHECK(told.all.empty());
    const auto before = platform::boot_now();
    saver.set_active(true);
    REQUIRE(comes(Locked{true}));
    CHECK(told.all.back().at >= before);
    saver.set_active(false);
    REQUIRE(comes(Locked{false}));
    CHECK(told.all.size() == 2);
}

TEST_CASE_FIXTURE(SaverDesk, "a lock is told by MATE's real screen saver") {
    need_programs({"Xvfb", "mate-screensaver", "mate-screensaver-command"});
    XServer x;
    const std::map<std::string, std::string> environment{{"DISPLAY", x.display()},
                                                         {"GSETTINGS_BACKEND", "memory"}};
    const auto command = [&](const std::string& word) {
        return Child{{"mate-screensaver-command", word}, environment}.wait();
    };
    listen();
    std::optional<Child> saver{std::in_place, std::vector<std::string>{"mate-screensaver", "--no-daemon"},
                               environment};
    REQUIRE(main.until([&] { return command("--query") == 0; }));
    CHECK(told.all.empty());
    SUBCASE("which is unlocked") {
        REQUIRE(command("--lock") == 0);
        REQUIRE(comes(Locked{true}));
        REQUIRE(command("--deactivate") == 0);
    }
    SUBCASE("which dies") {
        REQUIRE(command("--lock") == 0);
        REQUIRE(comes(Locked{true}));
        saver.reset();
    }
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(SaverDesk,
                  "a session that is locked when it starts, or when its screen saver appears, is") {
    bool is_late = false;
    SUBCASE("at the start") {}
    SUBCASE("later") {
        is_late = true;
        listen_and_settle();
    }
    StandInSaver saver{bus.address(), "org.mate.ScreenSaver", "/org/mate/ScreenSaver", true};
    if (!is_late) listen();
    REQUIRE(comes(Locked{true}));
    saver.set_active(false);
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(SaverDesk, "a screen saver that dies locks no more") {
    auto saver = std::make_optional<StandInSaver>(bus.address(), "org.xfce.ScreenSaver",
                                                  "/org/xfce/ScreenSaver", true);
    listen();
    REQUIRE(comes(Locked{true}));
    SUBCASE("by itself") {
        saver.reset();
        REQUIRE(comes(Locked{false}));
    }
    SUBCASE("with the bus, and both come back") {
        bus.kill();
        REQUIRE(comes(Locked{false}));
        saver.reset();
        bus.start();
    }
    saver.emplace(bus.address(), "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", true);
    CHECK(comes(Locked{true}));
}

TEST_CASE_FIXTURE(SaverDesk, "of two, each has its own word") {
    StandInSaver shell{bus.address(), "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"};
    StandInSaver proxy{bus.address(), "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"};
    listen_and_settle();
    shell.set_active(true);
    REQUIRE(comes(Locked{true}));
    proxy.set_active(true);
    proxy.set_active(false);
    main.run_for(100ms);
    CHECK(told.all.size() == 1);
    shell.set_active(false);
    CHECK(comes(Locked{false}));
}

TEST_CASE_FIXTURE(SaverDesk, "one that is mute or talks nonsense locks nothing and holds nobody up") {
    StandInSaver saver{bus.address(), "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", true};
    saver.be_mute();
    listen_and_settle();
    saver.say_nonsense();
    main.run_for(100ms);
    CHECK(told.all.empty());
    saver.set_active(true);
    CHECK(comes(Locked{true}));
}

TEST_CASE_FIXTURE(SaverDesk, "screen savers that nobody needs are not started") {
    for (const std::string who : {"freedesktop", "gnome", "cinnamon", "mate", "xfce"})
        bus.add_service("org." + who + ".ScreenSaver",
                        "/usr/bin/touch " + (bus.directory() / "started").string());
    listen_and_settle();
    CHECK(!std::filesystem::exists(bus.directory() / "started"));
    CHECK(told.all.empty());
}

TEST_CASE_FIXTURE(SaverDesk, "no screen saver wakes it while nothing changes") {
    std::optional<StandInSaver> saver;
    SUBCASE("without one") {}
    SUBCASE("with one") {
        saver.emplace(bus.address(), "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", true);
    }
    listen();
    CHECK(rests());
}

TEST_CASE_FIXTURE(SaverDesk, "the lock's source may go at any moment, and nothing is told afterwards") {
    StandInSaver saver{bus.address(), "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"};
    for (int i = 0; i < 20; ++i) {
        listen();
        main.run_for(std::chrono::milliseconds{i / 2});
        saver.set_active(i % 2 == 0);
        const auto before = told.all.size();
        savers.reset();
        main.run_for(5ms);
        REQUIRE(told.all.size() == before);
    }
}
