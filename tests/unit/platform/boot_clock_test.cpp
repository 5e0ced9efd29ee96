#include "platform/boot_clock.hpp"

#include <doctest/doctest.h>
#include <sys/timex.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

using namespace sitbreak;
using namespace std::chrono_literals;

namespace {

std::chrono::local_seconds wall_in(const char* zone) {
    setenv("TZ", zone, 1);
    return platform::now().wall;
}

}  // namespace

TEST_CASE("the boot clock goes on with the machine's own") {
    const auto before = platform::boot_now();
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    const auto after = platform::boot_now();
    const auto between = std::chrono::seconds{boot.tv_sec} + std::chrono::nanoseconds{boot.tv_nsec};
    CHECK(before.time_since_epoch() <= between);
    CHECK(between <= after.time_since_epoch());
}

TEST_CASE("total_suspend does not change while the machine is awake") {
    const auto slept = platform::total_suspend();
    CHECK(slept >= 0s);
    for (int i = 0; i < 100'000; ++i)
        REQUIRE(platform::total_suspend() == slept);
}

TEST_CASE("wall time follows the time zone in force") {
    const auto utc = wall_in("UTC0");
    const auto east = wall_in("EAST-5:45");
    const auto west = wall_in("WEST3");
    unsetenv("TZ");
    CHECK(std::chrono::abs(east - utc - (5h + 45min)) <= 5s);
    CHECK(std::chrono::abs(utc - west - 3h) <= 5s);
    CHECK(std::chrono::abs(utc.time_since_epoch() - std::chrono::seconds{std::time(nullptr)}) <= 10s);
}

TEST_CASE("how far east the clock on the wall is follows the time zone, and its summer time") {
    const auto offset_in = [](const char* zone, std::chrono::sys_days day) {
        setenv("TZ", zone, 1);
        return platform::utc_offset(day);
    };
    const auto summer = std::chrono::sys_days{std::chrono::July / 1 / 2026};
    const auto winter = std::chrono::sys_days{std::chrono::January / 1 / 2026};
    CHECK(offset_in("UTC", summer) == 0min);
    CHECK(offset_in("CET-1CEST,M3.5.0,M10.5.0/3", summer) == 120min);
    CHECK(offset_in("CET-1CEST,M3.5.0,M10.5.0/3", winter) == 60min);
    CHECK(offset_in("NST3:30", winter) == -210min);
}

TEST_CASE("the clock on the wall is kept right where the kernel does not call it unsynchronised") {
    timex asked{};
    if (adjtimex(&asked) == -1) {
        MESSAGE("the kernel may not be asked here");
        CHECK(!platform::wall_clock_is_kept_right());
        return;
    }
    CHECK(platform::wall_clock_is_kept_right() == ((asked.status & (STA_UNSYNC | STA_CLOCKERR)) == 0));
}

TEST_CASE("the present boot has a name, and keeps it") {
    CHECK(platform::boot_id().size() == 36);
    CHECK(platform::boot_id() == platform::boot_id());
}
