#include "control/snapshot.hpp"

#include <doctest/doctest.h>

using namespace sitbreak;
using namespace std::chrono_literals;
using sitting::Instant;

namespace {

/// The clock on the wall was 0 when the machine booted.
control::Snapshot snapshot(const sitting::Status& status, const control::Circumstances& circumstances = {}) {
    return control::snapshot_of(status, sitting::Rules{}, circumstances, control::UnixTime{});
}

sitting::Status seated() {
    sitting::Status status;
    status.where = sitting::Where::seated;
    status.since = Instant{100s};
    status.counts_from = Instant{160s};
    status.next_reminder = Instant{1960s};
    return status;
}

}  // namespace

TEST_CASE("nobody has been seen yet") {
    const auto nobody = snapshot({});
    CHECK(nobody.state == "unseen");
    CHECK(nobody.sitting_since == 0);
    CHECK(control::sitting_at(nobody, 5000) == 0);
    CHECK(nobody.limit == 1800);
    CHECK(nobody.break_length == 180);
}

TEST_CASE("while somebody sits, sitting is the time since then, less what was certain absence") {
    const auto sits = snapshot(seated());
    CHECK(sits.state == "seated");
    CHECK(sits.sitting_since == 160);
    CHECK(control::sitting_at(sits, 460) == 300);
    CHECK(control::sitting_at(sits, 100) == 0);
    CHECK(sits.next_reminder == 1960);
    CHECK(sits.away_since == 0);
}

TEST_CASE("while they are away, sitting stays as it was when they left, until the bout is over") {
    auto status = seated();
    status.where = sitting::Where::away;
    status.since = Instant{460s};
    status.break_done = Instant{640s};
    status.next_reminder.reset();
    const auto away = snapshot(status);
    CHECK(away.state == "away");
    CHECK(away.sitting_since == 0);
    CHECK(away.away_since == 460);
    CHECK(away.break_done == 640);
    CHECK(control::sitting_at(away, 5000) == 300);
    status.counts_from.reset();
    CHECK(control::sitting_at(snapshot(status), 5000) == 0);
}

TEST_CASE("a break is as long by the numbers as it has to be, wherever in a second it begins") {
    auto status = seated();
    status.where = sitting::Where::standing;
    for (auto part = 0ms; part < 1s; part += 37ms) {
        status.since = Instant{460s + part};
        status.break_done = *status.since + 180s;
        const auto stands = snapshot(status);
        CHECK(stands.break_done - stands.away_since == 180);
    }
}

TEST_CASE("what is snoozed or skipped comes as NextReminder has it") {
    const control::UnixTime time;
    auto status = seated();
    status.skipped_until = Instant{1900s};
    CHECK(control::quiet_until(status, time) == 1960);
    CHECK(snapshot(status).next_reminder == 1960);
    status.schedule_opens = sitting::WallTime{std::chrono::days{2}};
    CHECK(control::quiet_until(status, time) == snapshot(status).schedule_opens);
}

TEST_CASE("somebody who is away hears of the last thing that keeps reminders away") {
    const control::UnixTime time;
    auto status = seated();
    status.where = sitting::Where::away;
    status.next_reminder.reset();
    status.skipped_until = Instant{1900s};
    CHECK(snapshot(status).next_reminder == 0);
    CHECK(control::quiet_until(status, time) == 1900);
    status.paused_until = Instant{7200s};
    CHECK(control::quiet_until(status, time) == 7200);
    status.schedule_opens = sitting::WallTime{std::chrono::days{2}};
    CHECK(control::quiet_until(status, time) == snapshot(status).schedule_opens);
}

TEST_CASE("the schedule puts off the next reminder, and not that of somebody who is away") {
    auto status = seated();
    // Whatever the time zone is, what counts is that it is later than all of that.
    status.schedule_opens = sitting::WallTime{std::chrono::days{2}};
    const auto closed = snapshot(status);
    CHECK(closed.schedule_opens > 1960);
    CHECK(closed.next_reminder == closed.schedule_opens);
    status.where = sitting::Where::away;
    status.next_reminder.reset();
    CHECK(snapshot(status).next_reminder == 0);
}

TEST_CASE("who reported a posture is told while it holds") {
    auto status = seated();
    CHECK(snapshot(status, {"", "", "desk", {}}).posture_by.empty());
    status.report = sitting::Report{sitting::Posture::standing, Instant{700s}};
    const auto standing = snapshot(status, {"", "", "desk", {}});
    CHECK(standing.posture == "standing");
    CHECK(standing.posture_until == 700);
    CHECK(standing.posture_by == "desk");
}

TEST_CASE("what counts, and how well") {
    auto status = seated();
    CHECK(snapshot(status).counts_by.empty());
    CHECK(snapshot(status, {"input on X display :0", "", "", {}}).counts_by == "input");
    status.by_clock_alone = true;
    CHECK(snapshot(status, {"the clock alone: no display", "", "", {}}).counts_by == "clock");
}

TEST_CASE("two snapshots have the same properties, and those that differ differ in what they say") {
    const auto before = control::properties_of(snapshot(seated()));
    auto status = seated();
    status.holds = {sitting::Hold::call};
    status.last_reminder = sitting::LastReminder{Instant{1960s}, sitting::Outcome::snoozed};
    const auto after = control::properties_of(snapshot(status, {"", "walk", "", {"a \xff file"}}));
    std::vector<std::string> changed;
    REQUIRE(before.size() == after.size());
    for (const auto& [name, value] : after)
        if (g_variant_equal(before.at(name).get(), value.get()) == FALSE) changed.push_back(name);
    CHECK(changed == std::vector<std::string>{"Holds", "LastReminder", "Problems"});
}
