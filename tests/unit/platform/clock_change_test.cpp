#include "platform/clock_change.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <chrono>
#include <ctime>

#include "platform/boot_clock.hpp"
#include "platform/boot_timer.hpp"
#include "run_until.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;

namespace {

/// Sets the clock on the wall to what it says; false if that is not allowed here.
bool set_the_clock() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return clock_settime(CLOCK_REALTIME, &now) == 0;
}

}  // namespace

TEST_CASE("tells each time the clock is set") {
    asio::io_context io;
    int told = 0;
    platform::ClockChange change{io, [&told] { ++told; }};
    if (!set_the_clock()) {
        MESSAGE("skipped: setting the clock is not allowed here");
        return;
    }
    CHECK(platform::run_until(io, [&told] { return told == 1; }));
    REQUIRE(set_the_clock());
    CHECK(platform::run_until(io, [&told] { return told == 2; }));
}

TEST_CASE("tells nothing while the clock goes on") {
    asio::io_context io;
    int told = 0;
    bool is_over = false;
    platform::ClockChange change{io, [&told] { ++told; }};
    platform::BootTimer timer{io, [&is_over] { is_over = true; }};
    // Somebody else on this machine may set the clock, but not all the time.
    bool was_silent = false;
    for (int i = 0; i < 20 && !was_silent; ++i) {
        told = 0;
        is_over = false;
        timer.arm(platform::boot_now() + 50ms);
        REQUIRE(platform::run_until(io, [&is_over] { return is_over; }));
        was_silent = told == 0;
    }
    CHECK(was_silent);
}
