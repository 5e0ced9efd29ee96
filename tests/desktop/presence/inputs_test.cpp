#include "presence/inputs.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>

#include "main_thread.hpp"
#include "platform/boot_clock.hpp"
#include "tests/desktop/reminder/child.hpp"
#include "tests/desktop/reminder/x_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using presence::Inputs;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::NoSource;
using sitting::SourceLost;

TEST_CASE("without a display it counts by the clock alone, and is not woken to try again") {
    PresenceThread main;
    platform::GlibThread desktop;
    Told told;
    Inputs inputs{main.io, desktop, {}, 1s, told.observe()};
    CHECK(told.all.empty());
    CHECK(inputs.status().empty());
    main.run_for(100ms);
    CHECK(told.all.size() == 1);
    CHECK(told.ends_with(NoSource{}));
    CHECK(inputs.status() ==
          "the clock alone: neither WAYLAND_DISPLAY nor DISPLAY is set, so there is no desktop to ask");
    inputs.look(5s);
    inputs.machine_woke();
    CHECK(main.run_for(1500ms) == 0);
}

TEST_CASE("logind's idle hint counts where nothing else does") {
    PresenceThread main;
    platform::GlibThread desktop;
    Told told;
    Inputs inputs{main.io, desktop, {}, 1s, told.observe()};
    const auto hint = [&inputs](decltype(sitting::Observation::what) what) {
        CHECK(inputs.take_hint({platform::boot_now(), std::move(what)}));
    };
    REQUIRE(main.until([&] { return told.ends_with(NoSource{}); }));
    hint(InputResumed{});
    CHECK(told.all.size() == 1);
    CHECK(inputs.status().starts_with("the clock alone: "));

    const auto since = platform::boot_now() - 10s;
    CHECK(inputs.take_hint({since, InputIdle{}}));
    REQUIRE(told.ends_with(InputIdle{}));
    CHECK(told.all.back().at == since);
    CHECK(inputs.status().starts_with("the clock and logind's idle hint, for want of a better: neither"));

    SUBCASE("and between its pauses somebody is there, as by the clock") {
        hint(InputResumed{});
        CHECK(told.ends_with(NoSource{}));
    }
    SUBCASE("but not against a hand that was seen") {
        inputs.hand_seen();
        REQUIRE(main.until([&] { return told.ends_with(NoSource{}); }));
        hint(InputResumed{});
    }
    hint(InputIdle{});
    CHECK(told.ends_with(InputIdle{}));
}

TEST_CASE("logind's idle hint waits until it is known that there is nothing else") {
    PresenceThread main;
    platform::GlibThread desktop;
    Told told;
    Inputs inputs{main.io, desktop, {}, 1s, told.observe()};
    const auto now = platform::boot_now();
    CHECK(!inputs.take_hint({now, sitting::Locked{true}}));
    CHECK(inputs.take_hint({now, InputIdle{}}));
    CHECK(told.all.empty());
    REQUIRE(main.until([&] { return told.all.size() == 2; }));
    CHECK(told.count<NoSource>() == 1);
    CHECK(told.ends_with(InputIdle{}));
}

TEST_CASE("logind's idle hint says nothing where there is a source") {
    need_programs({"Xvfb"});
    PresenceThread main;
    platform::GlibThread desktop;
    XServer x;
    Told told;
    Inputs inputs{main.io, desktop, {x.display(), {}}, 60s, told.observe()};
    REQUIRE(main.until([&] { return told.ends_with(InputResumed{}); }));
    CHECK(inputs.take_hint({platform::boot_now(), InputIdle{}}));
    main.run_for(100ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE("a WAYLAND_DISPLAY where nobody listens does not keep it from the X server") {
    need_programs({"Xvfb"});
    PresenceThread main;
    platform::GlibThread desktop;
    XServer x;
    Told told;
    Inputs inputs{main.io, desktop, {x.display(), "/nowhere/wayland-0"}, 1s, told.observe()};
    REQUIRE(main.until([&] { return !told.all.empty(); }));
    CHECK(inputs.status() == "input on X display " + x.display() + " (XSync)");
}

TEST_CASE("a source that tells of no pause while nobody can work is opened anew, then given up") {
    need_programs({"Xvfb"});
    PresenceThread main;
    platform::GlibThread desktop;
    XServer x;
    Told told;
    Inputs inputs{main.io, desktop, {x.display(), {}}, 60s, told.observe()};
    const auto counts = [&] { return inputs.status() == "input on X display " + x.display() + " (XSync)"; };
    const auto lock_for = [&](std::chrono::minutes length) {
        const auto at = platform::boot_now();
        inputs.screen_locked(true, at);
        inputs.screen_locked(false, at + length);
        main.run_for(50ms);
    };
    REQUIRE(main.until([&] { return told.ends_with(InputResumed{}); }));
    lock_for(19min);
    CHECK(counts());
    CHECK(told.count<SourceLost>() == 0);

    lock_for(25min);
    CHECK(told.ends_with(SourceLost{}));
    CHECK(inputs.status() == "nothing at the moment: input on X display " + x.display() +
                                 " (XSync) is lost (it told of no pause while the screen was locked for 25 "
                                 "minutes: something makes input all the time)");
    REQUIRE(main.until([&] { return told.ends_with(InputResumed{}); }));
    REQUIRE(counts());

    SUBCASE("given up when it is no better") {
        lock_for(25min);
        REQUIRE(main.until([&] { return told.ends_with(NoSource{}); }));
        CHECK(inputs.status().starts_with("the clock alone: input on X display " + x.display()));
    }
    SUBCASE("believed again once it tells of a pause") {
        inputs.look(100ms);
        REQUIRE(main.until([&] { return told.ends_with(InputIdle{}); }));
        lock_for(25min);
        CHECK(counts());
        CHECK(told.count<SourceLost>() == 1);
    }
}

TEST_CASE("it counts by the X server, as closely as asked") {
    need_programs({"Xvfb", "xdotool"});
    PresenceThread main;
    platform::GlibThread desktop;
    XServer x;
    Child{{"xdotool", "key", "a"}, {{"DISPLAY", x.display()}}}.wait();
    Told told;
    std::string status;
    Inputs* asked = nullptr;
    Inputs inputs{main.io, desktop, {x.display(), {}}, 60s, [&](const sitting::Observation& observation) {
                      told.all.push_back(observation);
                      status = asked->status();
                      // As the driver does: at every wake-up, this one too.
                      asked->look(1s);
                  }};
    asked = &inputs;
    REQUIRE(main.until([&] { return told.ends_with(InputResumed{}); }));
    CHECK(status == "input on X display " + x.display() + " (XSync)");
    CHECK(main.until([&] { return told.ends_with(InputIdle{}); }));
    inputs.machine_woke();
    Child{{"xdotool", "key", "a"}, {{"DISPLAY", x.display()}}}.wait();
    CHECK(main.until([&] { return told.ends_with(InputResumed{}); }));
}

TEST_CASE("a server that is late, or dies and comes back, is found") {
    need_programs({"Xvfb"});
    const std::string display = ":" + std::to_string(2000 + ::getpid() % 1000);
    PresenceThread main;
    platform::GlibThread desktop;
    Told told;
    Inputs inputs{main.io, desktop, {display, {}}, 60s, told.observe()};
    REQUIRE(main.until([&] { return told.ends_with(NoSource{}); }));
    CHECK(inputs.status() == "the clock alone: cannot connect to X display " + display);

    for (int life = 1; life <= 2; ++life) {
        Child x{{"Xvfb", display, "-noreset", "-nolisten", "tcp"}};
        REQUIRE(main.until([&] { return told.ends_with(InputResumed{}); }));
        CHECK(inputs.status() == "input on X display " + display + " (XSync)");
        x.kill();
        REQUIRE(main.until([&] { return told.ends_with(SourceLost{}); }));
        CHECK(inputs.status().starts_with("nothing at the moment"));
        inputs.look(life * 5s);
        inputs.machine_woke();
    }
    CHECK(told.count<NoSource>() == 1);
    CHECK(told.count<SourceLost>() == 2);
}

TEST_CASE("it may go at any moment") {
    need_programs({"Xvfb"});
    PresenceThread main;
    platform::GlibThread desktop;
    XServer x;
    Told told;
    {
        Inputs never_opened{main.io, desktop, {x.display(), {}}, 1s, told.observe()};
    }
    main.run_for(50ms);
    CHECK(told.all.empty());
    {
        Inputs opened{main.io, desktop, {x.display(), {}}, 1s, told.observe()};
        REQUIRE(main.until([&] { return told.all.size() == 1; }));
        opened.look(2s);
    }
    main.run_for(50ms);
    CHECK(told.all.size() == 1);
}
