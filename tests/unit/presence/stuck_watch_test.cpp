#include "presence/stuck_watch.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace sitbreak;
using namespace std::chrono_literals;
using presence::StuckWatch;

namespace {

sitting::Instant at(std::chrono::minutes minute) {
    return sitting::Instant{minute};
}

}  // namespace

TEST_CASE("a source is stuck if it tells of no pause while the screen is locked for long") {
    StuckWatch watch;
    CHECK(!watch.unlocked(at(5min)));
    watch.locked(at(10min), false);
    CHECK(watch.unlocked(at(30min)) == 20min);
    CHECK(!watch.unlocked(at(60min)));
    watch.locked(at(60min), false);
    CHECK(!watch.unlocked(at(79min)));
}

TEST_CASE("a source that pauses is not stuck, whether before or after the screen is locked") {
    StuckWatch watch;
    watch.locked(at(0min), true);
    CHECK(!watch.unlocked(at(60min)));
    watch.locked(at(100min), false);
    watch.paused();
    CHECK(!watch.unlocked(at(160min)));
    watch.locked(at(200min), false);
    CHECK(watch.unlocked(at(260min)) == 60min);
}

TEST_CASE("what was before a suspend, or told by another source, tells nothing of this one") {
    StuckWatch watch;
    watch.locked(at(0min), false);
    watch.begin_anew(at(50min));
    CHECK(!watch.unlocked(at(60min)));
    watch.locked(at(100min), true);
    watch.begin_anew(at(110min));
    CHECK(watch.unlocked(at(130min)) == 20min);
    watch.begin_anew(at(140min));
    CHECK(!watch.unlocked(at(200min)));
}
