// What the heart says of itself to whoever asks.

#include <chrono>

#include <doctest/doctest.h>

#include "desk.hpp"

using namespace sitbreak::sitting;
using namespace std::chrono_literals;
using test::Desk;

namespace {

Status status(const Desk& desk) {
    return desk.heart().status(desk.now());
}

/// Types on for so long, and what the heart wants meanwhile happens.
void sits(Desk& desk, Duration length) {
    desk.types();
    desk.run_until(desk.now().at + length);
}

std::optional<Outcome> outcome(const Desk& desk) {
    REQUIRE(status(desk).last_reminder);
    return status(desk).last_reminder->outcome;
}

}  // namespace

TEST_CASE("status: nobody has been seen") {
    const Desk desk;
    CHECK(status(desk).where == Where::away);
    CHECK_FALSE(status(desk).since);
    CHECK_FALSE(status(desk).break_done);
    CHECK_FALSE(status(desk).next_reminder);
}

TEST_CASE(
    "status: it counts from the bout's beginning, later by certain absences, and says the same as time "
    "passes") {
    Desk desk;
    desk.types();
    const auto begin = desk.now().at;
    desk.run_until(begin + 10min);
    CHECK(status(desk).counts_from == begin);
    CHECK(status(desk).next_reminder == begin + 30min);
    desk.tell(Locked{true});
    desk.run_until(begin + 12min);
    CHECK(status(desk).since == begin + 10min);
    CHECK(status(desk).break_done == begin + 13min);
    CHECK_FALSE(status(desk).next_reminder);
    desk.tell(Locked{false});
    CHECK(status(desk).since == begin);
    CHECK(status(desk).counts_from == begin + 2min);
    CHECK(status(desk).next_reminder == begin + 32min);
    desk.run_until(begin + 20min);
    CHECK(status(desk).next_reminder == begin + 32min);
}

TEST_CASE("status: after a break nothing of the bout is left") {
    Desk desk;
    sits(desk, 10min);
    desk.stops();
    desk.run_until(desk.now().at + 5min);
    CHECK_FALSE(status(desk).counts_from);
    CHECK(status(desk).since == desk.last_input());
    CHECK(status(desk).break_done == desk.last_input() + 3min);
}

TEST_CASE("status: what is due now has no next reminder, and what is put off has one") {
    Desk desk;
    sits(desk, 31min);
    CHECK(status(desk).due);
    CHECK_FALSE(status(desk).next_reminder);
    CHECK(status(desk).snoozes_left == 2);
    const auto pressed = desk.now().at;
    desk.tell(SnoozeAsked{});
    CHECK(status(desk).snoozed_until == pressed + 10min);
    CHECK(status(desk).next_reminder == pressed + 10min);
    CHECK(status(desk).snoozes_left == 1);
    desk.tell(PauseAsked{1h});
    CHECK(status(desk).paused_until == pressed + 1h);
    CHECK(status(desk).next_reminder == pressed + 1h);
    desk.tell(ResumeAsked{});
    desk.tell(SkipAsked{});
    CHECK_FALSE(status(desk).snoozed_until);
    CHECK(status(desk).skipped_until == pressed + 30min);
}

TEST_CASE("status: a hold is told while it holds the reminder back, and no longer") {
    Desk desk;
    desk.hold(Hold::call, true);
    sits(desk, 29min);
    CHECK(status(desk).holds.empty());
    desk.run_until(desk.now().at + 2min);
    CHECK(status(desk).holds == std::set{Hold::call});
    desk.run_until(desk.now().at + 61min);
    CHECK(status(desk).reminder_stands);
    CHECK_MESSAGE(status(desk).holds.empty(), "after hold_at_most it holds nothing back");
}

TEST_CASE("status: when the schedule opens again") {
    Rules rules;
    // Monday, 09:00 to 12:00; the desk's day is a Monday.
    rules.schedule.windows.push_back({9h, 12h});
    Desk desk{rules};
    const auto wall = desk.now().wall;
    CHECK_FALSE(status(desk).schedule_opens);
    sits(desk, 3h + 1min);
    CHECK(status(desk).schedule_opens == wall + 7 * 24h);
}

TEST_CASE("status: what becomes of a reminder") {
    Desk desk;
    CHECK_FALSE(status(desk).last_reminder);
    sits(desk, 31min);
    CHECK(status(desk).last_reminder == LastReminder{desk.start() + 30min + 30s, std::nullopt});

    SUBCASE("followed by a break") {
        desk.stops();
        desk.run_until(desk.now().at + 90s);
        CHECK(outcome(desk) == std::nullopt);
        desk.run_until(desk.now().at + 3min);
        CHECK(outcome(desk) == Outcome::followed);
    }
    SUBCASE("snoozed, and that it stays when a break comes") {
        desk.tell(SnoozeAsked{});
        CHECK(outcome(desk) == Outcome::snoozed);
        desk.stops();
        desk.run_until(desk.now().at + 5min);
        CHECK(outcome(desk) == Outcome::snoozed);
    }
    SUBCASE("skipped") {
        desk.tell(SkipAsked{});
        CHECK(outcome(desk) == Outcome::skipped);
    }
    SUBCASE("closed by hand") {
        desk.tell(NotificationClosed{});
        CHECK(outcome(desk) == std::nullopt);
        CHECK_FALSE(status(desk).reminder_stands);
        desk.tell(PauseAsked{1h});
        CHECK(outcome(desk) == Outcome::closed);
    }
    SUBCASE("not shown at all") {
        desk.tell(NotShown{});
        CHECK(outcome(desk) == Outcome::not_shown);
    }
    SUBCASE("taken away, for there is another limit") {
        Rules rules;
        rules.limit = 1h;
        desk.tell(RulesChanged{rules});
        CHECK(outcome(desk) == Outcome::withdrawn);
    }
    SUBCASE("what is skipped before the next one says nothing of it") {
        desk.stops();
        desk.run_until(desk.now().at + 5min);
        sits(desk, 5min);
        desk.tell(SkipAsked{});
        CHECK(outcome(desk) == Outcome::followed);
    }
}

TEST_CASE("status: a report holds until its end") {
    Desk desk;
    sits(desk, 5min);
    const auto reported = desk.now().at;
    desk.tell(PostureReport{Posture::standing, 10min});
    REQUIRE(status(desk).report);
    CHECK(status(desk).report->posture == Posture::standing);
    CHECK(status(desk).report->until == reported + 10min);
    desk.run_until(reported + 11min);
    CHECK_FALSE(status(desk).report);
}
