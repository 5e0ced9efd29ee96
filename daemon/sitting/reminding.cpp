#include "sitting/reminding.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sitting/overloaded.hpp"

namespace sitbreak::sitting {

void Reminding::observe(const Observation& observation, Instant t, const Sitting& sitting, const Rules& rules,
                        Actions& actions) {
    std::visit(
        Overloaded{
            [&](const Held& held) {
                if (held.on)
                    holds_.insert(held.by);
                else
                    holds_.erase(held.by);
            },
            [&](const HoldsLooked&) { has_looked_ = looking_since_.has_value(); },
            [&](const SnoozeAsked& asked) { snooze(asked, t, sitting, rules, actions); },
            [&](const SkipAsked&) { skip(t, sitting, rules, actions); },
            [&](const PauseAsked& asked) {
                if (asked.for_how_long > Duration::zero())
                    pause_until_ = t + asked.for_how_long;
                else
                    actions.emplace_back(Refuse{Refusal::bad_length, "a pause needs a length above zero"});
            },
            [&](const ResumeAsked&) {
                if (!pause_until_) return;
                pause_until_.reset();
                manner_ = Manner::patient;
            },
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
                if (std::exchange(stands_, false)) fell(Fate::closed);
            },
            [&](const NotShown&) {
                if (!stands_) return;
                stands_ = false;
                unseen_ = true;
                fell(Fate::not_shown);
                last_shown_ = shown_before_;
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
    } else if (snoozes_ >= rules.snoozes_per_bout) {
        actions.emplace_back(Refuse{Refusal::no_snooze_left, "snoozed " + std::to_string(snoozes_) +
                                                                 " times already since the last break, and " +
                                                                 std::to_string(rules.snoozes_per_bout) +
                                                                 " are allowed (reminder.snoozes_per_bout)"});
    } else {
        ++snoozes_;
        quiet_until_ = t + length;
        quiet_by_ = Quiet::snoozed;
        fell(Fate::snoozed);
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
    fell(Fate::skipped);
}

void Reminding::returned(Duration away_for, const Now& now, const Sitting& sitting, const Rules& rules) {
    lapse(now, rules);
    if (!sitting.in_bout || sitting.sat < rules.limit || unwanted()) return;
    manner_ = Manner::prompt;
    just_away_for_ = away_for;
}

std::optional<Instant> Reminding::bout_ended() {
    const auto last_shown = last_shown_;
    if (last_reminder_ && last_reminder_->fate != Fate::snoozed && last_reminder_->fate != Fate::skipped)
        fell(Fate::followed);
    manner_ = Manner::patient;
    snoozes_ = 0;
    quiet_until_.reset();
    last_tried_.reset();
    last_shown_.reset();
    shown_before_.reset();
    unseen_ = false;
    return last_shown;
}

void Reminding::lapse(const Now& now, const Rules& rules) {
    if (quiet_until_ && *quiet_until_ <= now.at) {
        quiet_until_.reset();
        manner_ = quiet_by_ == Quiet::snoozed ? Manner::prompt : Manner::patient;
    }
    if (pause_until_ && *pause_until_ <= now.at) {
        pause_until_.reset();
        manner_ = Manner::patient;
    }
    const bool was_off = off_schedule_;
    off_schedule_ = !rules.schedule.open(now.wall);
    if (was_off && !off_schedule_) manner_ = Manner::patient;
}

bool Reminding::unwanted() const {
    return quiet_until_ || pause_until_ || off_schedule_;
}

bool Reminding::held_back(Instant t, const Rules& rules) {
    const bool held = rules.heeds_holds() && std::any_of(holds_.begin(), holds_.end(), [&rules](Hold hold) {
                          return rules.hold_for.contains(hold);
                      });
    if (!held) {
        held_since_.reset();
        return false;
    }
    if (!held_since_) {
        look_for_holds(t, rules);
        held_since_ = t;
        manner_ = Manner::prompt;
    }
    return t < *held_since_ + rules.hold_at_most;
}

void Reminding::settle(const Now& now, const Sitting& sitting, const Rules& rules, Actions& actions) {
    lapse(now, rules);
    const bool due = sitting.seated && sitting.sat >= rules.limit;
    if (sitting.seated && !due) manner_ = Manner::patient;
    const bool is_wanted = due && !unwanted();
    if (!is_wanted) {
        held_since_.reset();
        looking_since_.reset();
    }
    if (!is_wanted || held_back(now.at, rules)) {
        ready_since_.reset();
        just_away_for_.reset();
        withdraw(sitting.seated ? Fate::withdrawn : Fate::left, actions);
    } else {
        if (!ready_since_) ready_since_ = now.at;
        const bool is_time = time_to_show(now.at, sitting, rules);
        if (is_time || manner_ != Manner::repeating || held_since_)
            look_for_holds(now.at, rules);
        else
            looking_since_.reset();
        if (is_time && holds_are_known(now.at))
            show(now.at, sitting, rules, actions);
        else if (stands_ && rules.show_for && now.at - *last_tried_ >= *rules.show_for)
            withdraw(Fate::withdrawn, actions);
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
    actions.emplace_back(Show{sitting.sat, missing, snoozes_left(rules)});
    manner_ = Manner::repeating;
    just_away_for_.reset();
    // What was held for too long is shown, and held all the same.
    if (!held_since_) looking_since_.reset();
    stands_ = true;
    unseen_ = false;
    shown_before_ = last_shown_;
    last_shown_ = t;
    last_tried_ = t;
    last_reminder_ = LastReminder{t, Fate::stands};
}

void Reminding::withdraw(Fate fate, Actions& actions) {
    if (!stands_) return;
    actions.emplace_back(Withdraw{});
    stands_ = false;
    if (last_reminder_->fate == Fate::stands) fell(fate);
}

void Reminding::fell(Fate fate) {
    if (last_shown_) last_reminder_->fate = fate;
}

void Reminding::say_notices(const Sitting& sitting, Actions& actions) {
    // At most one thing of ours stands, and nothing is said to an empty chair or into a call: a notice waits.
    if (stands_ || waits_to_show() || !sitting.seated) return;
    if (broken_notice_) actions.emplace_back(SaySettingsBroken{*broken_notice_});
    if (mended_notice_) actions.emplace_back(SaySettingsMended{});
    broken_notice_.reset();
    mended_notice_ = false;
}

std::optional<Instant> Reminding::silent_until() const {
    return quiet_until_ && pause_until_ ? std::max(quiet_until_, pause_until_)
           : quiet_until_               ? quiet_until_
                                        : pause_until_;
}

std::optional<Instant> Reminding::snoozed_until() const {
    return quiet_by_ == Quiet::snoozed ? quiet_until_ : std::nullopt;
}

std::optional<Instant> Reminding::skipped_until() const {
    return quiet_by_ == Quiet::skipped ? quiet_until_ : std::nullopt;
}

std::set<Hold> Reminding::holds_in_force(const Rules& rules) const {
    std::set<Hold> in_force;
    if (held_since_ && !ready_since_)
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
    if (pause_until_) consider(*pause_until_);
    if (const auto change = rules.schedule.until_change(now.wall)) consider(now.at + *change);
    if (unwanted()) return nearest;
    if (sitting.sat < rules.limit) {
        consider(now.at + (rules.limit - sitting.sat));
        return nearest;
    }
    if (!ready_since_) {
        if (held_since_) consider(*held_since_ + rules.hold_at_most);
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

}  // namespace sitbreak::sitting
