// The source against a stand-in that lies in every way that Mutter is known to.
#include "presence/mutter_idle.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "desktop_desk.hpp"
#include "platform/boot_clock.hpp"
#include "stand_in_gnome.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::boot_now;
using presence::MutterAppears;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::Passive;
using sitting::SourceLost;

namespace {

constexpr std::uint32_t logout = 1;
constexpr std::uint32_t from_idling = 8;

/// How far an instant may be off on a loaded machine.
constexpr auto slack = 1s;

bool are_near(sitting::Instant a, sitting::Instant b) {
    return std::chrono::abs(a - b) <= slack;
}

struct Desk : DesktopDesk {
    /// A GNOME, and a source that has told its first.
    void open(sitting::Duration threshold = 1min) {
        if (!gnome) gnome.emplace(bus.address());
        listen(threshold);
        REQUIRE(main.until([this] { return told.count<InputIdle>() + told.count<InputResumed>() == 1; }));
    }

    void listen(sitting::Duration threshold) {
        source = presence::open_mutter_idle(main.io, *desktop, threshold, told.observe());
    }

    /// Back from `idle` ago until now, and told so.
    void become_idle(std::chrono::milliseconds idle) {
        gnome->has_been_idle_for(idle);
        gnome->fire_idle_watches();
        REQUIRE(comes(InputIdle{}));
        REQUIRE(waits_for_input());
    }

    /// An active watch is set, and what was asked after it is answered.
    bool waits_for_input() {
        if (!main.until([this] { return gnome->active_watches() == 1; })) return false;
        main.run_for(50ms);
        return true;
    }

    std::optional<StandInGnome> gnome;
    std::unique_ptr<presence::InputSource> source;
};

}  // namespace

TEST_CASE_FIXTURE(Desk, "without Mutter it says so, and starts nobody") {
    for (const char* name : {"org.gnome.Mutter.IdleMonitor", "org.gnome.SessionManager"})
        bus.add_service(name, "/usr/bin/touch " + (bus.directory() / "started").string());
    listen(1min);
    REQUIRE(comes(SourceLost{}));
    CHECK(source->fault() == "GNOME's compositor is not on the session bus");
    CHECK(source->name() == "input as GNOME's compositor sees it (Mutter's idle monitor)");
    source->look(1s);
    source->machine_woke();
    main.run_for(200ms);
    CHECK(told.all.size() == 1);
    CHECK(!std::filesystem::exists(bus.directory() / "started"));
}

TEST_CASE_FIXTURE(Desk, "without a session bus it says so") {
    bus.kill();
    listen(1min);
    REQUIRE(comes(SourceLost{}));
    CHECK(source->fault().starts_with("the session bus cannot be reached ("));
}

TEST_CASE_FIXTURE(Desk, "it opens with what holds, whatever the watch does") {
    gnome.emplace(bus.address());
    SUBCASE("input went on until a moment ago") {
        gnome->has_been_idle_for(2s);
        open();
        CHECK(told.ends_with(InputResumed{}));
        CHECK(are_near(told.all[0].at, boot_now() - 2s));
    }
    SUBCASE("none for longer than the threshold") {
        gnome->has_been_idle_for(90s);
        open();
        CHECK(told.ends_with(InputIdle{}));
        CHECK(are_near(told.all[0].at, boot_now() - 90s));
    }
    SUBCASE("none for long, in a session that is kept awake") {
        gnome->inhibit(from_idling);
        gnome->has_been_idle_for(90s);
        open();
        CHECK(told.all.size() == 2);
        CHECK(told.all[0].what == decltype(told.all[0].what){Passive{true}});
    }
    CHECK(gnome->idle_watch() == 60s);
}

TEST_CASE_FIXTURE(Desk, "a session without a session manager is followed too") {
    gnome.emplace(bus.address(), StandInGnome::Parts::monitor);
    open();
    become_idle(61s);
    gnome->input();
    CHECK(comes(InputResumed{}));
}

TEST_CASE_FIXTURE(Desk, "idleness is told as of the last input, and its end at once") {
    open();
    for (std::size_t cycle = 1; cycle <= 3; ++cycle) {
        become_idle(61s);
        CHECK(are_near(told.all.back().at, boot_now() - 61s));
        gnome->input();
        REQUIRE(comes(InputResumed{}));
        CHECK(are_near(told.all.back().at, boot_now()));
    }
    CHECK(told.all.size() == 7);
}

TEST_CASE_FIXTURE(Desk, "a watch that is heard when somebody is back already tells of nothing") {
    open();
    gnome->has_been_idle_for(10s);
    gnome->fire_idle_watches();
    main.run_for(200ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Desk, "while the session is inhibited, a pause is found without Mutter's telling") {
    open(2s);
    gnome->inhibit(from_idling | logout);
    REQUIRE(comes(Passive{true}));
    const auto asked_before = gnome->calls("GetIdletime");
    const auto until = boot_now() + 5s;
    while (boot_now() < until) {
        gnome->input();
        main.run_for(20ms);
    }
    const auto last_input = boot_now();
    CHECK(told.count<InputIdle>() == 0);
    // Once for each threshold that passed, and when it began.
    CHECK(gnome->calls("GetIdletime") - asked_before <= 5);
    REQUIRE(comes(InputIdle{}));
    CHECK(are_near(told.all.back().at, last_input));
    REQUIRE(waits_for_input());
    CHECK(rests());
    gnome->input();
    REQUIRE(comes(InputResumed{}));
    CHECK(comes(InputIdle{}));
}

TEST_CASE_FIXTURE(Desk, "another inhibitor beside that one changes nothing") {
    open();
    gnome->inhibit(from_idling);
    REQUIRE(comes(Passive{true}));
    become_idle(61s);
    gnome->inhibit(from_idling | logout);
    main.run_for(200ms);
    CHECK(told.all.size() == 3);
}

TEST_CASE_FIXTURE(Desk, "the jump of the idle time when an inhibitor goes is no input") {
    auto jump = StandInGnome::Jump::silent;
    SUBCASE("as newer ones do it") {}
    SUBCASE("with active watches that fire") {
        jump = StandInGnome::Jump::fires;
    }
    open();
    gnome->inhibit(from_idling);
    REQUIRE(comes(Passive{true}));
    become_idle(61s);
    gnome->inhibit(0, jump);
    REQUIRE(comes(Passive{false}));
    REQUIRE(waits_for_input());
    // Also one that has nothing to do with idling jumps.
    gnome->inhibit(logout, jump);
    main.run_for(200ms);
    REQUIRE(waits_for_input());
    CHECK(told.ends_with(Passive{false}));
    gnome->input();
    CHECK(comes(InputResumed{}));
}

TEST_CASE_FIXTURE(Desk, "jumps that follow each other do not hide that nobody is there") {
    open(2s);
    const auto left = boot_now();
    while (told.count<InputIdle>() == 0 && boot_now() < left + 10s) {
        gnome->inhibit(from_idling);
        main.run_for(100ms);
        gnome->inhibit(0, StandInGnome::Jump::fires);
        main.run_for(100ms);
    }
    REQUIRE(told.count<InputIdle>() == 1);
    CHECK(boot_now() - left < 2s + 2 * slack);
    for (const auto& observation : told.all)
        if (observation.what == decltype(observation.what){InputIdle{}})
            CHECK(are_near(observation.at, left));
}

TEST_CASE_FIXTURE(Desk, "jumps while somebody types on are no pause") {
    open(2s);
    for (int i = 0; i < 40; ++i) {
        gnome->inhibit(i % 2 == 0 ? logout : 0);
        main.run_for(50ms);
        gnome->input();
        main.run_for(50ms);
    }
    CHECK(told.count<InputIdle>() == 0);
    CHECK(told.count<InputResumed>() == 1);
}

TEST_CASE_FIXTURE(Desk, "a pause that began before a jump is told when Mutter's watch still knows of it") {
    open(2s);
    gnome->inhibit(logout);
    REQUIRE(waits_for_input());
    // Set by the input that was 1.5 s before the jump.
    main.run_for(500ms);
    gnome->fire_idle_watches();
    REQUIRE(comes(InputIdle{}));
    CHECK(are_near(told.all.back().at, boot_now() - 2s));
}

TEST_CASE_FIXTURE(Desk, "input that a program fakes is none") {
    open();
    become_idle(61s);
    for (int i = 1; i <= 2; ++i) {
        gnome->fake_input();
        main.run_for(100ms);
        CHECK(gnome->active_watches() == 0);
        // Looked at again after a pause: a program may fake it all the time.
        REQUIRE(waits_for_input());
    }
    CHECK(told.all.size() == 2);
    gnome->input();
    CHECK(comes(InputResumed{}));
}

TEST_CASE_FIXTURE(Desk, "real input right after faked input is not missed") {
    open();
    become_idle(61s);
    gnome->fake_input();
    main.run_for(100ms);
    const auto came = boot_now();
    gnome->input();
    REQUIRE(comes(InputResumed{}));
    CHECK(are_near(told.all.back().at, came));
}

TEST_CASE_FIXTURE(Desk, "it looks as closely as asked, and asks nothing for the same again") {
    open();
    gnome->has_been_idle_for(10s);
    source->look(60s);
    source->look(5s);
    REQUIRE(comes(InputIdle{}));
    CHECK(are_near(told.all.back().at, boot_now() - 10s));
    CHECK(gnome->idle_watch() == 5s);
    REQUIRE(waits_for_input());
    for (const auto threshold : {60s, 5s, 30s})
        source->look(threshold);
    CHECK(main.until([this] { return gnome->idle_watch() == 30s; }));
    main.run_for(100ms);
    const auto asked = gnome->calls("AddIdleWatch");
    source->look(30s);
    main.run_for(100ms);
    CHECK(gnome->calls("AddIdleWatch") == asked);
    CHECK(told.all.size() == 2);
}

TEST_CASE_FIXTURE(Desk, "after the machine woke, the next input is told, whatever was told before") {
    open(800ms);
    gnome->has_been_idle_for(0s);
    SUBCASE("input went on") {}
    SUBCASE("it was idle") {
        become_idle(1s);
    }
    SUBCASE("it became idle, and that was not heard before the wake") {
        gnome->has_been_idle_for(2s);
        gnome->fire_idle_watches();
    }
    const auto before = told.all.size();
    source->machine_woke();
    const auto woke = boot_now();
    REQUIRE(waits_for_input());
    gnome->fire_idle_watches();
    main.run_for(1s);
    CHECK(told.all.size() == before);
    gnome->input();
    REQUIRE(main.until([&] { return told.all.size() == before + 1; }));
    CHECK(told.ends_with(InputResumed{}));
    CHECK(told.all.back().at >= woke);
    become_idle(1s);
    CHECK(told.all.size() == before + 2);
    CHECK(told.all.back().at >= woke);
}

TEST_CASE_FIXTURE(Desk, "nothing wakes it while somebody types on, nor while nobody is there") {
    open();
    CHECK(rests());
    become_idle(61s);
    CHECK(rests());
    gnome->inhibit(from_idling);
    REQUIRE(comes(Passive{true}));
    CHECK(rests());
}

TEST_CASE_FIXTURE(Desk, "one that answers nothing holds nobody up") {
    gnome.emplace(bus.address());
    SUBCASE("from the start") {
        gnome->be_mute();
        listen(1min);
    }
    SUBCASE("later") {
        open();
        gnome->be_mute();
        gnome->has_been_idle_for(61s);
        gnome->fire_idle_watches();
    }
    const auto before = told.all.size();
    source->look(2s);
    source->machine_woke();
    main.run_for(200ms);
    CHECK(told.all.size() == before);
    gnome.reset();
    CHECK(comes(SourceLost{}));
}

TEST_CASE_FIXTURE(Desk, "one that answers nonsense is of no use") {
    gnome.emplace(bus.address(), StandInGnome::Parts::all, StandInGnome::Manners::nonsense);
    listen(1min);
    REQUIRE(comes(SourceLost{}));
    CHECK(source->fault().starts_with("GNOME's compositor does not answer ("));
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Desk, "one that dies is told once, and keeps nobody awake any more") {
    open();
    gnome->inhibit(from_idling);
    REQUIRE(comes(Passive{true}));
    SUBCASE("by itself") {
        gnome.reset();
        REQUIRE(comes(SourceLost{}));
        CHECK(source->fault() == "GNOME's compositor has left the session bus");
    }
    SUBCASE("with the bus") {
        bus.kill();
        REQUIRE(comes(SourceLost{}));
    }
    CHECK(told.latest_is(Passive{false}));
    source->look(2s);
    source->machine_woke();
    main.run_for(200ms);
    CHECK(told.count<SourceLost>() == 1);
    CHECK(told.ends_with(SourceLost{}));
}

TEST_CASE_FIXTURE(Desk, "who waits for Mutter hears when it comes, each time, and is not woken before") {
    int appeared = 0;
    const MutterAppears waits{main.io, *desktop, [&appeared] { ++appeared; }};
    CHECK(rests());
    CHECK(appeared == 0);
    for (int life = 1; life <= 2; ++life) {
        gnome.emplace(bus.address());
        CHECK(main.until([&] { return appeared == life; }));
        listen(1min);
        CHECK(comes(InputResumed{}));
        gnome.reset();
        CHECK(comes(SourceLost{}));
        source.reset();
    }
    bus.kill();
    bus.start();
    gnome.emplace(bus.address());
    CHECK(main.until([&] { return appeared == 3; }));
    int appeared_to_a_later_one = 0;
    const MutterAppears later{main.io, *desktop, [&] { ++appeared_to_a_later_one; }};
    CHECK(main.until([&] { return appeared_to_a_later_one == 1; }));
}

TEST_CASE_FIXTURE(Desk, "it may go at any moment, and nothing is told afterwards") {
    gnome.emplace(bus.address());
    for (int i = 0; i < 30; ++i) {
        listen(1min);
        main.run_for(std::chrono::milliseconds{i / 2});
        source->look(2s);
        gnome->inhibit(i % 2 == 0 ? from_idling : 0);
        gnome->input();
        const auto before = told.all.size();
        source.reset();
        main.run_for(5ms);
        REQUIRE(told.all.size() == before);
    }
}
