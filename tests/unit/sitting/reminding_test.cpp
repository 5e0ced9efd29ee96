// Situations R1 to R23 (docs/situations.md) as far as the heart decides them: when it is said, and when not.

#include <doctest/doctest.h>

#include <algorithm>
#include <variant>

#include "desk.hpp"
#include "diary.hpp"

using namespace std::chrono_literals;
using sitbreak::sitting::Duration;
using sitbreak::sitting::Hold;
using sitbreak::sitting::Rules;
using sitbreak::sitting::RulesChanged;
using sitbreak::sitting::Show;
using sitbreak::sitting::WeekWindow;
using sitbreak::sitting::test::Desk;
using sitbreak::sitting::test::failures;

TEST_CASE("R1: typing through 30:00 without a pause: shown at 30:30, once") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        35:00 nothing
    )") == "");
}

TEST_CASE("R1: with wait_for_pause 0 at 30:00") {
    Rules rules;
    rules.wait_for_pause = 0s;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:00 > show sat 30:00
        34:59 nothing
    )",
                   rules) == "");
}

TEST_CASE("R2: a pause of 5 s at 30:10 is the moment") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:10 stops
        30:15 > show sat 30:15
        30:20 types
    )") == "");
}

TEST_CASE("R2: a pause that began before 30:00 is the moment at 30:00, never before") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:30 stops
        30:00 > show sat 30:00
        30:10 types
    )") == "");
}

TEST_CASE("R2: a pause of less than 5 s at 30:00 is waited for") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:58 stops
        30:03 > show sat 30:03
    )") == "");
}

TEST_CASE("R2: a pause begins with the unlock, not with the input before the lock") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:50 stops
        29:58 locks
        31:00 unlocks
        31:05 > show sat 30:03
    )") == "");
}

TEST_CASE("R3: works on: again at +5:00, +10:00, saying how long by now") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        35:30 > show sat 35:30
        40:30 > show sat 40:30
    )") == "");
}

TEST_CASE("R4: due to an empty chair: nothing, back within 3:00: then, else a break") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        28:30 stops
        31:00 types
        31:00 > show sat 31:00, missing 0:30
    )") == "");
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        28:30 stops
        31:30 > bout ended 0:00 to 28:30, no input
    )") == "");
}

TEST_CASE("R4: with a break so short that an absence is noticed before a natural pause") {
    Rules rules;
    rules.limit = 1min;
    rules.break_length = 9s;
    CHECK(failures(R"(
        0:00 types
        0:00 > bout began 0:00
        1:26 stops
        1:35 > bout ended 0:00 to 1:26, no input
    )",
                   rules) == "");
}

TEST_CASE("R5: gets up: withdrawn when that is noticed, and how long after the reminder is known") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:40 stops
        32:40 > withdraw
        34:40 > bout ended 0:00 to 31:40, no input, 1:10 after the reminder
        35:40 types
        35:40 > break over 31:40 to 35:40, 1:10 after the reminder
        35:40 > bout began 35:40
    )") == "");
}

TEST_CASE("R5: a bout without a reminder has none of the bout before it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 stops
        32:00 > withdraw
        34:00 > bout ended 0:00 to 31:00, no input, 0:30 after the reminder
        35:00 types
        35:00 > break over 31:00 to 35:00, 0:30 after the reminder
        35:00 > bout began 35:00
        40:00 stops
        43:00 > bout ended 35:00 to 40:00, no input
        44:00 types
        44:00 > break over 40:00 to 44:00
        44:00 > bout began 44:00
    )") == "");
}

TEST_CASE("R6: away 1:30 and back is no break: shown again, saying that 1:30 is missing") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 stops
        32:00 > withdraw
        32:30 types
        32:30 > show sat 32:30, missing 1:30
        37:30 > show sat 37:30
    )") == "");
}

TEST_CASE("R6: the same with a lock, which is not counted") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 locks
        31:00 > withdraw
        32:30 unlocks
        32:30 > show sat 31:00, missing 1:30
    )") == "");
}

TEST_CASE("R7: due long ago, works on, away 1:00, back: reminded again") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 closes
        35:30 > show sat 35:30
        36:00 closes
        40:00 stops
        40:30 > show sat 40:30
        41:00 > withdraw
        41:10 types
        41:10 > show sat 41:10, missing 1:50
    )") == "");
}

TEST_CASE("R8: snoozed: withdrawn, back 10:00 after the press") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        41:00 > show sat 41:00
        46:00 > show sat 46:00
    )") == "");
}

TEST_CASE("R8: a break meanwhile cancels the snooze") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        32:00 stops
        35:00 > bout ended 0:00 to 32:00, no input, 1:30 after the reminder
        36:00 types
        36:00 > break over 32:00 to 36:00, 1:30 after the reminder
        36:00 > bout began 36:00
        66:00 nothing
        66:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R8: a snooze or skip that outlasts the break is over with it, too") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes 2:00:00
        31:00 > withdraw
        32:00 stops
        35:00 > bout ended 0:00 to 32:00, no input, 1:30 after the reminder
        36:00 types
        36:00 > break over 32:00 to 36:00, 1:30 after the reminder
        36:00 > bout began 36:00
        66:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R8: an absence of 2:00 during the snooze does not end it early") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        32:00 stops
        34:00 types
        41:00 > show sat 41:00
    )") == "");
}

TEST_CASE("R8: back from an absence in which the snooze ended: reminded as R6") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        40:00 stops
        41:30 types
        41:30 > show sat 41:30, missing 1:30
    )") == "");
}

TEST_CASE("R9: a third snooze is not offered, and refused with the reason") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        41:00 > show sat 41:00
        42:00 snoozes
        42:00 > withdraw
        52:00 > show sat 52:00, no snooze
        53:00 snoozes
        53:00 > refuse: snoozed 2 times already since the last break, and 2 are allowed (reminder.snoozes_per_bout)
        57:00 > show sat 57:00, no snooze
    )") == "");
}

TEST_CASE("R9: the snoozes are those of one bout: after a break there are as many again") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        41:00 > show sat 41:00
        42:00 snoozes
        42:00 > withdraw
        43:00 stops
        46:00 > bout ended 0:00 to 43:00, no input, 2:00 after the reminder
        47:00 types
        47:00 > break over 43:00 to 47:00, 2:00 after the reminder
        47:00 > bout began 47:00
        77:30 > show sat 30:30
        78:00 snoozes
        78:00 > withdraw
        88:00 > show sat 41:00
    )") == "");
}

TEST_CASE("R9: there is nothing to snooze before a reminder is due") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 snoozes
        10:00 > refuse: no reminder is due, so there is none to snooze; a pause keeps coming ones away
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R9: with no snooze allowed none is offered, and one is refused with the reason") {
    Rules rules;
    rules.snoozes_per_bout = 0;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30, no snooze
        31:00 snoozes
        31:00 > refuse: snoozing is switched off by the settings (reminder.snoozes_per_bout = 0)
        35:30 > show sat 35:30, no snooze
    )",
                   rules) == "");
}

TEST_CASE("R9: a snooze of no length, or of less, is refused with the reason, and uses none up") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes 0:00
        31:00 > refuse: a snooze needs a length above zero
        32:00 snoozes -1:00
        32:00 > refuse: a snooze needs a length above zero
        35:30 > show sat 35:30
        36:00 snoozes
        36:00 > withdraw
        46:00 > show sat 46:00
    )") == "");
}

TEST_CASE("R10: a skip keeps silent until 30:00 after the press, the bout goes on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 skips
        31:00 > withdraw
        61:30 > show sat 61:30
    )") == "");
}

TEST_CASE("R10, R8: a snooze after a skip takes its place, and its end shows at once") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 skips
        31:00 > withdraw
        32:00 snoozes
        42:00 > show sat 42:00
    )") == "");
}

TEST_CASE("R10: there is nothing to skip when nobody sits") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        13:00 > bout ended 0:00 to 10:00, no input
        14:00 skips
        14:00 > refuse: nobody is sitting, so there is no reminder to skip
        15:00 types
        15:00 > break over 10:00 to 15:00
        15:00 > bout began 15:00
        45:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R11: closed by hand: seen, the repeats go on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 closes
        35:30 > show sat 35:30
    )") == "");
}

TEST_CASE("R12: held during a call, shown at its end if still seated") {
    for (const char* hold : {"call", "dnd"}) {
        CHECK(failures(std::string{R"(
            0:00  types
            0:00  > bout began 0:00
            20:00 hold )"} +
                       hold + R"( on
            45:00 hold )" +
                       hold + R"( off
            45:00 > show sat 45:00
        )") == "");
    }
}

TEST_CASE("R12: a call that begins under a standing reminder is noticed when that is to be repeated") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 hold call on
        35:30 > withdraw
        40:00 hold call off
        40:00 > show sat 40:00
    )") == "");
}

TEST_CASE("R12: a call that begins while the reminder waits for a pause holds it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:10 hold call on
        33:00 hold call off
        33:00 > show sat 33:00
    )") == "");
}

TEST_CASE("R12: back from a short absence into a call: shown at its end") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 stops
        32:00 > withdraw
        32:10 hold call on
        32:20 types
        34:00 hold call off
        34:00 > show sat 34:00
    )") == "");
}

TEST_CASE("R12: who does not say what speaks for holding it holds nothing back for more than 300 ms") {
    Rules at_once;
    at_once.wait_for_pause = {};
    Desk desk{at_once};
    desk.holds_are_mute();
    desk.types();
    desk.run_until(desk.start() + 30min + 299ms);
    CHECK(desk.heart().wants_holds());
    CHECK(desk.heart().deadline() == desk.start() + 30min + 300ms);
    const auto shown = [&desk] {
        return std::ranges::count_if(
            desk.done(), [](const auto& done) { return std::holds_alternative<Show>(done.second); });
    };
    CHECK(shown() == 0);
    desk.run_until(desk.start() + 30min + 300ms);
    CHECK(shown() == 1);
    CHECK(!desk.heart().wants_holds());
    // What is not heeded is not looked for.
    at_once.hold_for.clear();
    desk.tell(RulesChanged{at_once});
    desk.run_until(desk.start() + 35min + 300ms);
    CHECK(shown() == 2);
    CHECK(desk.done().back().first == desk.start() + 35min + 300ms);
}

TEST_CASE("R12: holds are looked for while a reminder is due and not shown, and at no other time") {
    Desk desk;
    desk.types();
    const auto wanted_at = [&desk](Duration time) {
        desk.run_until(desk.start() + time);
        return desk.heart().wants_holds();
    };
    CHECK(!wanted_at(29min + 59s));
    CHECK(wanted_at(30min));
    CHECK(!wanted_at(30min + 30s));
    CHECK(!wanted_at(35min + 29s));
    desk.hold(Hold::call, true);
    CHECK(wanted_at(35min + 30s));
    CHECK(wanted_at(50min));
    desk.stops();
    CHECK(!wanted_at(51min));
}

TEST_CASE("R12: after hold_at_most it is shown anyway, and a hold that is not asked for holds nothing") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 hold call on
        90:00 > show sat 90:00
        95:00 > show sat 95:00
    )") == "");
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 hold full-screen on
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE(
    "R12: after hold_at_most the hold does not begin anew, whatever else happens between two showings") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 hold call on
        90:00 > show sat 90:00
        92:00 how
        92:00 > open card
        95:00 > show sat 95:00
    )") == "");
}

TEST_CASE("R12: got up during the call: nothing to show at its end") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 hold call on
        31:00 stops
        34:00 > bout ended 0:00 to 31:00, no input
        45:00 hold call off
        50:00 nothing
    )") == "");
}

TEST_CASE("R13: paused for 1 h: no reminder, bouts are recorded, at its end as R1") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 pauses 1:00:00
        20:00 stops
        23:00 > bout ended 0:00 to 20:00, no input
        25:00 types
        25:00 > break over 20:00 to 25:00
        25:00 > bout began 25:00
        70:30 > show sat 45:30
    )") == "");
}

TEST_CASE("R13: a pause takes a standing reminder away, and resuming brings it as R1") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 pauses 1:00:00
        31:00 > withdraw
        40:00 resumes
        40:30 > show sat 40:30
    )") == "");
}

TEST_CASE("R13: a pause of no length, or of less, is refused with the reason") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 pauses 0:00
        29:00 > refuse: a pause needs a length above zero
        29:30 pauses -1:00
        29:30 > refuse: a pause needs a length above zero
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R13: back from an absence in which the pause ended: reminded as R6") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 pauses 20:30
        39:00 stops
        41:00 types
        41:00 > show sat 41:00, missing 1:00
    )") == "");
}

TEST_CASE("R14: outside the schedule: as a pause, by the clock on the wall") {
    Rules rules;  // Monday 09:00 is the start
    rules.schedule.windows = {WeekWindow{10h, 12h}};
    CHECK(failures(R"(
        0:00    types
        0:00    > bout began 0:00
        1:00:30 > show sat 60:30
        1:05:30 > show sat 65:30
        1:06:00 clock +3
        1:06:00 > withdraw
        3:00:00 nothing
    )",
                   rules) == "");
}

TEST_CASE("R14: hours that close take a standing reminder away, and when they open again it comes as R1") {
    Rules rules;
    rules.schedule.windows = {WeekWindow{10h, 10h + 4min}, WeekWindow{10h + 20min, 12h}};
    CHECK(failures(R"(
        0:00    types
        0:00    > bout began 0:00
        1:00:30 > show sat 60:30
        1:04:00 > withdraw
        1:20:30 > show sat 80:30
        1:25:30 > show sat 85:30
    )",
                   rules) == "");
}

TEST_CASE("R14: a schedule that crosses midnight") {
    Rules rules;
    rules.schedule.windows = {WeekWindow{22h, 26h}};  // Monday 22:00 to Tuesday 02:00; 13 h after the start
    CHECK(failures(R"(
        12:50:00 types
        12:50:00 > bout began 770:00
        13:20:30 > show sat 30:30
        13:21:00 stops
        13:22:00 > withdraw
        13:24:00 > bout ended 770:00 to 801:00, no input, 0:30 after the reminder
        16:31:00 types
        16:31:00 > break over 801:00 to 991:00, 0:30 after the reminder
        16:31:00 > bout began 991:00
        18:00:00 nothing
    )",
                   rules) == "");
}

TEST_CASE("R14: a schedule that crosses midnight is open on both sides of it") {
    Rules rules;
    rules.repeat_every = 1h;
    rules.schedule.windows = {
        WeekWindow{22h, 26h}};  // Monday 22:00 to Tuesday 02:00; the clock is set to 23:00
    CHECK(failures(R"(
        0:00    clock +14
        0:00    types
        0:00    > bout began 0:00
        0:30:30 > show sat 30:30
        1:30:30 > show sat 90:30
        2:30:30 > show sat 150:30
        3:00:00 > withdraw
        4:00:00 nothing
    )",
                   rules) == "");
}

TEST_CASE("R14: a schedule that crosses midnight from Sunday into Monday") {
    Rules rules;
    rules.repeat_every = 1h;
    rules.schedule.windows = {WeekWindow{6 * 24h + 22h, 7 * 24h + 2h}};  // the clock is set to Sunday 23:00
    CHECK(failures(R"(
        0:00    clock -10
        0:00    types
        0:00    > bout began 0:00
        0:30:30 > show sat 30:30
        1:30:30 > show sat 90:30
        2:30:30 > show sat 150:30
        3:00:00 > withdraw
        4:00:00 nothing
    )",
                   rules) == "");
}

TEST_CASE("R15: a lower limit at 25:00 makes it due now") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        25:00 limit 20:00
        25:30 > show sat 25:30
    )") == "");
}

TEST_CASE("R16: a higher limit takes a standing reminder away") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 limit 60:00
        31:00 > withdraw
        60:30 > show sat 60:30
    )") == "");
}

TEST_CASE("R17: an unusable file is said once, and once when it is good again") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 broken sitbreak.toml:3:1
        10:00 > say broken sitbreak.toml:3:1
        20:00 mended
        20:00 > say mended
    )") == "");
}

TEST_CASE("R17: what is said of the file never stands beside a reminder, nor to an empty chair") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 broken sitbreak.toml:3:1
        32:00 stops
        33:00 > withdraw
        34:00 types
        34:00 > show sat 34:00, missing 1:00
        34:30 closes
        34:30 > say broken sitbreak.toml:3:1
        35:00 mended
        35:00 > say mended
    )") == "");
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        12:00 broken sitbreak.toml:3:1
        12:10 mended
        12:30 types
        13:00 nothing
    )") == "");
}

TEST_CASE("R17: of two errors that could not be said yet, the newer is said") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        12:00 broken sitbreak.toml:3:1
        12:10 broken sitbreak.toml:7:2
        12:30 types
        12:30 > say broken sitbreak.toml:7:2
    )") == "");
}

TEST_CASE("R17: a file that was mended and broke again before that could be said is only said to be broken") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:00  broken sitbreak.toml:3:1
        5:00  > say broken sitbreak.toml:3:1
        10:00 stops
        12:00 mended
        12:10 broken sitbreak.toml:7:2
        12:30 types
        12:30 > say broken sitbreak.toml:7:2
    )") == "");
}

TEST_CASE("R17: what is said of the file is not said into a call that keeps a reminder back") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        20:00 hold call on
        35:00 broken sitbreak.toml:3:1
        45:00 hold call off
        45:00 > show sat 45:00
        46:00 closes
        46:00 > say broken sitbreak.toml:3:1
    )") == "");
}

TEST_CASE("R18: no server: counting goes on, shown when one appears if still due") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:30 notshown
        33:00 server appears
        33:00 > show sat 33:00
    )") == "");
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:30 notshown
        31:00 stops
        34:00 > bout ended 0:00 to 31:00, no input
        36:00 server appears
        37:00 types
        37:00 > break over 31:00 to 37:00
        37:00 > bout began 37:00
    )") == "");
}

TEST_CASE(
    "R18: a server that appears brings only what was not shown, and only in the bout that it was due in") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:30 notshown
        35:30 > show sat 35:30
        36:00 server appears
        40:30 > show sat 40:30
        40:30 notshown
        41:00 stops
        44:00 > bout ended 0:00 to 41:00, no input, 5:30 after the reminder
        45:00 types
        45:00 > break over 41:00 to 45:00, 5:30 after the reminder
        45:00 > bout began 45:00
        75:10 server appears
        75:30 > show sat 30:30
    )") == "");
}

TEST_CASE("R19: the server restarts under a standing reminder: shown again") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 notshown
        31:01 server appears
        31:01 > show sat 31:01
    )") == "");
}

TEST_CASE("R19: the server restarts after the reminder was closed by hand: not shown again for that") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:45 closes
        31:00 notshown
        31:01 server appears
        35:30 > show sat 35:30
    )") == "");
}

TEST_CASE("R20: the server answers nothing: the next reminder is tried afresh") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:33 notshown
        35:30 > show sat 35:30
    )") == "");
}

TEST_CASE("R22: with say_when_done a completed break is confirmed on coming back, or at once when standing") {
    Rules rules;
    rules.say_when_done = true;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        13:00 > bout ended 0:00 to 10:00, no input
        14:00 types
        14:00 > break over 10:00 to 14:00
        14:00 > say break done 4:00
        14:00 > bout began 14:00
        20:00 stands
        23:00 > bout ended 14:00 to 20:00, standing
        23:00 > say break done 3:00
        25:00 sits
        25:00 > break over 20:00 to 25:00
        25:00 > bout began 25:00
    )",
                   rules) == "");
}

TEST_CASE("R22: of time in which nobody knows what the person did, no break is said to be done") {
    Rules rules;
    rules.say_when_done = true;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 loses source
        13:00 > bout ended 0:00 to 10:00, source lost
        20:00 reopens source
        20:00 > bout began 20:00
        30:00 loses source
        31:30 stands
        33:00 > bout ended 20:00 to 30:00, source lost
        34:00 sits
        34:00 > bout began 34:00
    )",
                   rules) == "");
}

TEST_CASE("show_for: a reminder that stands only so long, the repeats go on") {
    Rules rules;
    rules.show_for = 20s;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:50 > withdraw
        35:30 > show sat 35:30
        35:50 > withdraw
    )",
                   rules) == "");
}

TEST_CASE("how a movement goes is asked for") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:40 how
        30:40 > open card
    )") == "");
}
