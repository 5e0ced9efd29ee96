// Situations C1 to C16 (docs/situations.md): who sits, and since when.

#include <doctest/doctest.h>

#include "desk.hpp"
#include "diary.hpp"

using namespace std::chrono_literals;
using sitbreak::sitting::InputIdle;
using sitbreak::sitting::Observation;
using sitbreak::sitting::Rules;
using sitbreak::sitting::Where;
using sitbreak::sitting::test::Desk;
using sitbreak::sitting::test::failures;

TEST_CASE("C1: the first input after a break begins a bout at that instant") {
    CHECK(failures(R"(
        0:07  types
        0:07  > bout began 0:07
        5:00  stops
        8:00  > bout ended 0:07 to 5:00, no input
        9:33  types
        9:33  > break over 5:00 to 9:33
        9:33  > bout began 9:33
        10:33 = seated, sat 1:00
    )") == "");
}

TEST_CASE("C2: reading for 2:30 without input is counted, in one bout") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        12:30 types
        20:00 = seated, sat 20:00
    )") == "");
}

TEST_CASE("C3: a bout ended at the last input, not when that was noticed") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        10:59 = seated, sat 10:59
        11:00 = away, sat 11:00
        13:00 > bout ended 0:00 to 10:00, no input
        13:00 = away, sat 0:00
        13:01 types
        13:01 > break over 10:00 to 13:01
        13:01 > bout began 13:01
    )") == "");
}

TEST_CASE("C4: a lock of 2:00 is neither counted nor a break") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 locks
        11:00 = away, sat 10:00
        12:00 unlocks
        12:00 = seated, sat 10:00
        20:00 stops
        23:00 > bout ended 0:00 to 20:00, no input, absent 2:00
    )") == "");
}

TEST_CASE("C4: an unlock is a sign of the person, without a key pressed") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        11:30 locks
        12:30 unlocks
        12:30 = seated, sat 11:30
        13:29 = seated, sat 12:29
        13:30 = away, sat 12:30
        15:30 > bout ended 0:00 to 12:30, no input, absent 1:00
    )") == "");
}

TEST_CASE("C4: an unlock takes back the word that one leaves") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 leaves
        10:01 stops
        10:30 locks
        11:00 unlocks
        11:00 = seated, sat 10:00
        11:30 = seated, sat 10:30
    )") == "");
}

TEST_CASE("C5: a lock of 3:00 ends the bout at the lock, whatever the mouse did") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        9:40  stops
        10:00 locks
        11:30 nudges
        13:00 > bout ended 0:00 to 10:00, locked
        13:30 nudges
        14:00 unlocks
        14:00 > break over 10:00 to 14:00
        14:00 > bout began 14:00
    )") == "");
}

TEST_CASE("C5: an automatic lock after the absence was noticed ends it at the last input") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        12:00 locks
        13:00 > bout ended 0:00 to 10:00, no input
    )") == "");
}

TEST_CASE("C6: suspended for 1 min, with or without a signal: neither counted nor a break") {
    for (const char* sleeps : {"sleeps", "sleeps unsaid"}) {
        CHECK(failures(std::string{R"(
            0:00  types
            0:00  > bout began 0:00
            10:00 )"} + sleeps +
                       R"(
            11:00 wakes
            11:00 = away, sat 10:00
            11:00 types
            11:00 = seated, sat 10:00
            12:00 = seated, sat 11:00
        )") == "");
    }
}

TEST_CASE("C6: suspended for 2 h, with or without a signal: the bout ended when it fell asleep") {
    for (const char* sleeps : {"sleeps", "sleeps unsaid"}) {
        CHECK(failures(std::string{R"(
            0:00   types
            0:00   > bout began 0:00
            10:00  )"} +
                       sleeps + R"(
            130:00 wakes
            130:00 > bout ended 0:00 to 10:00, asleep
            130:05 types
            130:05 > break over 10:00 to 130:05
            130:05 > bout began 130:05
            131:00 = seated, sat 0:55
        )") == "");
    }
}

TEST_CASE("C6: nothing fires during resume because its time passed") {
    for (const char* sleeps : {"sleeps", "sleeps unsaid"}) {
        CHECK(failures(std::string{R"(
            0:00  types
            0:00  > bout began 0:00
            29:00 )"} + sleeps +
                       R"(
            31:30 wakes
            31:30 types
            31:30 = seated, sat 29:00
            33:00 > show sat 30:30
        )") == "");
    }
}

TEST_CASE("C6: what a source says right after a wake-up of the time before it is no sign of the person") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 sleeps
        10:30 wakes idle
        10:30 = away, sat 10:00
        12:00 = away, sat 11:30
        13:00 > bout ended 0:00 to 10:00, asleep
        20:00 types
        20:00 > break over 10:00 to 20:00
        20:00 > bout began 20:00
    )") == "");
}

TEST_CASE("C6: a machine that wakes by itself at night brings nobody to the desk") {
    CHECK(failures(R"(
        0:00   types
        0:00   > bout began 0:00
        10:00  sleeps
        130:00 wakes
        130:00 > bout ended 0:00 to 10:00, asleep
        200:00 = away, sat 0:00
    )") == "");
}

TEST_CASE("C7: a session switched away is certain absence while it lasts") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 switches away
        12:00 switches back
        12:00 = seated, sat 10:00
        15:00 switches away
        18:00 > bout ended 0:00 to 15:00, session away, absent 2:00
        30:00 switches back
        30:00 > break over 15:00 to 30:00
        30:00 > bout began 30:00
    )") == "");
}

TEST_CASE("C7: the session coming back is a sign of the person, without a key pressed") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        11:30 switches away
        12:30 switches back
        12:30 = seated, sat 11:30
        13:29 = seated, sat 12:29
        13:30 = away, sat 12:30
    )") == "");
}

TEST_CASE("C7a: a nudged mouse or a video on the lock screen changes nothing") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 locks
        10:30 video on
        11:00 nudges
        11:00 = away, sat 10:00
        13:00 > bout ended 0:00 to 10:00, locked
        20:00 types
        20:00 = away, sat 0:00
    )") == "");
}

TEST_CASE("C8: a clock that is set has no effect on any duration") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 clock +24
        20:00 clock -48
        25:00 = seated, sat 25:00
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE("C9: a video without input for 45 min is time sat, and the reminder comes in it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:00  video on
        5:01  stops
        30:00 > show sat 30:00
        35:00 > show sat 35:00
        40:00 > show sat 40:00
        45:00 > show sat 45:00
        46:00 = seated, sat 46:00
        46:00 types
        47:00 video off
        48:00 = seated, sat 48:00
    )") == "");
}

TEST_CASE("C9: a gap between two videos is no absence, and the end of the last one is the last sign") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        1:00  video on
        1:00  stops
        10:00 video off
        10:20 video on
        20:00 video off
        20:59 = seated, sat 20:59
        21:00 = away, sat 21:00
        23:00 > bout ended 0:00 to 20:00, no input
    )") == "");
}

TEST_CASE("C10: kept awake for ever: away since the last input once passive_limit is over") {
    Rules rules;
    rules.limit = 5h;
    CHECK(failures(R"(
        0:00   types
        0:00   > bout began 0:00
        5:00   video on
        10:00  stops
        129:59 = seated, sat 129:59
        130:00 > bout ended 0:00 to 10:00, passive limit
        130:00 = away, sat 0:00
        150:00 = away, sat 0:00
    )",
                   rules) == "");
}

TEST_CASE("C10: with passive_limit 0 no input is never sitting") {
    Rules rules;
    rules.passive_limit = 0s;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:00  video on
        10:00 stops
        13:00 > bout ended 0:00 to 10:00, no input
    )",
                   rules) == "");
}

TEST_CASE("C10: a source that is lost meanwhile takes nothing off passive_limit, and adds nothing to it") {
    Rules rules;
    rules.limit = 5h;
    CHECK(failures(R"(
        0:00   types
        0:00   > bout began 0:00
        5:00   video on
        10:00  stops
        60:00  loses source
        129:59 = seated, sat 129:59
        130:00 > bout ended 0:00 to 10:00, passive limit
    )",
                   rules) == "");
}

TEST_CASE("C10, C14: a bout does not end before an absence that was reported in it is over") {
    Rules rules;
    rules.limit = 5h;
    CHECK(failures(R"(
        0:00   types
        0:00   > bout began 0:00
        5:00   video on
        10:00  away for 2:00
        11:30  stops
        12:01  = seated, sat 10:01
        131:30 > bout ended 0:00 to 12:00, passive limit, absent 2:00
    )",
                   rules) == "");
}

TEST_CASE("C11: a video that starts by itself brings nobody back") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        12:00 video on
        12:30 = away, sat 12:30
        13:00 > bout ended 0:00 to 10:00, no input
        20:00 = away, sat 0:00
    )") == "");
}

TEST_CASE("C12: reported standing and typing on is not sitting, and after 3:00 a break from it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stands
        12:00 = standing, sat 10:00
        13:00 > bout ended 0:00 to 10:00, standing
        40:00 = standing, sat 0:00
    )") == "");
}

TEST_CASE("C12: a lock and an unlock while reported standing change nothing") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stands
        11:00 locks
        11:30 = away, sat 10:00
        12:00 unlocks
        12:00 = standing, sat 10:00
        13:00 > bout ended 0:00 to 10:00, standing
    )") == "");
}

TEST_CASE("C13: reported sitting begins a bout, or goes on with one") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stands
        12:00 sits
        12:00 = seated, sat 10:00
        15:00 stands
        18:00 > bout ended 0:00 to 15:00, standing, absent 2:00
        25:00 sits
        25:00 > break over 15:00 to 25:00
        25:00 > bout began 25:00
    )") == "");
}

TEST_CASE("C13: `sit`, reported by somebody who makes no input, is a sign of them") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        10:30 sits
        11:29 = seated, sat 11:29
        11:30 = away, sat 11:30
        13:30 > bout ended 0:00 to 10:30, no input
    )") == "");
}

TEST_CASE("C14: reported away while the mouse moves: away until `sit`, or until the report ends") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 away
        10:30 nudges
        13:00 > bout ended 0:00 to 10:00, reported away
        20:00 types
        21:00 = away, sat 0:00
        22:00 sits
        22:00 > break over 10:00 to 22:00
        22:00 > bout began 22:00
        30:00 away for 4:00
        33:00 > bout ended 22:00 to 30:00, reported away
        34:00 > break over 30:00 to 34:00
        34:00 > bout began 34:00
    )") == "");
}

TEST_CASE("C14: a report that ends over an idle desk brings nobody back") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 away for 2:00
        10:01 stops
        12:30 = away, sat 10:30
        13:00 > bout ended 0:00 to 10:00, reported away
    )") == "");
}

TEST_CASE("C15: the bout survives a source that is gone for less than a break") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 loses source
        12:30 reopens source
        12:30 = seated, sat 12:30
    )") == "");
}

TEST_CASE("C15: a source gone for longer: the bout ended with it, and what follows is no known break") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 loses source
        13:00 > bout ended 0:00 to 10:00, source lost
        20:00 reopens source
        20:00 > bout began 20:00
    )") == "");
}

TEST_CASE("C15: what the source says on its return corrects the guess") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        9:30  stops
        10:00 loses source
        11:00 reopens source
        11:00 = away, sat 11:00
        12:30 > bout ended 0:00 to 9:30, no input
    )") == "");
}

TEST_CASE("C15: a source that on its return tells of input a moment ago: the person is there") {
    Desk desk;
    desk.types();
    desk.run_until(desk.start() + 10min);
    desk.loses_source();
    desk.run_until(desk.start() + 11min + 30s);
    CHECK(desk.heart().status(desk.now()).where == Where::away);
    desk.tell(Observation{desk.start() + 11min + 20s, InputIdle{}});
    CHECK(desk.heart().status(desk.now()).where == Where::seated);
    desk.run_until(desk.start() + 12min + 19s);
    CHECK(desk.heart().status(desk.now()).where == Where::seated);
    desk.run_until(desk.start() + 12min + 20s);
    CHECK(desk.heart().status(desk.now()).where == Where::away);
}

TEST_CASE("C16: without any idle source it counts from the start, and still not what is certain absence") {
    CHECK(failures(R"(
        0:00  nosource
        0:00  > bout began 0:00
        10:00 locks
        12:00 unlocks
        32:00 > show sat 30:00
        33:00 sleeps unsaid
        43:00 wakes
        43:00 > bout ended 0:00 to 33:00, asleep, absent 2:00, 1:00 after the reminder
        43:00 > withdraw
        43:00 > break over 33:00 to 43:00, 1:00 after the reminder
        43:00 > bout began 43:00
    )") == "");
}

TEST_CASE("leaving, said by the person, ends with the first input after a pause") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 leaves
        10:01 stops
        10:30 = away, sat 10:00
        13:00 > bout ended 0:00 to 10:00, left
        14:00 types
        14:00 > break over 10:00 to 14:00
        14:00 > bout began 14:00
    )") == "");
}

TEST_CASE("leaving is not taken back by a source that is opened then and tells of the input before") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 leaves
        10:00 stops
        10:05 loses source
        10:20 reopens source
        10:21 = away, sat 10:00
        13:00 > bout ended 0:00 to 10:00, left
        14:00 types
        14:00 > break over 10:00 to 14:00
        14:00 > bout began 14:00
    )") == "");
}

TEST_CASE("leaving, said by someone who types on, is not believed for long") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 leaves
        12:00 = seated, sat 10:00
        13:00 = seated, sat 11:00
    )") == "");
}

TEST_CASE("leaving without an idle source is a break taken at its word") {
    CHECK(failures(R"(
        0:00  nosource
        0:00  > bout began 0:00
        10:00 leaves
        13:00 > bout ended 0:00 to 10:00, left
        13:00 > break over 10:00 to 13:00
        13:00 > bout began 13:00
    )") == "");
}

TEST_CASE("C14: who says that they leave, and does so later, has left with their last input") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        26:00 leaves
        27:30 stops
        28:00 = seated, sat 26:00
        28:29 = seated, sat 26:29
        28:30 = away, sat 26:30
        31:00 > bout ended 0:00 to 28:00, no input, absent 2:00
    )") == "");
}

TEST_CASE("a longer break_length brings nobody back who is away") {
    Rules rules;
    rules.limit = 1h;
    rules.break_length = 30s;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        10:30 > bout ended 0:00 to 10:00, no input
        10:35 breaks are 30:00
        12:00 = away, sat 0:00
    )",
                   rules) == "");
}
