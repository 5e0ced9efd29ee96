// What was kept elsewhere, added to what is here.

#include <doctest/doctest.h>

#include "history/store.hpp"
#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 100ms;

Span span(std::chrono::minutes begin, std::chrono::minutes end) {
    return {time_at(begin), time_at(end), 60min};
}

BoutRow bout_of(std::chrono::minutes begin, std::chrono::minutes end) {
    return {span(begin, end), 0ms, sitting::End::no_input, 30min, 3min};
}

const std::vector<Entry> one_of_each{
    bout_of(10min, 20min),
    BreakRow{span(20min, 30min)},
    AbsenceRow{span(12min, 13min), 30s, sitting::End::asleep},
    UnknownRow{span(1min, 10min)},
    PauseRow{span(2min, 3min)},
    HoldRow{span(4min, 5min), {sitting::Hold::call, sitting::Hold::full_screen}},
    ReminderRow{time_at(15min), 60min, "walk", sitting::Outcome::followed, 5min},
    ReminderRow{time_at(16min), 60min, std::nullopt, sitting::Outcome::ignored, std::nullopt},
};

}  // namespace

TEST_CASE("what is added twice is there once") {
    const TemporaryDirectory directory;
    const auto file = directory / "history.db";
    Store store{file, patience};
    CHECK(store.add(one_of_each) == Added{8, 0, {}, 0});
    CHECK(store.add(one_of_each) == Added{0, 8, {}, 0});
    CHECK(ask(file, "SELECT (end - begin) / 60000, how, \"limit\", break_length FROM bouts") ==
          "10|no-input|1800000|180000\n");
    CHECK(ask(file, "SELECT by FROM holds") == "call,full-screen\n");
    CHECK(ask(file,
              "SELECT ifnull(movement, '-'), outcome, ifnull(after, '-') FROM reminders ORDER BY shown") ==
          "walk|followed|300000\n-|ignored|-\n");
}

TEST_CASE("a bout that would overlap is not added, nor what happened in it") {
    const TemporaryDirectory directory;
    Store store{directory / "history.db", patience};
    store.write({{bout_of(10min, 20min), bout_of(40min, 50min)}, std::nullopt});
    const std::vector<Entry> entries{
        bout_of(19min, 25min),                                        // the end of one
        AbsenceRow{span(21min, 22min), 0ms, sitting::End::no_input},  // in that
        ReminderRow{time_at(23min), 60min, "walk", sitting::Outcome::ignored, 1min},
        ReminderRow{time_at(28min), 60min, "walk", sitting::Outcome::ignored, 1min},
        bout_of(35min, 55min),  // all of one
        bout_of(41min, 42min),  // in one
        bout_of(20min, 40min),  // between them, but for those that are not added
        bout_of(30min, 31min),  // in what was just added
    };
    CHECK(store.add(entries) == Added{2, 0, {0, 4, 5, 7}, 2});
    CHECK(store.add(entries) == Added{0, 2, {0, 4, 5, 7}, 2});
}

TEST_CASE("a bout that goes on is not overlapped either") {
    const TemporaryDirectory directory;
    Store store{directory / "history.db", patience};
    store.write({{}, Kept{seated(20min, 25min), "boot-1", time_at(25min)}});
    CHECK(store.add({bout_of(24min, 30min), bout_of(10min, 20min)}) == Added{1, 0, {0}, 0});
}

TEST_CASE("a reminder that is open here stays open, and one that was open there is unknown") {
    const TemporaryDirectory directory;
    const auto file = directory / "history.db";
    Store store{file, patience};
    store.write({{ShownRow{time_at(60min), 60min, "walk"}}, std::nullopt});
    CHECK(store.add({ReminderRow{time_at(15min), 60min, "walk", std::nullopt, std::nullopt}}).added == 1);
    CHECK(ask(file, "SELECT ifnull(outcome, 'open') FROM reminders ORDER BY shown") == "unknown\nopen\n");
}

TEST_CASE("all of it is added, or nothing") {
    const TemporaryDirectory directory;
    const auto file = directory / "history.db";
    Store store{file, patience};
    Store other{file, patience};
    CHECK(store.add(one_of_each).added == 8);
    CHECK(other.add(one_of_each).already_there == 8);
    change(file,
           "CREATE TRIGGER no BEFORE INSERT ON reminders BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    CHECK_THROWS_WITH(store.add({bout_of(70min, 80min),
                                 ReminderRow{time_at(75min), 60min, "walk", std::nullopt, std::nullopt}}),
                      "the disk is full");
    CHECK(ask(file, "SELECT count(*) FROM bouts") == "1\n");
}
