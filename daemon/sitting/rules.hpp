#pragma once
// What the heart goes by: the settings that decide, as plain values.

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "sitting/schedule.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// A reason not to interrupt now (R12).
enum class Hold { call, do_not_disturb, full_screen };

/// Every value is positive unless its comment says otherwise, and `break_length` < `limit`.
struct Rules {
    /// After how much sitting a reminder is due.
    Duration limit = std::chrono::minutes{30};
    /// How long an absence ends a bout.
    Duration break_length = std::chrono::minutes{3};
    /// For how long after the last input a desktop that is kept awake counts as watched; zero: never.
    Duration passive_limit = std::chrono::hours{2};
    /// Time between two showings of a reminder that is not followed.
    Duration repeat_every = std::chrono::minutes{5};
    Duration snooze = std::chrono::minutes{10};
    /// May be 0: no snooze is offered.
    int snoozes_per_bout = 2;
    /// How long a due reminder waits for a natural pause; may be zero.
    Duration wait_for_pause = std::chrono::seconds{30};
    /// How long a reminder stands; none: until the break.
    std::optional<Duration> show_for;
    /// How long a hold keeps a due reminder back at most; zero: holds are not heeded.
    Duration hold_at_most = std::chrono::hours{1};
    /// Which holds are heeded.
    std::set<Hold> hold_for = {Hold::call, Hold::do_not_disturb};
    /// Whether a completed break is confirmed with a line (R22).
    bool say_when_done = false;
    Schedule schedule;
    /// The heartbeat: the heart asks to be called at least this often.
    Duration checkpoint_every = std::chrono::minutes{5};

    /// How long without input until an absence counts as noticed (situations.md: a third of a break, at most
    /// 60 s, at least 1 s).
    Duration idle_after() const {
        return std::clamp<Duration>(break_length / 3, std::chrono::seconds{1}, std::chrono::seconds{60});
    }

    /// How long without input makes a natural pause (R2).
    static constexpr Duration natural_pause = std::chrono::seconds{5};

    /// How long a reminder whose time has come waits for whoever looks for holds; what is not told by then
    /// holds nothing back.
    static constexpr Duration holds_answer = std::chrono::milliseconds{300};

    /// Whether any hold is heeded.
    bool heeds_holds() const { return hold_at_most > Duration::zero() && !hold_for.empty(); }

    friend bool operator==(const Rules&, const Rules&) = default;
};

}  // namespace sitbreak::sitting
