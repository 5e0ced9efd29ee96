#include "sitting/reminding.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sitting/overloaded.hpp"

namespace sitbreak::sitting {

void Reminding::observe(const Observation& observation, Instant t, const Sitting& sitting, const Rules& rules,
                        Actions& actions) {
    std::visit(Overloaded{
                   [&](const Held& held) {
                       if (held.on)
                           holds_.insert(held.by);
                       else
                           holds_.erase(held.by);
                   },
                   [&](const HoldsLooked&) { has_looked_ = looking_since_.has_value(); },
                   [&](const SnoozeAsked& asked) { snooze(asked, t, sitting, rules, actions); },
                   [&](const SkipAsked&) { skip(t, sitting, rules, actions); },
                   [&](const PauseAsked& asked) { pause(asked.for_how_long, t, actions); },
                   [&](const ResumeAsked&) { end_pause(t, actions); },
                   [&](const HowAsked&) { actions.emplace_back(OpenCard{}); },
                   [&](const SettingsBroken& broken) {
                       broken_notice_ = broken.why;
                       mended_notice_ = false;
                   },
                   [&](const SettingsMended&) {
                       // What was never said broken need not be said mended.
                       mended_notice_ = !broken_notice_;
                       broken_notice_.reset();
                   },
                   [&](const NotificationClosed&) {
                       if (stands_ && open_) open_->closed = true;
                       stands_ = false;
                   },
                   [&](const NotShown&) {
                       if (!stands_) return;
                       stands_ = false;
                       unseen_ = true;
                       last_shown_ = shown_before_;
                       settle_outcome(Outcome::not_shown, t, actions);
                   },
                   [&](const ServerAppeared&) {
                       if (unseen_) manner_ = Manner::prompt;
                   },
                   [](const auto&) {},
               },
               observation.what);
}

void Reminding::snooze(const SnoozeAsked& asked, Instant t, const Sitting& sitting, const Rules& rules,
                       Actions& actions) {
    const Duration length = asked.for_how_long.value_or(rules.snooze);
    if (length <= Duration::zero()) {
        actions.emplace_back(Refuse{Refusal::bad_length, "a snooze needs a length above zero"});
    } else if (!sitting.in_bout || sitting.sat < rules.limit) {
        actions.emplace_back(
            Refuse{Refusal::not_due,
                   "no reminder is due, so there is none to snooze; a pause keeps coming ones away"});
    } else if (rules.snoozes_per_bout == 0) {
        actions.emplace_back(
            Refuse{Refusal::no_snooze_left,
                   "snoozing is switched off by the settings (reminder.snoozes_per_bout = 0)"});
    } else if (snoozes_ >= rules.snoozes_per_bout) {
        actions.emplace_back(Refuse{Refusal::no_snooze_left, "snoozed " + std::to_string(snoozes_) +
                                                                 " times already since the last break, and " +
                                                                 std::to_string(rules.snoozes_per_bout) +
                                                                 " are allowed (reminder.snoozes_per_bout)"});
    } else {
        ++snoozes_;
        quiet_until_ = t + length;
        quiet_by_ = Quiet::snoozed;
        settle_outcome(Outcome::snoozed, t, actions);
    }
}

void Reminding::skip(Instant t, const Sitting& sitting, const Rules& rules, Actions& actions) {
    if (!sitting.in_bout) {
        actions.emplace_back(
            Refuse{Refusal::nobody_sitting, "nobody is sitting, so there is no reminder to skip"});
        return;
    }
    quiet_until_ = t + rules.limit;
    quiet_by_ = Quiet::skipped;
    settle_outcome(Outcome::skipped, t, actions);
}

void Reminding::pause(Duration for_how_long, Instant t, Actions& actions) {
    if (for_how_long <= Duration::zero()) {
        actions.emplace_back(Refuse{Refusal::bad_length, "a pause needs a length above zero"});
        return;
    }
    pause_ = Pause{pause_ ? pause_->since : t, t + for_how_long};
}

void Reminding::end_pause(Instant end, Actions& actions) {
    if (!pause_) return;
    actions.emplace_back(PauseOver{pause_->since, end});
    pause_.reset();
    manner_ = Manner::patient;
}

void Reminding::returned(Duration away_for, const Now& now, const Sitting& sitting, const Rules& rules,
                         Actions& actions) {
    lapse(now, rules, actions);
    if (!sitting.in_bout || sitting.sat < rules.limit || unwanted()) return;
    manner_ = Manner::prompt;
    just_away_for_ = away_for;
}

std::optional<Instant> Reminding::bout_ended(Instant end, End how, Actions& actions) {
    const auto last_shown = last_shown_;
    if (open_ && open_->shown > end)
        settle_outcome(Outcome::unseen, open_->shown, actions);
    else
        settle_outcome(is_known(how) ? Outcome::followed : Outcome::unknown, end, actions);
    manner_ = Manner::patient;
    snoozes_ = 0;
    quiet_until_.reset();
    last_tried_.reset();
    last_shown_.reset();
    shown_before_.reset();
    unseen_ = false;
    return last_shown;
}

void Reminding::lapse(const Now& now, const Rules& rules, Actions& actions) {
    if (quiet_until_ && *quiet_until_ <= now.at) {
        quiet_until_.reset();
        manner_ = quiet_by_ == Quiet::snoozed ? Manner::prompt : Manner::patient;
    }
    if (pause_ && pause_->until <= now.at) end_pause(pause_->until, actions);
    const bool was_off = off_schedule_;
    off_schedule_ = !rules.schedule.open(now.wall);
    if (was_off && !off_schedule_) manner_ = Manner::patient;
}

bool Reminding::unwanted() const {
    return quiet_until_ || pause_ || off_schedule_;
}

bool Reminding::held_back(Instant t, const Rules& rules, Actions& actions) {
    std::set<Hold> heeded;
    if (rules.heeds_holds())
        std::set_intersection(holds_.begin(), holds_.end(), rules.hold_for.begin(), rules.hold_for.end(),
                              std::inserter(heeded, heeded.end()));
    if (heeded.empty()) {
        end_hold(t, rules, actions);
        return false;
    }
    if (!held_) {
        look_for_holds(t, rules);
        held_ = HeldBack{t, {}};
        manner_ = Manner::prompt;
    }
    held_->by.merge(heeded);
    return t < held_->since + rules.hold_at_most;
}

void Reminding::end_hold(Instant t, const Rules& rules, Actions& actions) {
    if (!held_) return;
    const Instant end = std::min(t, held_->since + rules.hold_at_most);
    actions.emplace_back(HoldOver{std::move(held_->by), held_->since, end});
    held_.reset();
}

void Reminding::settle(const Now& now, const Sitting& sitting, const Rules& rules, Actions& actions) {
    lapse(now, rules, actions);
    const bool due = sitting.seated && sitting.sat >= rules.limit;
    if (sitting.seated && !due) manner_ = Manner::patient;
    const bool is_wanted = due && !unwanted();
    if (!is_wanted) {
        end_hold(now.at, rules, actions);
        looking_since_.reset();
    }
    if (!is_wanted || held_back(now.at, rules, actions)) {
        if (sitting.seated) sat_on(Outcome::withdrawn, now.at, actions);
        ready_since_.reset();
        just_away_for_.reset();
        withdraw(actions);
    } else {
        if (!ready_since_) ready_since_ = now.at;
        const bool is_time = time_to_show(now.at, sitting, rules);
        if (is_time || manner_ != Manner::repeating || held_)
            look_for_holds(now.at, rules);
        else
            looking_since_.reset();
        if (is_time && holds_are_known(now.at))
            show(now.at, sitting, rules, actions);
        else if (stands_ && rules.show_for && now.at - *last_tried_ >= *rules.show_for)
            withdraw(actions);
    }
    say_notices(sitting, actions);
}

void Reminding::look_for_holds(Instant t, const Rules& rules) {
    if (!rules.heeds_holds()) looking_since_.reset();
    if (!rules.heeds_holds() || looking_since_) return;
    looking_since_ = t;
    has_looked_ = false;
}

bool Reminding::holds_are_known(Instant t) const {
    return !looking_since_ || has_looked_ || t - *looking_since_ >= Rules::holds_answer;
}

bool Reminding::time_to_show(Instant t, const Sitting& sitting, const Rules& rules) const {
    switch (manner_) {
        case Manner::patient:
            return sitting.by_clock_alone || t - *ready_since_ >= rules.wait_for_pause ||
                   (sitting.input_pause && t - *sitting.input_pause >= Rules::natural_pause);
        case Manner::prompt:
            return true;
        case Manner::repeating:
            return t - *last_tried_ >= rules.repeat_every;
    }
    return false;
}

void Reminding::show(Instant t, const Sitting& sitting, const Rules& rules, Actions& actions) {
    std::optional<Duration> missing;
    if (just_away_for_ && *just_away_for_ < rules.break_length)
        missing = rules.break_length - *just_away_for_;
    if (missing)
        settle_outcome(Outcome::too_short, t, actions);
    else
        sat_on(Outcome::ignored, t, actions);
    actions.emplace_back(Show{sitting.sat, missing, snoozes_left(rules)});
    manner_ = Manner::repeating;
    just_away_for_.reset();
    // What was held for too long is shown, and held all the same.
    if (!held_) looking_since_.reset();
    stands_ = true;
    open_ = OpenReminder{t, false};
    unseen_ = false;
    shown_before_ = last_shown_;
    last_shown_ = t;
    last_tried_ = t;
    last_reminder_ = LastReminder{t, std::nullopt};
}

void Reminding::withdraw(Actions& actions) {
    if (!stands_) return;
    actions.emplace_back(Withdraw{});
    stands_ = false;
}

void Reminding::settle_outcome(Outcome outcome, Instant at, Actions& actions) {
    if (!open_) return;
    actions.emplace_back(ReminderOver{open_->shown, at, outcome});
    last_reminder_ = LastReminder{open_->shown, outcome};
    open_.reset();
}

void Reminding::sat_on(Outcome unless_closed, Instant at, Actions& actions) {
    settle_outcome(open_ && open_->closed ? Outcome::closed : unless_closed, at, actions);
}

void Reminding::say_notices(const Sitting& sitting, Actions& actions) {
    // At most one thing of ours stands, nothing is said to an empty chair, and what is due comes first, with
    // what holds it: a notice waits.
    if (stands_ || waits_to_show() || !sitting.seated) return;
    if (broken_notice_) actions.emplace_back(SaySettingsBroken{*broken_notice_});
    if (mended_notice_) actions.emplace_back(SaySettingsMended{});
    broken_notice_.reset();
    mended_notice_ = false;
}

std::optional<Instant> Reminding::silent_until() const {
    const auto paused = paused_until();
    return quiet_until_ && paused ? std::max(quiet_until_, paused) : quiet_until_ ? quiet_until_ : paused;
}

std::optional<Instant> Reminding::snoozed_until() const {
    return quiet_by_ == Quiet::snoozed ? quiet_until_ : std::nullopt;
}

std::optional<Instant> Reminding::skipped_until() const {
    return quiet_by_ == Quiet::skipped ? quiet_until_ : std::nullopt;
}

std::set<Hold> Reminding::holds_in_force(const Rules& rules) const {
    std::set<Hold> in_force;
    if (held_ && !ready_since_)
        std::ranges::set_intersection(holds_, rules.hold_for, std::inserter(in_force, in_force.end()));
    return in_force;
}

std::optional<Instant> Reminding::deadline(const Now& now, const Sitting& sitting, const Rules& rules) const {
    if (!sitting.seated) return std::nullopt;
    std::optional<Instant> nearest;
    const auto consider = [&nearest](Instant instant) {
        if (!nearest || instant < *nearest) nearest = instant;
    };
    if (quiet_until_) consider(*quiet_until_);
    if (pause_) consider(pause_->until);
    if (const auto change = rules.schedule.until_change(now.wall)) consider(now.at + *change);
    if (unwanted()) return nearest;
    if (sitting.sat < rules.limit) {
        consider(now.at + (rules.limit - sitting.sat));
        return nearest;
    }
    if (!ready_since_) {
        if (held_) consider(held_->since + rules.hold_at_most);
        return nearest;
    }
    if (looking_since_ && !holds_are_known(now.at) && time_to_show(now.at, sitting, rules)) {
        consider(*looking_since_ + Rules::holds_answer);
        return nearest;
    }
    if (manner_ == Manner::patient) {
        consider(*ready_since_ + rules.wait_for_pause);
        if (sitting.input_pause) consider(*sitting.input_pause + Rules::natural_pause);
    }
    if (manner_ == Manner::repeating) consider(*last_tried_ + rules.repeat_every);
    if (stands_ && rules.show_for) consider(*last_tried_ + *rules.show_for);
    return nearest;
}

RemindingMemory Reminding::memory() const {
    return {manner_, snoozes_, quiet_until_, quiet_by_,     last_tried_, last_shown_, ready_since_,
            open_,   stands_,  unseen_,      off_schedule_, pause_,      held_};
}

void Reminding::remember(const RemindingMemory& memory, Instant then, bool stopped, const Rules& rules,
                         Actions& actions) {
    // What stood was taken away when the daemon was stopped (as R19).
    manner_ = stopped && memory.stands ? Manner::prompt : memory.manner;
    snoozes_ = memory.snoozes;
    quiet_until_ = memory.quiet_until;
    quiet_by_ = memory.quiet_by;
    last_tried_ = memory.last_tried;
    last_shown_ = memory.last_shown;
    ready_since_ = memory.ready_since;
    open_ = memory.open;
    if (open_) last_reminder_ = LastReminder{open_->shown, std::nullopt};
    unseen_ = memory.unseen;
    off_schedule_ = memory.off_schedule;
    pause_ = memory.pause;
    held_ = memory.held;
    end_hold(then, rules, actions);
}

}  // namespace sitbreak::sitting
