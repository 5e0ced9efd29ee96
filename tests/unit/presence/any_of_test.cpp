#include "presence/any_of.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <vector>

#include "tests/unit/platform/run_until.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;
using platform::boot_now;
using platform::run_until;
using presence::AnyOf;
using presence::Observe;
using sitting::Instant;
using sitting::Locked;
using sitting::Observation;
using sitting::Passive;
using sitting::SessionActive;

namespace {

struct Merged {
    Observe observe() {
        return [this](const Observation& observation) { told.push_back(observation); };
    }

    bool ends_with(const decltype(Observation::what)& what) const {
        return !told.empty() && told.back().what == what;
    }

    asio::io_context io;
    std::vector<Observation> told;
};

Instant at(int second) {
    return Instant{std::chrono::seconds{second}};
}

}  // namespace

TEST_CASE_FIXTURE(Merged, "one teller is told as it tells, each change once") {
    AnyOf<Locked> locked{io, observe()};
    const auto logind = locked.teller(observe());
    logind({at(1), Locked{false}});
    CHECK(told.empty());
    logind({at(2), Locked{true}});
    logind({at(3), Locked{true}});
    logind({at(4), Locked{false}});
    CHECK(told == std::vector<Observation>{{at(2), Locked{true}}, {at(4), Locked{false}}});
}

TEST_CASE_FIXTURE(Merged, "it is on while any of several says so") {
    AnyOf<Passive> passive{io, observe()};
    const auto logind = passive.teller(observe());
    const auto input = passive.teller(observe());
    const auto power = passive.teller(observe());
    logind({at(1), Passive{true}});
    power({at(2), Passive{true}});
    logind({at(3), Passive{false}});
    input({at(4), Passive{false}});
    CHECK(told.size() == 1);
    power({at(5), Passive{false}});
    CHECK(told == std::vector<Observation>{{at(1), Passive{true}}, {at(5), Passive{false}}});
}

TEST_CASE_FIXTURE(Merged, "what else a teller tells goes its own way") {
    AnyOf<Passive> passive{io, observe()};
    AnyOf<Locked> locked{io, observe()};
    const auto logind = locked.teller(passive.teller(observe()));
    const auto input = passive.teller(observe());
    input({at(1), Passive{true}});
    logind({at(2), Passive{true}});
    logind({at(3), SessionActive{false}});
    logind({at(4), Locked{true}});
    CHECK(told == std::vector<Observation>{
                      {at(1), Passive{true}}, {at(3), SessionActive{false}}, {at(4), Locked{true}}});
}

TEST_CASE_FIXTURE(Merged, "who forgets the end of what another took back is not believed for ever") {
    AnyOf<Locked> locked{io, observe(), 200ms};
    const auto logind = locked.teller(observe());
    const auto saver = locked.teller(observe());
    saver({at(1), Locked{true}});
    logind({at(2), Locked{true}});
    saver({at(3), Locked{false}});
    CHECK(ends_with(Locked{true}));
    const auto took_back = boot_now();
    REQUIRE(run_until(io, [this] { return ends_with(Locked{false}); }));
    CHECK(boot_now() - took_back >= 200ms);
    CHECK(told.back().at >= took_back);
    // It comes to its senses, and is believed anew.
    logind({at(5), Locked{false}});
    CHECK(told.size() == 2);
    logind({at(6), Locked{true}});
    CHECK(ends_with(Locked{true}));
    logind({at(7), Locked{false}});
    CHECK(ends_with(Locked{false}));
    CHECK(told.size() == 4);
}

TEST_CASE_FIXTURE(Merged, "a locker that comes back within the patience locks on") {
    AnyOf<Locked> locked{io, observe(), 100ms};
    const auto logind = locked.teller(observe());
    const auto saver = locked.teller(observe());
    logind({at(1), Locked{true}});
    saver({at(2), Locked{true}});
    saver({at(3), Locked{false}});
    saver({at(4), Locked{true}});
    io.run_for(300ms);
    CHECK(told.size() == 1);
    // Nor does one that never said it take it back.
    saver({at(5), Locked{true}});
    const auto third = locked.teller(observe());
    third({at(6), Locked{false}});
    io.restart();
    io.run_for(300ms);
    CHECK(told.size() == 1);
    saver({at(7), Locked{false}});
    logind({at(8), Locked{false}});
    CHECK(told.size() == 2);
}
