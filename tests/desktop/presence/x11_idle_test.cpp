#include "presence/x11_idle.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "main_thread.hpp"
#include "platform/boot_clock.hpp"
#include "tests/desktop/reminder/child.hpp"
#include "tests/desktop/reminder/x_server.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::boot_now;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::SourceLost;

namespace {

/// How far an instant may be off from when the test did the thing: the time a loaded machine takes to run
/// xdotool.
constexpr auto slack = 900ms;

struct Display {
    Display() {
        need_programs({"Xvfb", "xdotool"});
        x.emplace();
    }

    std::unique_ptr<presence::InputSource> open(sitting::Duration threshold, Told& into) {
        auto source = presence::open_x11_idle(main.io, x->display(), threshold, into.observe());
        REQUIRE(main.until([&into] { return !into.all.empty(); }));
        return source;
    }

    /// When a key has been pressed.
    sitting::Instant press_a_key() const {
        Child{{"xdotool", "key", "a"}, {{"DISPLAY", x->display()}}}.wait();
        return boot_now();
    }

    bool told_idle(std::size_t times) {
        return main.until([this, times] { return told.count<InputIdle>() == times; });
    }
    bool told_resumed(std::size_t times) {
        return main.until([this, times] { return told.count<InputResumed>() == times; });
    }

    PresenceThread main;
    std::optional<XServer> x;
    Told told;
};

bool are_near(sitting::Instant a, sitting::Instant b) {
    return std::chrono::abs(a - b) <= slack;
}

}  // namespace

TEST_CASE_FIXTURE(Display,
                  "idleness is told when it is long enough, as of the last input, and its end at once") {
    const auto pressed = press_a_key();
    const auto source = open(1s, told);
    REQUIRE(told.ends_with(InputResumed{}));
    CHECK(are_near(told.all.back().at, pressed));

    REQUIRE(told_idle(1));
    CHECK(are_near(told.all.back().at, pressed));
    CHECK(boot_now() - told.all.back().at >= 1s);

    for (std::size_t cycle = 2; cycle <= 4; ++cycle) {
        const auto back = press_a_key();
        REQUIRE(told_resumed(cycle));
        CHECK(are_near(told.all.back().at, back));
        REQUIRE(told_idle(cycle));
        CHECK(are_near(told.all.back().at, back));
    }
    CHECK(told.all.size() == 8);
}

TEST_CASE_FIXTURE(Display, "opened when there has long been no input, it says so, back-dated") {
    const auto pressed = press_a_key();
    const auto first = open(1s, told);
    REQUIRE(told_idle(1));
    Told told_second;
    const auto second = open(1s, told_second);
    REQUIRE(told_second.all.size() == 1);
    CHECK(told_second.ends_with(InputIdle{}));
    CHECK(are_near(told_second.all.back().at, pressed));
    main.run_for(300ms);
    CHECK(told_second.all.size() == 1);

    press_a_key();
    CHECK(main.until([&] { return told_second.ends_with(InputResumed{}); }));
}

TEST_CASE_FIXTURE(Display, "nothing wakes it while someone types on, nor while nobody is there") {
    press_a_key();
    const auto source = open(2s, told);
    main.run_for(300ms);
    {
        Child typing{{"sh", "-c", "while :; do xdotool key a; sleep 0.2; done"}, {{"DISPLAY", x->display()}}};
        CHECK(main.run_for(5s) == 0);
    }
    CHECK(told.all.size() == 1);
    REQUIRE(told_idle(1));
    main.run_for(100ms);
    CHECK(main.run_for(3s) == 0);
}

TEST_CASE_FIXTURE(Display, "a closer look tells at once of a pause that is already long enough") {
    const auto pressed = press_a_key();
    const auto source = open(60s, told);
    Told told_helper;
    const auto helper = open(1s, told_helper);
    REQUIRE(main.until([&] { return told_helper.ends_with(InputIdle{}); }));
    CHECK(told.count<InputIdle>() == 0);

    source->look(1s);
    const auto asked = boot_now();
    REQUIRE(told_idle(1));
    CHECK(boot_now() - asked < slack);
    CHECK(are_near(told.all.back().at, pressed));

    // Looking less closely, or more so again, changes nothing while it lasts.
    source->look(60s);
    source->look(1s);
    source->look(60s);
    main.run_for(300ms);
    CHECK(told.all.size() == 2);
    press_a_key();
    REQUIRE(told_resumed(2));
    // And from then on counts what was asked last.
    press_a_key();
    REQUIRE(main.until([&] { return told_helper.count<InputIdle>() == 2; }));
    main.run_for(300ms);
    CHECK(told.all.size() == 3);
    source->look(1s);
    CHECK(told_idle(2));
}

TEST_CASE_FIXTURE(Display, "a less close look puts idleness off") {
    press_a_key();
    const auto source = open(1s, told);
    source->look(60s);
    main.run_for(1500ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Display, "after the machine woke, the next input is told, whatever was told before") {
    press_a_key();
    const auto source = open(1s, told);
    SUBCASE("input went on") {}
    SUBCASE("it was idle") {
        REQUIRE(told_idle(1));
    }
    SUBCASE("it became idle between the wake and its being heard of") {
        // What was told last is still that input goes on.
        REQUIRE(told.ends_with(InputResumed{}));
        const auto later = boot_now() + 1200ms;
        while (boot_now() < later)
            ;
    }
    const auto before = told.all.size();
    source->machine_woke();
    const auto woke = boot_now();
    // Long enough for idleness to be told, if it were told as if nothing had happened.
    main.run_for(1500ms);
    CHECK(told.all.size() == before);

    const auto back = press_a_key();
    REQUIRE(main.until([&] { return told.all.size() > before; }));
    CHECK(told.ends_with(InputResumed{}));
    CHECK(are_near(told.all.back().at, back));
    CHECK(told.all.back().at > woke);
    REQUIRE(main.until([&] { return told.all.size() == before + 2; }));
    CHECK(told.ends_with(InputIdle{}));
    CHECK(told.all.back().at > woke);
    press_a_key();
    CHECK(main.until([&] { return told.all.size() == before + 3; }));
    CHECK(told.ends_with(InputResumed{}));
}

TEST_CASE_FIXTURE(Display, "input right after the wake is told, however close") {
    press_a_key();
    const auto source = open(1s, told);
    for (int i = 0; i < 10; ++i) {
        source->machine_woke();
        main.run_for(std::chrono::milliseconds{i});
        const auto before = told.count<InputResumed>();
        press_a_key();
        // Told by the alarm; or, had it fallen into the gap before that, by the next pause.
        CHECK(main.until([&] { return told.count<InputResumed>() > before; }));
    }
}

TEST_CASE_FIXTURE(Display, "a server that dies is told once, and wakes nobody again") {
    const auto source = open(1s, told);
    x.reset();
    REQUIRE(main.until([this] { return told.ends_with(SourceLost{}); }));
    source->look(2s);
    source->machine_woke();
    main.run_for(100ms);
    CHECK(main.run_for(300ms) == 0);
    CHECK(told.count<SourceLost>() == 1);
}

TEST_CASE("a display that cannot be opened is told with its name") {
    PresenceThread main;
    const auto why_not = [&main](const std::string& display) {
        Told told;
        const auto source = presence::open_x11_idle(main.io, display, 1s, told.observe());
        CHECK(told.all.empty());
        REQUIRE(main.until([&told] { return !told.all.empty(); }));
        CHECK(told.ends_with(SourceLost{}));
        source->look(2s);
        source->machine_woke();
        return source->fault();
    };
    CHECK(why_not(":64999") == "cannot connect to X display :64999");
    CHECK(why_not("nonsense") == "“nonsense” is no X display");
}

TEST_CASE_FIXTURE(Display, "a stopped server holds up nobody, and counts when it goes on") {
    press_a_key();
    x->pause();
    auto source = presence::open_x11_idle(main.io, x->display(), 1s, told.observe());
    source->look(2s);
    source->machine_woke();
    main.run_for(200ms);
    CHECK(told.all.empty());
    SUBCASE("unless nobody wants it any more") {
        source.reset();
        x->go_on();
        main.run_for(200ms);
        CHECK(told.all.empty());
    }
    SUBCASE("as closely as was asked meanwhile") {
        x->go_on();
        REQUIRE(main.until([this] { return !told.all.empty(); }));
        CHECK(told_idle(1));
        CHECK(boot_now() - told.all.back().at >= 2s);
    }
}
