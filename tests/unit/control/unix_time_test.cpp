#include "control/unix_time.hpp"

#include <doctest/doctest.h>

using namespace sitbreak;
using namespace std::chrono_literals;

TEST_CASE("an instant keeps its number while the clock is slewed and not while it is set") {
    control::UnixTime time;
    time.follow(1'000'000s);
    const sitting::Instant instant{5s + 999ms};
    CHECK(time.of(instant) == 1'000'005);
    for (const auto slewed : {1ms, 100ms, 499ms}) {
        time.follow(1'000'000s + slewed);
        CHECK(time.of(instant) == 1'000'005);
        time.follow(1'000'000s - slewed);
        CHECK(time.of(instant) == 1'000'005);
    }
    time.follow(1'003'600s);
    CHECK(time.of(instant) == 1'003'605);
    time.follow(1'003'599s + 400ms);
    CHECK(time.of(instant) == 1'003'605);
}

TEST_CASE("a number of seconds is the instant that has it") {
    control::UnixTime time;
    time.follow(1'000'000s + 250ms);
    for (const std::int64_t seconds : {1'000'001, 1'000'600, 5'000'000}) {
        const auto instant = time.instant(seconds);
        CHECK(time.of(instant) == seconds);
        CHECK(time.of(instant - 1ms) == seconds - 1);
    }
}

TEST_CASE("whoever has sat for a whole number of seconds has it by the numbers too") {
    control::UnixTime time;
    time.follow(123'456s + 789ms);
    for (auto begin = 0ms; begin < 1s; begin += 37ms) {
        const sitting::Instant since{begin};
        CHECK(time.of(since + 6s) - time.of(since) == 6);
    }
}
