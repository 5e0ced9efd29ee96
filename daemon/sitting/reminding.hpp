#pragma once
// When to say that it is time to get up, and when not to (situations R1 to R23).

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// What reminding goes by: the bout, as of one instant.
struct Sitting {
    bool in_bout = false;
    /// The person is at the desk now: in a bout, and no absence is noticed.
    bool seated = false;
    /// Sitting by now in this bout.
    Duration sat{};
    /// Since when the seated person has made no input, when that is known.
    std::optional<Instant> input_pause;
    /// There is no idle source: no pause will ever be seen.
    bool by_clock_alone = false;
};

struct LastReminder {
    Instant at{};
    /// None while that is open.
    std::optional<Outcome> outcome;

    friend bool operator==(const LastReminder&, const LastReminder&) = default;
};

class Reminding {
 public:
    /// Takes in a command, a hold, or what became of the notification. `sitting` is as of `t`.
    void observe(const Observation& observation, Instant t, const Sitting& sitting, const Rules& rules,
                 Actions& actions);

    /// The person is back from a noticed absence that was shorter than a break.
    void returned(Duration away_for, const Now& now, const Sitting& sitting, const Rules& rules,
                  Actions& actions);

    /// The bout is over. Gives the instant of its last reminder, if one was shown.
    std::optional<Instant> bout_ended(Instant end, End how, Actions& actions);

    /// Shows or withdraws as of now.
    void settle(const Now& now, const Sitting& sitting, const Rules& rules, Actions& actions);

    /// When `settle` has something to do next, given that nothing else happens.
    std::optional<Instant> deadline(const Now& now, const Sitting& sitting, const Rules& rules) const;

    /// A reminder waits for a natural pause: shorter pauses than an absence matter now.
    bool waits_for_pause() const { return ready_since_ && manner_ == Manner::patient; }

    /// A reminder is due and not shown yet: whether something speaks for holding it matters now.
    bool waits_to_show() const { return looking_since_.has_value(); }

    bool stands() const { return stands_; }
    std::optional<Instant> paused_until() const {
        return pause_ ? std::optional{pause_->until} : std::nullopt;
    }
    std::optional<Instant> snoozed_until() const;
    std::optional<Instant> skipped_until() const;
    /// The latest of these three.
    std::optional<Instant> silent_until() const;

    /// What must survive.
    RemindingMemory memory() const;

    /// Goes on with what was remembered at `then`. What kept a reminder back is to be found out anew.
    void remember(const RemindingMemory& memory, Instant then, bool stopped, const Rules& rules,
                  Actions& actions);

    /// How often snooze can still be had in this bout.
    int snoozes_left(const Rules& rules) const { return std::max(0, rules.snoozes_per_bout - snoozes_); }

    const std::optional<LastReminder>& last_reminder() const { return last_reminder_; }

    /// What holds back the reminder that is due; empty when nothing does.
    std::set<Hold> holds_in_force(const Rules& rules) const;

 private:
    void snooze(const SnoozeAsked& asked, Instant t, const Sitting& sitting, const Rules& rules,
                Actions& actions);
    void skip(Instant t, const Sitting& sitting, const Rules& rules, Actions& actions);
    void pause(Duration for_how_long, Instant t, Actions& actions);
    void end_pause(Instant end, Actions& actions);
    void lapse(const Now& now, const Rules& rules, Actions& actions);
    bool unwanted() const;
    bool held_back(Instant t, const Rules& rules, Actions& actions);
    void end_hold(Instant t, const Rules& rules, Actions& actions);
    void look_for_holds(Instant t, const Rules& rules);
    bool holds_are_known(Instant t) const;
    bool time_to_show(Instant t, const Sitting& sitting, const Rules& rules) const;
    void show(Instant t, const Sitting& sitting, const Rules& rules, Actions& actions);
    void withdraw(Actions& actions);
    /// What became of the last reminder, if that is still open, is `outcome`.
    void settle_outcome(Outcome outcome, Instant at, Actions& actions);
    void sat_on(Outcome unless_closed, Instant at, Actions& actions);
    void say_notices(const Sitting& sitting, Actions& actions);

    // Of this bout.
    Manner manner_ = Manner::patient;
    int snoozes_ = 0;
    std::optional<Instant> quiet_until_;
    Quiet quiet_by_ = Quiet::snoozed;
    std::optional<Instant> last_tried_;
    std::optional<Instant> last_shown_;
    std::optional<Instant> shown_before_;
    std::optional<OpenReminder> open_;
    /// How long the absence was whose end brings the reminder that comes next.
    std::optional<Duration> just_away_for_;

    // Since when nothing but its manner keeps a due reminder back.
    std::optional<Instant> ready_since_;
    std::optional<HeldBack> held_;
    /// Since when holds are looked for.
    std::optional<Instant> looking_since_;
    bool has_looked_ = false;
    bool stands_ = false;
    bool unseen_ = false;

    std::optional<LastReminder> last_reminder_;
    std::optional<Pause> pause_;
    bool off_schedule_ = false;
    std::set<Hold> holds_;
    std::optional<std::string> broken_notice_;
    bool mended_notice_ = false;
};

}  // namespace sitbreak::sitting
