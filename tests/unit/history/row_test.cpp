#include "history/row.hpp"

#include <doctest/doctest.h>

#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

TEST_CASE("what the heart tells becomes rows by the clock on the wall, and what it asks for does not") {
    const sitting::Actions actions{
        sitting::Withdraw{},
        sitting::BoutEnded{at(10min), at(45min) + 1ns, 90s, sitting::End::locked, 5min},
        sitting::BreakOver{at(45min), at(50min), std::nullopt},
        sitting::AbsenceOver{at(60min), at(62min), 1min, sitting::End::asleep},
        sitting::UnknownOver{at(70min), at(80min)},
        sitting::ReminderOver{at(81min), at(82min), sitting::Outcome::ignored},
        sitting::Show{35min, std::nullopt, 2},
        sitting::PauseOver{at(90min), at(95min)},
        sitting::HoldOver{{sitting::Hold::call}, at(96min), at(97min)},
        sitting::BoutBegan{at(98min)},
        sitting::Checkpoint{},
    };
    const auto span = [](auto begin, auto end) { return Span{time_at(begin), time_at(end), 60min}; };
    const Rows expected{
        BoutRow{span(10min, 45min), 90s, sitting::End::locked, 30min, 3min},
        BreakRow{span(45min, 50min)},
        AbsenceRow{span(60min, 62min), 1min, sitting::End::asleep},
        UnknownRow{span(70min, 80min)},
        SettledRow{time_at(81min), 60min, 1min, sitting::Outcome::ignored},
        ShownRow{time_at(99min), 60min, "calf-raise"},
        PauseRow{span(90min, 95min)},
        HoldRow{span(96min, 97min), {sitting::Hold::call}},
    };
    CHECK(rows_of(actions, at(99min), {}, "calf-raise", clocks()) == expected);
    CHECK(time_at(0ms) == Time{std::chrono::sys_days{std::chrono::March / 2 / 2026}});
}

TEST_CASE("C17, C18: in the same boot the clock is the same, whatever the clock on the wall says") {
    const Kept kept{seated(10min, 20min), "boot-1", time_at(20min)};
    const auto result = remembered(kept, "boot-1", at(22min), clocks().boot_since_epoch - 24h);
    CHECK(result == sitting::Remembered{kept.memory, sitting::Boot::same});
}

TEST_CASE("C19: after another boot it was as long ago as the clock on the wall says") {
    const Kept kept{seated(10min, 20min), "boot-1", time_at(20min)};
    // That boot began an hour later; it is a minute old now.
    const auto result = remembered(kept, "boot-2", at(1min), clocks().boot_since_epoch + 1h);
    CHECK(result == sitting::Remembered{kept.memory.shifted(-1h), sitting::Boot::another});
}

TEST_CASE("C19: what was remembered is never in the future, though the clock on the wall was set back") {
    const Kept kept{seated(10min, 20min), "boot-1", time_at(20min)};
    const auto result = remembered(kept, "boot-2", at(1min), clocks().boot_since_epoch - 24h);
    CHECK(result.boot == sitting::Boot::another);
    CHECK(result.memory == kept.memory.shifted(-19min));
}

TEST_CASE("which boot it was is not known") {
    const Kept kept{seated(10min, 20min), "", time_at(20min)};
    CHECK(remembered(kept, "", at(25min), clocks().boot_since_epoch).boot == sitting::Boot::another);
    // A name that is there twice, and a clock that went back.
    const Kept later{seated(10min, 20min), "boot-1", time_at(20min)};
    CHECK(remembered(later, "boot-1", at(1min), clocks().boot_since_epoch).boot == sitting::Boot::another);
}

TEST_CASE("a memory that no heart went on with ends its bout when that was last known") {
    const Kept kept{seated(10min, 20min), "boot-1", time_at(20min)};
    const Rows expected{
        BoutRow{{time_at(10min), time_at(20min), 60min}, 0ms, sitting::End::not_running, 30min, 3min}};
    CHECK(rows_that_end(kept, "boot-1", at(21min), {}, clocks()) == expected);
    auto later = clocks();
    later.boot_since_epoch += 1h;
    CHECK(rows_that_end(kept, "boot-2", at(0min), {}, later) == expected);
}
