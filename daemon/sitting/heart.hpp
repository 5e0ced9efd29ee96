#pragma once
// The heart of sitbreak: it knows who sits, since when, and when to say so. Values in, values out: it reads
// no clock, writes no log, and uses nothing but the standard library. docs/situations.md says what must
// happen.
//
//   for (const auto& action : heart.handle(observation, now)) obey(action);
//   arm_timer(heart.deadline());     // and at that instant: handle({now.at, TimePassed{}}, now)

#include <optional>
#include <set>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"
#include "sitting/presence.hpp"
#include "sitting/reminding.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// What there is to say about the person now. But for `sat` it changes only when something happens, not as
/// time passes.
struct Status {
    Where where = Where::away;
    /// Since when they sit (the bout's beginning), or are away (their last sign); none: nobody was seen yet.
    std::optional<Instant> since;
    /// In a bout: its beginning, later by the certain absences in it that are over. While they are seated,
    /// `sat` is the time from here.
    std::optional<Instant> counts_from;
    /// Sitting by now in this bout, zero without one.
    Duration sat{};
    /// When the present absence is, or was, long enough for a break.
    std::optional<Instant> break_done;
    /// A reminder is due: `limit` is reached.
    bool due = false;
    /// A reminder stands on the screen, as far as is known.
    bool reminder_stands = false;
    /// What holds it back; empty when nothing does.
    std::set<Hold> holds;
    bool by_clock_alone = false;
    int snoozes_left = 0;
    std::optional<Instant> snoozed_until;
    std::optional<Instant> skipped_until;
    std::optional<Instant> paused_until;
    /// When the schedule allows reminders again; none while it does.
    std::optional<WallTime> schedule_opens;
    /// When the next reminder becomes due if the person sits on, as far as the schedule allows it then; none
    /// when one is due now, and while nobody sits.
    std::optional<Instant> next_reminder;
    std::optional<Report> report;
    std::optional<LastReminder> last_reminder;
};

class Heart {
 public:
    /// Nobody has been seen yet at `start`.
    Heart(Rules rules, const Now& start);

    /// Goes on at `start` with what a heart that ended before remembered: with its bout if that is recent
    /// (C17, C18), else the bout ended (C19), which the first call of `handle` tells.
    Heart(Rules rules, const Now& start, const Remembered& remembered);

    /// What must survive, as of `now`.
    Memory memory(const Now& now) const;

    /// Takes in one observation at `now` and says what to do. `now` never goes back; an observation's instant
    /// after `now` counts as `now`.
    Actions handle(const Observation& observation, const Now& now);

    /// The one next instant at which it wants to be called if nothing is observed: always later than the last
    /// `now`.
    Instant deadline() const;

    Status status(const Now& now) const;

    /// After how long without input a source is to say so: `idle_after`, or a natural pause while a reminder
    /// waits for one.
    Duration idle_threshold() const;

    /// Whether it matters now if something speaks for holding a reminder: from when this becomes true, Held
    /// is to be told of each hold that there is, and then HoldsLooked, and changes until this becomes false;
    /// then that each told hold is off, for nobody looks any more.
    bool wants_holds() const { return reminding_.waits_to_show(); }

    const Rules& rules() const { return rules_; }

 private:
    void follow_presence(const std::optional<Absence>& before, Instant t, const Now& now, Actions& actions);
    void person_is_back(const Absence& absence, Instant t, const Now& now, Actions& actions);
    void end_bout(const Absence& absence, Actions& actions);
    void lose_track(const Memory& memory, const Now& start);
    void say_break_done(Duration length, Actions& actions);
    void begin_bout(Instant t, Actions& actions);
    Duration sat(Instant t) const;
    /// While somebody sits.
    std::optional<Instant> next_reminder(bool is_due) const;
    Sitting sitting(Instant t) const;

    Rules rules_;
    Now last_;
    Instant started_;
    Instant next_checkpoint_;
    Presence presence_;
    Reminding reminding_;
    std::optional<Bout> bout_;
    std::optional<Break> break_;
    /// What became known by starting again.
    Actions to_tell_;
};

}  // namespace sitbreak::sitting
