// Spans that overlap, and what is made of them.

#include "history/overlap.hpp"

#include <doctest/doctest.h>

#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

Span span(std::chrono::minutes begin, std::chrono::minutes end, std::chrono::minutes utc_offset = 60min) {
    return {time_at(begin), time_at(end), utc_offset};
}

Spans united(Spans spans) {
    unite(spans);
    return spans;
}

}  // namespace

TEST_CASE("spans that overlap become one, where the first began, and others stay") {
    CHECK(united({}).empty());
    const Spans one_after_another{span(0min, 10min), span(10min, 20min), span(30min, 30min),
                                  span(30min, 40min)};
    CHECK(united(one_after_another) == one_after_another);
    CHECK(united({span(30min, 40min), span(0min, 10min)}) == Spans{span(0min, 10min), span(30min, 40min)});
    CHECK(united({span(0min, 10min, 0min), span(5min, 20min), span(8min, 9min), span(19min, 25min),
                  span(25min, 30min)}) == Spans{span(0min, 25min, 0min), span(25min, 30min)});
}

TEST_CASE("what is taken is cut out") {
    const Spans taken{span(10min, 20min), span(30min, 40min)};
    CHECK(without(Spans{}, taken).empty());
    CHECK(without(taken, Spans{}) == taken);
    const Spans free{span(0min, 10min), span(20min, 20min), span(20min, 30min), span(40min, 50min)};
    CHECK(without(free, taken) == free);
    CHECK(without(Spans{span(0min, 15min), span(15min, 25min), span(32min, 38min), span(39min, 45min)},
                  taken) == Spans{span(0min, 10min), span(20min, 25min), span(40min, 45min)});
    CHECK(without(Spans{span(5min, 45min)}, taken) ==
          Spans{span(5min, 10min), span(20min, 30min), span(40min, 45min)});
    CHECK(length_without(span(5min, 45min), taken) == 20min);
    CHECK(length_without(span(12min, 35min), taken) == 10min);
    CHECK(length_without(span(20min, 30min), taken) == 10min);
}

TEST_CASE("where more than one is") {
    CHECK(taken_twice({span(0min, 10min), span(10min, 20min)}).empty());
    CHECK(taken_twice({span(0min, 30min), span(5min, 15min), span(10min, 20min), span(25min, 40min)}) ==
          Spans{span(5min, 20min), span(25min, 30min)});
}

TEST_CASE("a length falls to a part by how long that is") {
    CHECK(share(30s, 10min, 30min) == 10s);
    CHECK(share(30s, 30min, 30min) == 30s);
    CHECK(share(30s, 0min, 30min) == 0s);
    CHECK(share(40min, 30min, 30min) == 30min);
    CHECK(share(30s, 0min, 0min) == 0s);
}
