// What people read of themselves.

#include "command/words.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "sample.hpp"

using namespace sitbreak::command;
using namespace sitbreak::command::testing;

namespace {

using Change = std::function<void(Snapshot&)>;

Snapshot changed(Snapshot snapshot, const Change& change) {
    change(snapshot);
    return snapshot;
}

Snapshot standing(std::chrono::seconds for_how_long) {
    return changed(away(for_how_long), [](Snapshot& s) {
        s.state = State::standing;
        s.posture = "standing";
    });
}

}  // namespace

TEST_CASE("a status is one line") {
    const TimeZone central_europe;
    struct Case {
        Snapshot snapshot;
        std::string_view said;
        std::string_view gist;
    };
    const std::vector<Case> cases = {
        {{}, "Nobody has been seen at this desk yet.", "unseen"},
        {seated(), "Sitting for 23 min. Reminder in 7 min (14:32).", "seated"},
        {changed(seated(), [](Snapshot& s) { s.sitting_since = afternoon; }),
         "Sitting for under 1 min. Reminder in 7 min (14:32).", "seated"},
        {changed(seated(), [](Snapshot& s) { s.sitting_since = afternoon + 1h; }),
         "Sitting for under 1 min. Reminder in 7 min (14:32).", "seated"},
        {changed(seated(), [](Snapshot& s) { s.next_reminder.reset(); }), "Sitting for 23 min.", "seated"},
        {due(), "Sitting for 34 min. It is time for a break.", "due"},
        {changed(due(), [](Snapshot& s) { s.sitting_since = afternoon - 65min; }),
         "Sitting for 1 h 5 min. It is time for a break.", "due"},
        {changed(due(), [](Snapshot& s) { s.holds = {"call"}; }),
         "Sitting for 34 min. Reminder held: microphone or camera in use, or screen shared.", "held"},
        {changed(due(), [](Snapshot& s) { s.holds = {"do-not-disturb", "full-screen"}; }),
         "Sitting for 34 min. Reminder held: do-not-disturb is on; a window fills the screen.", "held"},
        {changed(due(), [](Snapshot& s) { s.holds = {"fire-drill"}; }),
         "Sitting for 34 min. Reminder held: fire-drill.", "held"},
        {changed(due(),
                 [](Snapshot& s) {
                     s.holds = {"call"};
                     s.reminder_stands = true;
                 }),
         "Sitting for 34 min. It is time for a break.", "due"},
        {changed(due(), [](Snapshot& s) { s.snoozed_until = afternoon + 17min; }),
         "Sitting for 34 min. Snoozed until 14:42.", "snoozed"},
        {changed(due(), [](Snapshot& s) { s.snoozed_until = afternoon - 1s; }),
         "Sitting for 34 min. It is time for a break.", "due"},
        {changed(seated(), [](Snapshot& s) { s.skipped_until = s.next_reminder = afternoon + 37min; }),
         "Sitting for 23 min. Skipped until 15:02.", "skipped"},
        {changed(seated(), [](Snapshot& s) { s.paused_until = afternoon + 35min; }),
         "Sitting for 23 min. Paused until 15:00.", "paused"},
        {changed(due(), [](Snapshot& s) { s.paused_until = afternoon + 9h + 35min; }),
         "Sitting for 34 min. Paused until Thu 00:00.", "paused"},
        {changed(seated(), [](Snapshot& s) { s.schedule_opens = afternoon + 4 * 24h; }),
         "Sitting for 23 min. No reminders until Sun 14:25, by the schedule.", "off-schedule"},
        {away(80s), "On a break for 1:20, 1:40 to go.", "on-break"},
        {away(3min), "On a break for 3 min.", "rested"},
        {away(12min), "On a break for 12 min.", "rested"},
        {away(64h), "On a break for 2 d 16 h.", "rested"},
        {changed(away(12min), [](Snapshot& s) { s.paused_until = afternoon + 35min; }),
         "On a break for 12 min. Paused until 15:00.", "rested"},
        {changed(away(80s),
                 [](Snapshot& s) {
                     s.posture = "away";
                     s.posture_until = afternoon + 5min;
                     s.posture_by = "cli";
                 }),
         "On a break for 1:20, 1:40 to go. Reported by cli, until 14:30.", "on-break"},
        {standing(80s), "Standing for 1:20, 1:40 to go. Reported.", "standing"},
        {changed(standing(12min), [](Snapshot& s) { s.posture_by = "desk"; }),
         "Standing for 12 min. Reported by desk.", "standing"},
        {changed(seated(),
                 [](Snapshot& s) {
                     s.counts_by = "clock";
                     s.source = "the clock alone: nothing here tells of input";
                 }),
         "Sitting for 23 min. Reminder in 7 min (14:32). "
         "Counted by the clock alone: nothing here tells of input.",
         "seated"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.said);
        CHECK(sentence(c.snapshot, afternoon, To::seconds) == c.said);
        CHECK(name_of(gist_of(c.snapshot, afternoon)) == c.gist);
    }
}

TEST_CASE("a line that stays while time passes counts no seconds") {
    CHECK(sentence(away(80s), afternoon, To::minutes) == "On a break for 1 min, 2 min to go.");
    CHECK(sentence(away(20s), afternoon, To::minutes) == "On a break for under 1 min, 3 min to go.");
}

TEST_CASE("bars are told in few words") {
    const TimeZone central_europe;
    struct Case {
        Snapshot snapshot;
        std::string_view wide;
        std::string_view narrow;
        int percentage;
    };
    const std::vector<Case> cases = {
        {{}, "nobody seen yet", "–", 0},
        {seated(), "sitting 23 min", "23 min", 76},
        {due(), "sitting 34 min, time for a break", "34 min", 100},
        {changed(due(), [](Snapshot& s) { s.holds = {"call"}; }), "sitting 34 min, reminder held", "34 min",
         100},
        {changed(due(), [](Snapshot& s) { s.snoozed_until = afternoon + 17min; }),
         "sitting 34 min, snoozed until 14:42", "34 min", 100},
        {changed(seated(), [](Snapshot& s) { s.skipped_until = afternoon + 37min; }),
         "sitting 23 min, skipped until 15:02", "23 min", 76},
        {changed(seated(), [](Snapshot& s) { s.paused_until = afternoon + 35min; }),
         "sitting 23 min, paused until 15:00", "23 min", 76},
        {changed(seated(), [](Snapshot& s) { s.schedule_opens = afternoon + 18h; }),
         "sitting 23 min, no reminders until Thu 08:25", "23 min", 76},
        {changed(seated(), [](Snapshot& s) { s.problems = {"no notification server"}; }),
         "sitting 23 min (!)", "23 min", 76},
        {away(90s), "break 1 min, 2 min to go", "1 min", 50},
        {away(12min), "break 12 min", "12 min", 100},
        {standing(12min), "standing 12 min", "12 min", 100},
        {changed(seated(), [](Snapshot& s) { s.limit = 0s; }), "sitting 23 min", "23 min", 0},
    };
    for (const Case& c : cases) {
        CAPTURE(c.wide);
        CHECK(bar_text(c.snapshot, afternoon) == c.wide);
        CHECK(short_text(c.snapshot, afternoon) == c.narrow);
        CHECK(percentage(c.snapshot, afternoon) == c.percentage);
    }
}

TEST_CASE("how long they had been sitting is known while they are away") {
    CHECK(sitting_length(seated(), afternoon + 5s) == 23min + 5s);
    CHECK(sitting_length(away(20s), afternoon) == 23min);
}

TEST_CASE("what is said to the minute is said anew at its turn and not before") {
    struct Case {
        Snapshot snapshot;
        std::string_view what;
    };
    const std::vector<Case> cases = {
        {seated(), "sitting"},
        {changed(seated(), [](Snapshot& s) { *s.next_reminder += 13s; }), "a reminder out of step"},
        {due(), "due"},
        {away(80s), "a break"},
        {changed(away(10s), [](Snapshot& s) { *s.break_done += 7s; }), "a break of its own length"},
        {away(12min), "rested"},
    };
    const auto said = [](const Snapshot& snapshot, Time now) {
        return sentence(snapshot, now, To::minutes) + bar_text(snapshot, now) + short_text(snapshot, now);
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        Time turn = *next_turn(c.snapshot, afternoon);
        for (Time now = afternoon; now < afternoon + 6min; now += 1s) {
            CAPTURE((now - afternoon).count());
            if (now == turn) turn = *next_turn(c.snapshot, now);
            REQUIRE(turn > now);
            // Once it is due, the daemon tells of it.
            if (c.snapshot.next_reminder && now >= *c.snapshot.next_reminder - 1s) break;
            if (now + 1s < turn) CHECK(said(c.snapshot, now + 1s) == said(c.snapshot, now));
        }
    }
    CHECK_FALSE(next_turn({}, afternoon));
}

TEST_CASE("turns come no more often than a minute turns") {
    int turns = 0;
    for (auto turn = next_turn(seated(), afternoon); *turn <= afternoon + 5min;
         turn = next_turn(seated(), *turn))
        ++turns;
    CHECK(turns == 5);
}

TEST_CASE("the end of a break is an event") {
    CHECK(next_event(away(80s), afternoon) == afternoon + 100s);
    CHECK(next_event(away(3min), afternoon) == std::nullopt);
    CHECK(next_event(seated(), afternoon) == std::nullopt);
}
