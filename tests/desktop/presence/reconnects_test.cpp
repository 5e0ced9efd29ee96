// A thousand reconnects of each source leave no descriptor and no memory behind. (Wayland's are with its
// tests.)
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "desktop_desk.hpp"
#include "footprint.hpp"
#include "main_thread.hpp"
#include "presence/inputs.hpp"
#include "presence/keep_awake.hpp"
#include "presence/logind.hpp"
#include "presence/mutter_idle.hpp"
#include "presence/screen_savers.hpp"
#include "presence/x11_idle.hpp"
#include "stand_in_gnome.hpp"
#include "stand_in_service.hpp"
#include "system_bus.hpp"
#include "tests/desktop/reminder/x_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using sitting::Locked;
using sitting::Passive;
using sitting::SourceLost;

namespace {

/// Answers any method named `method` with the boolean `value`.
StandInService::Answer says(const std::string& method, bool value) {
    return [method, value](const Called& called) {
        return called.method == method ? g_variant_new("(b)", value) : nullptr;
    };
}

/// A logind with one session. Who asks it to hold sleep back is refused.
StandInService::Answer logind_with_session(bool locked) {
    return [locked](const Called& called) -> GVariant* {
        if (called.method == "GetSession")
            return g_variant_new_parsed("(objectpath '/org/freedesktop/login1/session/c1',)");
        if (called.method == "GetAll")
            return g_variant_new_parsed("({'Id': <'c1'>, 'Class': <'user'>, 'LockedHint': <%b>},)",
                                        static_cast<gboolean>(locked));
        return nullptr;
    };
}

}  // namespace

TEST_CASE("an X server that hangs up, a thousand times") {
    need_programs({"Xvfb"});
    PresenceThread main;
    XServer x;
    leaves_nothing_behind(main, [&] {
        Told told;
        const auto source = presence::open_x11_idle(main.io, x.display(), 1s, told.observe());
        REQUIRE(main.until([&] { return !told.all.empty(); }));
        REQUIRE(!told.ends_with(SourceLost{}));
        hang_up("/.X11-unix/X" + x.display().substr(1));
        REQUIRE(main.until([&] { return told.ends_with(SourceLost{}); }));
    });
}

TEST_CASE_FIXTURE(DesktopDesk, "a Mutter that leaves, a thousand times") {
    leaves_nothing_behind(main, [this] {
        told.all.clear();
        std::optional<StandInGnome> gnome{std::in_place, bus.address()};
        const auto source = presence::open_mutter_idle(main.io, *desktop, 1min, told.observe());
        REQUIRE(main.until([this] { return !told.all.empty(); }));
        REQUIRE(!told.ends_with(SourceLost{}));
        gnome.reset();
        REQUIRE(comes(SourceLost{}));
    });
}

TEST_CASE_FIXTURE(DesktopDesk, "a screen saver that leaves, a thousand times") {
    leaves_nothing_behind(main, [this] {
        told.all.clear();
        std::optional<StandInService> saver{std::in_place, bus.address(),
                                            std::vector<std::string>{"org.mate.ScreenSaver"},
                                            says("GetActive", true)};
        const presence::ScreenSavers savers{*desktop, main.io, told.observe()};
        REQUIRE(comes(Locked{true}));
        saver.reset();
        REQUIRE(comes(Locked{false}));
    });
}

TEST_CASE_FIXTURE(DesktopDesk, "a power manager that leaves, a thousand times") {
    leaves_nothing_behind(main, [this] {
        told.all.clear();
        std::optional<StandInService> manager{
            std::in_place, bus.address(),
            std::vector<std::string>{"org.kde.Solid.PowerManagement.PolicyAgent"},
            says("HasInhibition", true)};
        const presence::KeepAwake keep_awake{*desktop, main.io, told.observe()};
        REQUIRE(comes(Passive{true}));
        manager.reset();
        REQUIRE(comes(Passive{false}));
    });
}

TEST_CASE("a logind that restarts, a thousand times, and as many sources") {
    SystemBus bus;
    bus.start();
    setenv("XDG_SESSION_ID", "c1", 1);
    PresenceThread main;
    Told told;
    platform::GlibThread desktop;
    const presence::Logind lasting{desktop, main.io, told.observe()};
    bool is_locked = false;
    leaves_nothing_behind(main, [&] {
        told.all.clear();
        is_locked = !is_locked;
        const StandInService logind{std::getenv("DBUS_SYSTEM_BUS_ADDRESS"),
                                    {"org.freedesktop.login1"},
                                    logind_with_session(is_locked)};
        REQUIRE(main.until([&] { return told.ends_with(Locked{is_locked}); }));
        Told told_new;
        const presence::Logind source{desktop, main.io, told_new.observe()};
        REQUIRE(main.until([&] { return told_new.ends_with(Locked{is_locked}); }));
    });
}
