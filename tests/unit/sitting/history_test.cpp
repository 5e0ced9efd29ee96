// What the heart tells for the history alone: short absences, what became of each reminder, pauses, holds,
// and unknown time.

#include <doctest/doctest.h>

#include "diary.hpp"

using namespace std::chrono_literals;
using sitbreak::sitting::Rules;
using sitbreak::sitting::test::failures;

TEST_CASE("an absence that was no break is told when it is over, with its certain part") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:00  stops
        7:00  types
        7:00  ~ absent 5:00 to 7:00, no input
        10:00 locks
        12:00 unlocks
        12:00 ~ absent 10:00 to 12:00, locked, certain 2:00
    )") == "");
}

TEST_CASE("an absence of no length is none to tell of") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:00  locks
        5:00  unlocks
        10:00 locks
        12:00 unlocks
        12:00 ~ absent 10:00 to 12:00, locked, certain 2:00
    )") == "");
}

TEST_CASE("R5: a reminder that is followed") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:30 stops
        32:30 > withdraw
        34:30 > bout ended 0:00 to 31:30, no input, 1:00 after the reminder
        34:30 ~ reminder of 30:30 followed 31:30
    )") == "");
}

TEST_CASE("R3, R6: reminders that are ignored, and one that was followed for too short a time") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        35:30 > show sat 35:30
        35:30 ~ reminder of 30:30 ignored 35:30
        36:00 stops
        37:00 > withdraw
        37:30 types
        37:30 > show sat 37:30, missing 1:30
        37:30 ~ absent 36:00 to 37:30, no input
        37:30 ~ reminder of 35:30 too short 37:30
    )") == "");
}

TEST_CASE("R8, R10, R11: reminders that are snoozed, closed, skipped") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        31:00 ~ reminder of 30:30 snoozed 31:00
        41:00 > show sat 41:00
        42:00 closes
        46:00 > show sat 46:00
        46:00 ~ reminder of 41:00 closed 46:00
        47:00 skips
        47:00 > withdraw
        47:00 ~ reminder of 46:00 skipped 47:00
    )") == "");
}

TEST_CASE("R11: what we took away ourselves was not closed by the person") {
    Rules rules;
    rules.show_for = 20s;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:50 > withdraw
        30:51 closes
        35:30 > show sat 35:30
        35:30 ~ reminder of 30:30 ignored 35:30
    )",
                   rules) == "");
}

TEST_CASE("R12, R13: what a hold and a pause withdraw, and how long they were") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 hold call on
        32:00 hold call off
        32:00 > show sat 32:00
        32:00 ~ held back 30:00 to 32:00 by call
        33:00 pauses 10:00
        33:00 > withdraw
        33:00 ~ reminder of 32:00 withdrawn 33:00
        40:00 resumes
        40:00 ~ paused 33:00 to 40:00
        40:30 > show sat 40:30
        41:00 pauses 2:00
        41:00 > withdraw
        41:00 ~ reminder of 40:30 withdrawn 41:00
        42:00 pauses 2:00
        44:00 ~ paused 41:00 to 44:00
    )") == "");
}

TEST_CASE("R12: a hold keeps a reminder back for hold_at_most and no longer") {
    Rules rules;
    rules.hold_at_most = 10min;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 hold call on
        40:00 > show sat 40:00
        42:00 hold call off
        42:00 ~ held back 30:00 to 40:00 by call
    )",
                   rules) == "");
}

TEST_CASE("R12: a hold is over for whoever gets up in it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 hold call on
        31:00 stops
        34:00 > bout ended 0:00 to 31:00, no input
        40:00 types
        40:00 > break over 31:00 to 40:00
        40:00 > bout began 40:00
        71:00 nothing
        32:00 ~ held back 30:00 to 32:00 by call
    )") == "");
}

TEST_CASE("R12: what held a reminder back is told with it, each thing that did") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 hold call on
        31:00 hold dnd on
        32:00 hold full-screen on
        33:00 hold call off
        34:00 hold dnd off
        34:00 > show sat 34:00
        34:00 ~ held back 30:00 to 34:00 by call, dnd
    )") == "");
}

TEST_CASE("R18: a reminder that could not be shown") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:31 notshown
        30:31 ~ reminder of 30:30 not shown 30:31
        32:00 server
        32:00 > show sat 32:00
    )") == "");
}

TEST_CASE("a reminder that was shown to somebody who had left is unseen") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:50 stops
        30:00 > show sat 30:00
        30:50 > withdraw
        32:50 > bout ended 0:00 to 29:50, no input
        32:50 ~ reminder of 30:00 unseen 30:00
    )") == "");
}

TEST_CASE("time without a source is unknown, and so is what became of a reminder then") {
    CHECK(failures(R"(
        1:00  types
        1:00  > bout began 1:00
        1:00  ~ unknown 0:00 to 1:00
        31:30 > show sat 30:30
        32:00 loses
        33:00 > withdraw
        35:00 > bout ended 1:00 to 32:00, source lost, 0:30 after the reminder
        35:00 ~ reminder of 31:30 unknown 32:00
        40:00 reopens
        40:00 > bout began 40:00
        40:00 ~ unknown 32:00 to 40:00
    )") == "");
}
