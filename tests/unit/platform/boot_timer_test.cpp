#include "platform/boot_timer.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <vector>

#include "platform/boot_clock.hpp"
#include "run_until.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;
using platform::boot_now;
using platform::BootTimer;
using platform::run_until;

namespace {

struct Fixture {
    asio::io_context io;
    std::vector<sitting::Instant> fired;
    BootTimer timer{io, [this] { fired.push_back(boot_now()); }};

    bool fires() {
        const auto before = fired.size();
        return run_until(io, [this, before] { return fired.size() > before; });
    }

    /// Whether another timer, due at `until`, comes with nothing from this one.
    bool is_silent(sitting::Instant until) {
        const auto before = fired.size();
        bool is_over = false;
        BootTimer other{io, [&is_over] { is_over = true; }};
        other.arm(until);
        return run_until(io, [&is_over] { return is_over; }) && fired.size() == before;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "fires once, not before it is due") {
    const auto due = boot_now() + 30ms;
    timer.arm(due);
    REQUIRE(fires());
    CHECK(fired.front() >= due);
    CHECK(is_silent(boot_now() + 20ms));
}

TEST_CASE_FIXTURE(Fixture, "what is past fires at once, however long ago it was") {
    timer.arm(boot_now() - 1s);
    CHECK(fires());
    timer.arm(sitting::Instant{});
    CHECK(fires());
    timer.arm(sitting::Instant::min());
    CHECK(fires());
}

TEST_CASE_FIXTURE(Fixture, "the latest instant replaces the one before") {
    timer.arm(boot_now() + 1h);
    timer.arm(boot_now() + 10ms);
    CHECK(fires());

    timer.arm(boot_now() + 10ms);
    timer.arm(boot_now() + 1h);
    CHECK(is_silent(boot_now() + 50ms));
}

TEST_CASE_FIXTURE(Fixture, "none disarms") {
    timer.arm(boot_now() + 10ms);
    timer.arm(std::nullopt);
    CHECK(is_silent(boot_now() + 50ms));
}

TEST_CASE_FIXTURE(Fixture, "armed anew after it expired but before that was heard, it does not fire early") {
    int heard = 0;
    std::unique_ptr<BootTimer> other;
    // Both are heard to have expired in the same moment; whichever is called puts the other off.
    BootTimer one{io, [&heard, &other] {
                      ++heard;
                      other->arm(boot_now() + 1h);
                  }};
    other = std::make_unique<BootTimer>(io, [&heard, &one] {
        ++heard;
        one.arm(boot_now() + 1h);
    });
    one.arm(boot_now());
    other->arm(boot_now());
    CHECK(is_silent(boot_now() + 50ms));
    CHECK(heard == 1);
}

TEST_CASE_FIXTURE(Fixture, "it can be armed again from its own callback") {
    int count = 0;
    BootTimer again{io, [&] {
                        if (++count < 3) again.arm(boot_now() - 1ms);
                    }};
    again.arm(boot_now());
    CHECK(run_until(io, [&count] { return count == 3; }));
}

TEST_CASE_FIXTURE(Fixture, "arming what is armed already keeps it") {
    const auto due = boot_now() + 30ms;
    timer.arm(due);
    timer.arm(due);
    CHECK(fires());
    CHECK(is_silent(boot_now() + 20ms));
}
