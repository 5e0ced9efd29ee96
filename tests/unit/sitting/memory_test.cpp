// Situations C17 to C19 (docs/situations.md): what survives a stop, a kill and a boot. `stop` and `kill` end
// the daemon, `start` and `boot` start it again.

#include <doctest/doctest.h>

#include <stdexcept>

#include "desk.hpp"
#include "diary.hpp"
#include "sitting/memory.hpp"
#include "sitting/text.hpp"

using namespace std::chrono_literals;
using namespace sitbreak::sitting;
using sitbreak::sitting::test::failures;

TEST_CASE("C17: a stop of up to 3:00 is in the same bout") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stop
        13:00 start
        13:00 = seated, sat 13:00
        20:00 stops
        23:00 > bout ended 0:00 to 20:00, no input
    )") == "");
}

TEST_CASE("C17: a reminder that became due while it was stopped comes") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:00 stop
        31:00 start
        31:30 > show sat 31:30
    )") == "");
}

TEST_CASE("C17: a reminder that stood is shown again at once") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        32:00 stop
        32:10 start
        32:10 > show sat 32:10
        32:10 ~ reminder of 30:30 ignored 32:10
        37:10 > show sat 37:10
        37:10 ~ reminder of 32:10 ignored 37:10
    )") == "");
}

TEST_CASE("C17: the wait for a natural pause goes on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:05 stop
        30:10 start
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE("C17: a snooze goes on, and how often it was used is known") {
    Rules rules;
    rules.snoozes_per_bout = 1;
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 snoozes
        31:00 > withdraw
        33:00 stop
        34:00 start
        35:00 snoozes
        35:00 > refuse: snoozed 1 times already since the last break, and 1 are allowed (reminder.snoozes_per_bout)
        41:00 > show sat 41:00, no snooze
    )",
                   rules) == "");
}

TEST_CASE("C17: a skip goes on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 skips
        31:00 > withdraw
        33:00 stop
        34:00 start
        61:30 > show sat 61:30
    )") == "");
}

TEST_CASE("C17: a reminder that was not shown before the stop is shown when a server appears after it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        30:30 notshown
        31:00 stop
        32:00 start
        33:00 server appears
        33:00 > show sat 33:00
    )") == "");
}

TEST_CASE("C17: hours that opened while it was stopped wait for a natural pause all the same") {
    Rules rules;  // Monday 09:00 is the start
    rules.schedule.windows = {WeekWindow{10h, 10h + 4min}, WeekWindow{10h + 20min, 12h}};
    CHECK(failures(R"(
        0:00    types
        0:00    > bout began 0:00
        1:00:30 > show sat 60:30
        1:04:00 > withdraw
        1:19:00 stop
        1:21:00 start
        1:21:30 > show sat 81:30
    )",
                   rules) == "");
}

TEST_CASE("C17: a pause goes on, over a longer stop and another boot too") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 pauses 60:00
        11:00 stop
        12:00 start
        40:00 stop
        44:00 start
        44:00 > bout ended 0:00 to 40:00, not running
        44:00 > bout began 44:00
        50:00 stop
        50:20 boot
        50:20 > bout ended 44:00 to 50:00, not running
        50:20 > bout began 50:20
        44:00 ~ unknown 40:00 to 44:00
        50:20 ~ unknown 50:00 to 50:20
        70:00 ~ paused 10:00 to 70:00
        80:50 > show sat 30:30
    )") == "");
}

TEST_CASE("C17: a reported posture goes on, to its own end") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stands for 20:00
        11:00 stop
        12:00 start
        12:30 = standing, sat 10:00
        13:00 > bout ended 0:00 to 10:00, standing
        30:00 > break over 10:00 to 30:00
        30:00 > bout began 30:00
    )") == "");
}

TEST_CASE("C17: an absence that began before the stop goes on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        11:30 stop
        12:00 start
        12:00 = away, sat 12:00
        13:00 > bout ended 0:00 to 10:00, no input
    )") == "");
}

TEST_CASE("C17: a lock is no sitting while it is stopped, either") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 locks
        11:00 stop
        12:00 start
        12:10 = away, sat 10:00
        12:30 unlocks
        12:30 = seated, sat 10:00
        12:30 ~ absent 10:00 to 12:30, locked, certain 2:30
    )") == "");
}

TEST_CASE("C17: whoever left at the stop is away from their last input on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        9:50  stops
        10:00 stop
        12:00 start
        12:00 = away, sat 12:00
        12:50 > bout ended 0:00 to 9:50, no input
    )") == "");
}

TEST_CASE("C17: who said before the stop that they leave is still gone after it") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 leaves
        10:01 stops
        10:30 stop
        11:30 start
        12:00 = away, sat 10:00
        13:00 > bout ended 0:00 to 10:00, left
    )") == "");
}

TEST_CASE("C17: a sign other than input, and an absence that is over, are known after the start") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        10:30 sits
        10:40 stop
        11:05 start
        11:29 = seated, sat 11:29
        11:30 = away, sat 11:30
        13:30 > bout ended 0:00 to 10:30, no input
        20:00 types
        20:00 > break over 10:30 to 20:00
        20:00 > bout began 20:00
        30:00 away for 2:00
        31:30 stops
        32:10 stop
        32:35 start
        35:00 > bout ended 20:00 to 32:00, no input, absent 2:00
    )") == "");
}

TEST_CASE("C17: a source that says nothing after the start has idle_after to speak") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        9:00  loses
        9:30  stop
        12:00 start
        12:59 = seated, sat 12:59
        13:00 > bout ended 0:00 to 9:00, not running
    )") == "");
}

TEST_CASE("C19: whoever is back at a screen, with no source to tell more, is not known to take a break") {
    CHECK(failures(R"(
        0:00  switches off
        0:00  loses
        1:00  stop
        1:30  boot
        2:00  switches back
        2:00  > bout began 2:00
        5:00  > bout ended 2:00 to 2:00, source lost
        5:01  types
        5:05  reopens
        5:05  > bout began 5:05
        2:00  ~ unknown 0:00 to 2:00
        5:05  ~ unknown 2:00 to 5:05
    )") == "");
}

TEST_CASE("C17: a video goes on over a restart") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        1:00  video on
        1:01  stops
        20:00 stop
        22:00 start
        25:00 = seated, sat 25:00
    )") == "");
}

TEST_CASE(
    "C17: a reminder due in a video while a source says nothing after the start waits no longer than that") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        1:00  video on
        2:00  loses
        29:00 stop
        29:30 start
        31:00 > show sat 31:00
    )") == "");
}

TEST_CASE("C17: nothing is shown after the start before a source told whether anybody is there") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        29:30 loses
        29:45 stop
        30:10 start
        31:09 = seated, sat 31:09
        32:30 > bout ended 0:00 to 29:30, not running
    )") == "");
}

TEST_CASE("C17: a reminder that stood comes back to nobody whom no source told of yet") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 loses
        31:10 stop
        31:20 start
        34:00 > bout ended 0:00 to 31:00, not running, 0:30 after the reminder
    )") == "");
}

TEST_CASE("C17, C16: without any idle source it goes on counting and reminding after the start") {
    CHECK(failures(R"(
        0:00  nosource
        0:00  > bout began 0:00
        10:00 stop
        10:30 start
        30:00 > show sat 30:00
    )") == "");
}

TEST_CASE("C17: a video that ends just after the start, and a source that says nothing") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        1:00  video on
        2:00  loses
        20:00 stop
        22:00 start
        22:30 video off
        23:29 = seated, sat 23:29
        23:30 nothing
        25:30 > bout ended 0:00 to 22:30, not running
    )") == "");
}

TEST_CASE("C17: a break goes on") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        13:00 > bout ended 0:00 to 10:00, no input
        14:00 stop
        15:00 start
        20:00 types
        20:00 > break over 10:00 to 20:00
        20:00 > bout began 20:00
    )") == "");
}

TEST_CASE("C18: killed, and started again within 8:00 of the last sign of life, is in the same bout") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        14:59 kill
        18:00 start
        18:00 = seated, sat 18:00
        30:30 > show sat 30:30
    )") == "");
}

TEST_CASE("C18: killed seconds after a bout began") {
    CHECK(failures(R"(
        7:00  types
        7:00  > bout began 7:00
        7:02  kill
        7:05  start
        8:00  = seated, sat 1:00
    )") == "");
}

TEST_CASE("C18: the doubt counts as sitting for 5:00 and no longer") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        5:30  loses
        5:30  kill
        12:30 start
        13:30 > bout ended 0:00 to 10:00, not running
    )") == "");
}

TEST_CASE("C18: whoever was known to be away when it was killed has stayed so") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        2:00  stops
        3:30  kill
        4:00  start
        5:00  > bout ended 0:00 to 2:00, no input
    )") == "");
}

TEST_CASE("C18: killed while a reminder stands: it is repeated when its time comes") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        32:00 kill
        32:10 start
        35:30 > show sat 35:30
    )") == "");
}

TEST_CASE("C19: stopped for longer than 3:00, the bout ended at the stop, and what followed is not known") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stop
        13:01 start
        13:01 > bout ended 0:00 to 10:00, not running
        13:01 > bout began 13:01
        13:01 ~ unknown 10:00 to 13:01
    )") == "");
}

TEST_CASE("C19: killed, and started again after more than 8:00, it ended at the last sign of life") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        14:00 kill
        18:01 start
        18:01 > bout ended 0:00 to 10:00, not running
        18:01 > bout began 18:01
        18:01 ~ unknown 10:00 to 18:01
    )") == "");
}

TEST_CASE("C19: after another boot it is another bout, however short it took") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        30:30 > show sat 30:30
        31:00 stop
        31:30 boot
        31:30 > bout ended 0:00 to 31:00, not running, 0:30 after the reminder
        31:30 > bout began 31:30
        31:30 ~ reminder of 30:30 unknown 31:00
        31:30 ~ unknown 31:00 to 31:30
        62:00 > show sat 30:30
    )") == "");
}

TEST_CASE("C19: an absence at the stop is where the bout ended") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 locks
        11:00 stop
        20:00 start
        20:00 > bout ended 0:00 to 10:00, not running
        21:00 unlocks
        21:00 > bout began 21:00
        21:00 ~ unknown 10:00 to 21:00
    )") == "");
}

TEST_CASE("C19: of a break only the part that was seen is one") {
    CHECK(failures(R"(
        0:00  types
        0:00  > bout began 0:00
        10:00 stops
        13:00 > bout ended 0:00 to 10:00, no input
        15:00 stop
        25:00 start
        25:00 > break over 10:00 to 15:00
        26:00 types
        26:00 > bout began 26:00
        26:00 ~ unknown 15:00 to 26:00
    )") == "");
}

TEST_CASE("C19: nobody was seen before the stop nor after it") {
    CHECK(failures(R"(
        5:00  stop
        25:00 start
        26:00 stop
        26:30 start
        27:00 types
        27:00 > bout began 27:00
        27:00 ~ unknown 0:00 to 27:00
    )") == "");
}

namespace {

Memory full_memory() {
    const auto at = [](int minute) { return Instant{std::chrono::minutes{minute}}; };
    Memory memory;
    memory.at = at(100);
    memory.stopped = true;
    memory.bout = Bout{at(1), 2s};
    memory.after_bout = Break{at(2), 5ns, false, true};
    memory.presence = {Absence{at(3), End::not_running, 4s, at(5)},
                       at(6),
                       at(7),
                       at(18),
                       Report{Posture::away, at(8)},
                       at(9)};
    memory.reminding = {Manner::repeating,
                        3,
                        at(10),
                        Quiet::skipped,
                        at(11),
                        at(12),
                        at(13),
                        OpenReminder{at(14), true},
                        true,
                        true,
                        true,
                        Pause{at(15), at(16)},
                        HeldBack{at(17), {Hold::call, Hold::full_screen}}};
    return memory;
}

}  // namespace

TEST_CASE("a memory survives being numbers, and being a line of the log") {
    for (const Memory& memory : {Memory{}, full_memory()}) {
        CHECK(memory_from(to_numbers(memory)) == memory);
        CHECK(parse_memory(to_text(memory)) == memory);
        for (const Boot boot : {Boot::same, Boot::another}) {
            const Remembered remembered{memory, boot};
            CHECK(parse_remembered(to_text(remembered)) == remembered);
        }
    }
}

TEST_CASE("a memory shifted to another clock moves all its instants and none of its durations") {
    const Memory memory = full_memory();
    const Memory later = memory.shifted(1h);
    CHECK(later.shifted(-1h) == memory);
    CHECK(later.presence.absence->certain(later.at) == memory.presence.absence->certain(memory.at));
    const auto before = to_numbers(memory);
    const auto after = to_numbers(later);
    int moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (after[i].second != before[i].second) {
            ++moved;
            CHECK(after[i].second - before[i].second == Duration{1h}.count());
        }
    CHECK(moved == 18);
}

TEST_CASE("numbers that make no memory are refused") {
    auto numbers = to_numbers(full_memory());
    const auto refused = [&](std::string_view name, std::int64_t value) {
        auto wrong = numbers;
        for (auto& [its_name, number] : wrong)
            if (its_name == name) number = value;
        CHECK_THROWS_AS(memory_from(wrong), std::invalid_argument);
    };
    refused("absence_how", 10);
    refused("manner", -1);
    refused("held_by", 8);
    refused("stopped", 2);
    numbers.erase(numbers.begin());
    CHECK_THROWS_WITH_AS(memory_from(numbers), "missing: at", std::invalid_argument);
}
