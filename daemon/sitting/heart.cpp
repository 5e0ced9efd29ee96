#include "sitting/heart.hpp"

#include <algorithm>
#include <utility>

namespace sitbreak::sitting {

Heart::Heart(Rules rules, const Now& start)
    : rules_{std::move(rules)},
      last_{start},
      started_{start.at},
      next_checkpoint_{start.at + rules_.checkpoint_every} {}

Heart::Heart(Rules rules, const Now& start, const Remembered& remembered) : Heart{std::move(rules), start} {
    const auto& memory = remembered.memory;
    const Duration stood_still = start.at - memory.at;
    // Whoever was killed may have gone on until the next heartbeat.
    const Duration doubt = memory.stopped ? Duration::zero() : rules_.checkpoint_every;
    bout_ = memory.bout;
    break_ = memory.after_bout;
    reminding_.remember(memory.reminding, memory.at, memory.stopped, rules_, to_tell_);
    if (remembered.boot == Boot::same && stood_still <= rules_.break_length + doubt)
        presence_.remember(memory.presence, std::min(stood_still, doubt), start.at);
    else
        lose_track(memory, start);
}

void Heart::lose_track(const Memory& memory, const Now& start) {
    if (bout_) {
        const auto& absence = memory.presence.absence;
        end_bout(Absence{absence ? absence->since : memory.presence.sign, End::not_running, {}, {}},
                 to_tell_);
    } else if (break_ && break_->known) {
        to_tell_.emplace_back(BreakOver{break_->begin, memory.at, break_->after_reminder});
        break_ = Break{memory.at, std::nullopt, false, true};
    }
    PresenceMemory nobody_seen;
    nobody_seen.sign = break_ ? break_->begin : memory.at;
    nobody_seen.absence = Absence{nobody_seen.sign, End::not_running, {}, {}};
    presence_.remember(nobody_seen, Duration::zero(), start.at);
}

Memory Heart::memory(const Now& now) const {
    Memory memory;
    memory.at = now.at;
    memory.bout = bout_;
    memory.after_bout = break_;
    auto presence = presence_;
    presence.settle(now.at, rules_);
    memory.presence = presence.memory();
    if (!bout_ && !break_) {
        memory.after_bout = Break{started_, std::nullopt, false, true};
        memory.presence.absence = Absence{started_, End::not_running, {}, {}};
    }
    memory.reminding = reminding_.memory();
    return memory;
}

Actions Heart::handle(const Observation& observation, const Now& now) {
    Actions actions = std::exchange(to_tell_, {});
    // What was true until the observation's instant is concluded first: a machine that slept past a deadline
    // did not reach it, for it was asleep before.
    const Instant t = std::clamp(observation.at, last_.at, now.at);
    auto before = presence_.absence();
    presence_.settle(t, rules_);
    follow_presence(before, t, now, actions);

    if (const auto* changed = std::get_if<RulesChanged>(&observation.what)) rules_ = changed->rules;
    before = presence_.absence();
    presence_.observe(observation, t, rules_);
    follow_presence(before, t, now, actions);
    reminding_.observe(observation, t, sitting(t), rules_, actions);

    before = presence_.absence();
    presence_.settle(now.at, rules_);
    follow_presence(before, now.at, now, actions);
    if (!presence_.awaits_source()) reminding_.settle(now, sitting(now.at), rules_, actions);

    if (now.at >= next_checkpoint_) actions.emplace_back(Checkpoint{});
    if (now.at >= next_checkpoint_ || next_checkpoint_ > now.at + rules_.checkpoint_every)
        next_checkpoint_ = now.at + rules_.checkpoint_every;
    last_ = now;
    return actions;
}

void Heart::follow_presence(const std::optional<Absence>& before, Instant t, const Now& now,
                            Actions& actions) {
    const auto& absence = presence_.absence();
    if (before && !absence) person_is_back(*before, t, now, actions);
    if (absence && bout_ && t - absence->since >= rules_.break_length) end_bout(*absence, actions);
}

void Heart::person_is_back(const Absence& absence, Instant t, const Now& now, Actions& actions) {
    const Instant back = presence_.last_sign();
    if (bout_ && back - absence.since >= rules_.break_length) end_bout(absence, actions);
    if (!bout_) {
        begin_bout(back, actions);
        return;
    }
    const Duration certain = absence.certain(t);
    bout_->absent += certain;
    if (back > absence.since)
        actions.emplace_back(AbsenceOver{std::max(absence.since, bout_->begin), back, certain, absence.how});
    reminding_.returned(back - absence.since, now, sitting(t), rules_, actions);
}

void Heart::end_bout(const Absence& absence, Actions& actions) {
    const Instant end = std::max(absence.since, bout_->begin);
    const auto last_reminder = reminding_.bout_ended(end, absence.how, actions);
    std::optional<Duration> after_reminder;
    if (last_reminder && *last_reminder <= end) after_reminder = end - *last_reminder;
    actions.emplace_back(BoutEnded{bout_->begin, end, bout_->absent, absence.how, after_reminder});
    bout_.reset();
    break_ = Break{end, after_reminder, is_known(absence.how), false};
    // Whoever stands at the desk can be told at once; whoever is away, on coming back (R22).
    if (presence_.where() == Where::standing) say_break_done(rules_.break_length, actions);
}

void Heart::say_break_done(Duration length, Actions& actions) {
    if (!rules_.say_when_done || !break_->known || break_->said) return;
    break_->said = true;
    actions.emplace_back(SayBreakDone{length});
}

void Heart::begin_bout(Instant t, Actions& actions) {
    const Instant begin = std::max({t, started_, break_ ? break_->begin : started_});
    if (break_ && break_->known) {
        actions.emplace_back(BreakOver{break_->begin, begin, break_->after_reminder});
        say_break_done(begin - break_->begin, actions);
    } else if (const Instant from = break_ ? break_->begin : started_; from < begin) {
        actions.emplace_back(UnknownOver{from, begin});
    }
    break_.reset();
    bout_ = Bout{begin, Duration::zero()};
    actions.emplace_back(BoutBegan{begin});
}

Duration Heart::sat(Instant t) const {
    if (!bout_) return Duration::zero();
    const auto& absence = presence_.absence();
    const Duration absent = bout_->absent + (absence ? absence->certain(t) : Duration::zero());
    return std::max(Duration::zero(), t - bout_->begin - absent);
}

Sitting Heart::sitting(Instant t) const {
    return Sitting{bout_.has_value(), bout_ && !presence_.absence(), sat(t), presence_.input_pause(),
                   presence_.by_clock_alone()};
}

Instant Heart::deadline() const {
    Instant nearest = next_checkpoint_;
    if (const auto presence = presence_.deadline(rules_)) nearest = std::min(nearest, *presence);
    if (const auto& absence = presence_.absence(); absence && bout_)
        nearest = std::min(nearest, absence->since + rules_.break_length);
    if (presence_.awaits_source()) return nearest;
    if (const auto reminder = reminding_.deadline(last_, sitting(last_.at), rules_))
        nearest = std::min(nearest, *reminder);
    return nearest;
}

Status Heart::status(const Now& now) const {
    Status status;
    status.where = presence_.where();
    status.sat = sat(now.at);
    status.due = bout_ && status.sat >= rules_.limit;
    status.reminder_stands = reminding_.stands();
    status.holds = reminding_.holds_in_force(rules_);
    status.by_clock_alone = presence_.by_clock_alone();
    status.snoozes_left = reminding_.snoozes_left(rules_);
    status.snoozed_until = reminding_.snoozed_until();
    status.skipped_until = reminding_.skipped_until();
    status.paused_until = reminding_.paused_until();
    if (!rules_.schedule.open(now.wall))
        if (const auto opens = rules_.schedule.until_change(now.wall))
            status.schedule_opens = now.wall + *opens;
    status.report = presence_.report();
    status.last_reminder = reminding_.last_reminder();
    if (bout_) status.counts_from = bout_->begin + bout_->absent;
    if (const auto& absence = presence_.absence()) {
        if (bout_ || break_) {
            status.since = absence->since;
            status.break_done = absence->since + rules_.break_length;
        }
    } else if (bout_) {
        status.since = bout_->begin;
        status.next_reminder = next_reminder(status.due);
    }
    return status;
}

std::optional<Instant> Heart::next_reminder(bool is_due) const {
    const auto silent_until = reminding_.silent_until();
    if (is_due) return silent_until;
    const Instant due = bout_->begin + bout_->absent + rules_.limit;
    return silent_until ? std::max(due, *silent_until) : due;
}

Duration Heart::idle_threshold() const {
    return reminding_.waits_for_pause() ? std::min<Duration>(Rules::natural_pause, rules_.idle_after())
                                        : rules_.idle_after();
}

}  // namespace sitbreak::sitting
