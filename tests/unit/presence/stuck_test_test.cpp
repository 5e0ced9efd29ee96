#include "presence/stuck_test.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace sitbreak;
using namespace std::chrono_literals;
using presence::StuckTest;

namespace {

sitting::Instant at(std::chrono::minutes minute) {
    return sitting::Instant{minute};
}

}  // namespace

TEST_CASE("a source is stuck if it tells of no pause while the screen is locked for long") {
    StuckTest test;
    CHECK(!test.unlocked(at(5min)));
    test.locked(at(10min), false);
    CHECK(test.unlocked(at(30min)) == 20min);
    CHECK(!test.unlocked(at(60min)));
    test.locked(at(60min), false);
    CHECK(!test.unlocked(at(79min)));
}

TEST_CASE("a source that pauses is not stuck, whether before or after the screen is locked") {
    StuckTest test;
    test.locked(at(0min), true);
    CHECK(!test.unlocked(at(60min)));
    test.locked(at(100min), false);
    test.paused();
    CHECK(!test.unlocked(at(160min)));
    test.locked(at(200min), false);
    CHECK(test.unlocked(at(260min)) == 60min);
}

TEST_CASE("what was before a suspend, or told by another source, tells nothing of this one") {
    StuckTest test;
    test.locked(at(0min), false);
    test.begin_anew(at(50min));
    CHECK(!test.unlocked(at(60min)));
    test.locked(at(100min), true);
    test.begin_anew(at(110min));
    CHECK(test.unlocked(at(130min)) == 20min);
    test.begin_anew(at(140min));
    CHECK(!test.unlocked(at(200min)));
}
