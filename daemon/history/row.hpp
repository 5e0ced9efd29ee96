#pragma once
// What happened, as it is kept: plain values, a row each. They say when, and how it is known; never what the
// person does.

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::history {

/// A time by the clock on the wall, since 1970 UTC.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Length = std::chrono::milliseconds;

struct Span {
    Time begin{};
    Time end{};
    /// How far east of UTC the clock on the wall is at `begin`, by the time zone in force when it was
    /// recorded.
    std::chrono::minutes utc_offset{};
    friend bool operator==(const Span&, const Span&) = default;
};

struct BoutRow {
    Span span;
    /// Certain absence inside, which is not sitting.
    Length absent{};
    sitting::End how = sitting::End::no_input;
    /// The rules that it was judged by.
    Length limit{};
    Length break_length{};
    friend bool operator==(const BoutRow&, const BoutRow&) = default;
};

struct BreakRow {
    Span span;
    friend bool operator==(const BreakRow&, const BreakRow&) = default;
};

/// A noticed absence that was no break.
struct AbsenceRow {
    Span span;
    Length certain{};
    sitting::End how = sitting::End::no_input;
    friend bool operator==(const AbsenceRow&, const AbsenceRow&) = default;
};

struct UnknownRow {
    Span span;
    friend bool operator==(const UnknownRow&, const UnknownRow&) = default;
};

/// A reminder is shown; its row is open until it is known what became of it.
struct ShownRow {
    Time at{};
    std::chrono::minutes utc_offset{};
    /// Its id.
    std::string movement;
    friend bool operator==(const ShownRow&, const ShownRow&) = default;
};

/// What became of the open reminder.
struct SettledRow {
    Time shown{};
    std::chrono::minutes utc_offset{};
    /// How long after it was shown: for one that was followed, how long until the break began.
    Length after{};
    sitting::Outcome outcome = sitting::Outcome::ignored;
    friend bool operator==(const SettledRow&, const SettledRow&) = default;
};

struct PauseRow {
    Span span;
    friend bool operator==(const PauseRow&, const PauseRow&) = default;
};

struct HoldRow {
    Span span;
    std::set<sitting::Hold> by;
    friend bool operator==(const HoldRow&, const HoldRow&) = default;
};

using Row = std::variant<BoutRow, BreakRow, AbsenceRow, UnknownRow, ShownRow, SettledRow, PauseRow, HoldRow>;
using Rows = std::vector<Row>;

/// How the boot clock and the clock on the wall go together.
struct Clocks {
    /// CLOCK_REALTIME − CLOCK_BOOTTIME. Two calls that differ in it tell of a clock that was set.
    sitting::Duration boot_since_epoch{};
    /// How far east of UTC the clock on the wall is then. Callable from any thread.
    std::chrono::minutes (*utc_offset)(std::chrono::sys_seconds) = nullptr;
    /// Whether somebody keeps the clock on the wall right. Callable from any thread; none: nobody does.
    bool (*is_kept_right)() = nullptr;

    Time time(sitting::Instant instant) const;
};

/// What is kept of what the heart told at `now`. `movement` is the id of the one that was shown last.
Rows rows_of(const sitting::Actions& actions, sitting::Instant now, const sitting::Rules& rules,
             const std::string& movement, const Clocks& clocks);

/// What the heart must still know, as it is kept.
struct Kept {
    sitting::Memory memory;
    /// The boot by whose clock it is, as the kernel names it; empty if that is not known.
    std::string boot;
    /// When `memory.at` was.
    Time at{};
    friend bool operator==(const Kept&, const Kept&) = default;
};

/// What a heart that starts at `now` is given of it, `boot` being the present one (C17 to C19).
sitting::Remembered remembered(const Kept& kept, const std::string& boot, sitting::Instant now,
                               sitting::Duration boot_since_epoch);

/// What is still to be told of a memory that no heart went on with: its bout ended when it was last known.
/// `now` is not before it, by the clock of `boot`.
Rows rows_that_end(const Kept& kept, const std::string& boot, sitting::Instant now,
                   const sitting::Rules& rules, const Clocks& clocks);

}  // namespace sitbreak::history
