// The source against Mutter itself; what the session manager says is a stand-in's.
#include "presence/mutter_idle.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>

#include "desktop_desk.hpp"
#include "mutter_server.hpp"
#include "platform/boot_clock.hpp"
#include "stand_in_gnome.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::boot_now;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::Passive;
using sitting::SourceLost;

namespace {

constexpr std::uint32_t logout = 1;
constexpr std::uint32_t from_idling = 8;

/// Whoever does not move for so long is idle.
constexpr auto threshold = 2s;
/// How far an instant may be off: Mutter takes its time for input on a loaded machine. It tells the last
/// input from the moment when it was that long ago.
constexpr auto slack = 1500ms;

bool are_near(sitting::Instant a, sitting::Instant b) {
    return std::chrono::abs(a - b) <= slack;
}

struct MutterDesk : DesktopDesk {
    void open(sitting::Duration idle_after) {
        source = presence::open_mutter_idle(main.io, *desktop, idle_after, told.observe());
    }

    bool told_idle(std::size_t times) { return told_times<InputIdle>(times); }
    bool told_resumed(std::size_t times) { return told_times<InputResumed>(times); }

    StandInGnome session_manager{bus.address(), StandInGnome::Parts::session_manager};
    std::optional<MutterServer> mutter{std::in_place, bus};
    std::unique_ptr<presence::InputSource> source;
};

}  // namespace

TEST_CASE_FIXTURE(MutterDesk,
                  "of Mutter itself: idleness is told as of the last input, and its end at once") {
    mutter->move_mouse();
    auto moved = boot_now();
    open(threshold);
    REQUIRE(told_resumed(1));
    for (std::size_t cycle = 1; cycle <= 2; ++cycle) {
        REQUIRE(told_idle(cycle));
        CHECK(are_near(told.all.back().at, moved));
        mutter->move_mouse();
        moved = boot_now();
        REQUIRE(told_resumed(cycle + 1));
        CHECK(are_near(told.all.back().at, moved));
    }
    REQUIRE(told_idle(3));
    // One that opens now has missed it.
    Told told_second;
    const auto second = presence::open_mutter_idle(main.io, *desktop, 500ms, told_second.observe());
    REQUIRE(main.until([&] { return !told_second.all.empty(); }));
    CHECK(told_second.ends_with(InputIdle{}));
    CHECK(are_near(told_second.all.back().at, moved));
    CHECK(told.all.size() == 6);
}

TEST_CASE_FIXTURE(MutterDesk, "of Mutter itself: it looks more closely when asked, and nothing wakes it") {
    open(1min);
    REQUIRE(told_resumed(1));
    CHECK(rests());
    main.run_for(2s);
    const auto at_rest = boot_now();
    // It has been at rest for longer than that.
    source->look(3s);
    REQUIRE(told_idle(1));
    CHECK(boot_now() - at_rest < 2s);
    source->look(1s);
    CHECK(rests());
    // What comes within a second of it would pass for Mutter's own doing.
    constexpr auto past_that = 2500ms;
    source->machine_woke();
    main.run_for(past_that);
    mutter->move_mouse();
    REQUIRE(told_resumed(2));
    source->machine_woke();
    main.run_for(past_that);
    CHECK(told.all.size() == 3);
    mutter->move_mouse();
    REQUIRE(told_resumed(3));
    CHECK(told_idle(2));
}

TEST_CASE_FIXTURE(MutterDesk, "of Mutter itself: while the session is inhibited, and when that ends") {
    open(threshold);
    session_manager.inhibit(from_idling);
    REQUIRE(comes(Passive{true}));
    mutter->move_mouse();
    auto moved = boot_now();
    const auto resumed = told.count<InputResumed>();
    REQUIRE(main.until([&] { return told.ends_with(InputIdle{}) && told.all.back().at > moved - slack; }));
    CHECK(are_near(told.all.back().at, moved));
    // Both of these set its idle time to 0.
    session_manager.inhibit(logout);
    REQUIRE(comes(Passive{false}));
    session_manager.inhibit(0);
    main.run_for(threshold + 500ms);
    CHECK(told.ends_with(Passive{false}));
    const auto idle = told.count<InputIdle>();
    mutter->move_mouse();
    moved = boot_now();
    REQUIRE(comes(InputResumed{}));
    REQUIRE(told_idle(idle + 1));
    CHECK(are_near(told.all.back().at, moved));
    CHECK(told.count<InputResumed>() >= resumed);

    // A pause that the jump falls into.
    mutter->move_mouse();
    REQUIRE(comes(InputResumed{}));
    main.run_for(300ms);
    session_manager.inhibit(logout);
    const auto jumped = boot_now();
    REQUIRE(comes(InputIdle{}));
    CHECK(told.all.back().at <= jumped + slack);
}

TEST_CASE_FIXTURE(MutterDesk, "of Mutter itself: killed, and followed again when it is back") {
    open(threshold);
    REQUIRE(told_resumed(1));
    mutter.reset();
    REQUIRE(comes(SourceLost{}));
    CHECK(source->fault() == "GNOME's compositor has left the session bus");
    source.reset();
    const presence::MutterAppears waits{main.io, *desktop, [this] { open(threshold); }};
    mutter.emplace(bus);
    REQUIRE(told_resumed(2));
    CHECK(told_idle(1));
    CHECK(told.count<SourceLost>() == 1);
}
