#include "sitting/presence.hpp"

#include <algorithm>

#include "sitting/overloaded.hpp"

namespace sitbreak::sitting {

void Presence::observe(const Observation& observation, Instant t, const Rules& rules) {
    const Instant at = observation.at;
    std::visit(Overloaded{
                   [&](const InputIdle&) { input_idle(std::min(at, t), t, rules); },
                   [&](const InputResumed&) { input_resumed(at, t); },
                   [&](const SourceLost&) {
                       if (input_ != Input::idle) input_at_ = t;
                       input_ = Input::unknown;
                       source_lost_ = true;
                   },
                   [&](const NoSource&) {
                       input_ = Input::none;
                       awaited_since_.reset();
                   },
                   [&](const Passive& passive) { passive_ = passive.on; },
                   [&](const Locked& locked) {
                       const bool unlocked = locked_ && !locked.on;
                       locked_ = locked.on;
                       if (unlocked) shown_seated(t);
                   },
                   [&](const SessionActive& session) {
                       const bool came_back = session_away_ && session.on;
                       session_away_ = !session.on;
                       if (came_back) shown_seated(t);
                   },
                   [&](const Asleep& sleep) {
                       asleep_ = sleep.on;
                       if (!sleep.on) woke(t);
                   },
                   [&](const Leaving&) { leaving_ = t; },
                   [&](const PostureReport& report) { posture_reported(report, t); },
                   [](const auto&) {},
               },
               observation.what);
    settle(t, rules);
}

void Presence::input_idle(Instant since, Instant t, const Rules& rules) {
    awaited_since_.reset();
    switch (input_) {
        case Input::idle:
            return;
        case Input::unknown:
            // What a source says after it was lost is better than what was guessed meanwhile. What it says of
            // the time before a wake-up is no news of the person now.
            input_ = Input::idle;
            if (since < woke_at_) return;
            input_ended(since);
            if (absence_ && !absence_->certain_since && absence_->certain_before == Duration::zero())
                absence_->since = last_sign();
            if (absence_ && !is_known(absence_->how)) absence_->how = End::no_input;
            source_lost_ = false;
            // The last input can be so recent that nobody is absent.
            if (absence_ && !certain_absence() && t - since < rules.idle_after()) seated(since);
            return;
        case Input::active:
        case Input::none:
            input_ = Input::idle;
            if (absence_)
                input_at_ = since;
            else
                input_ended(since);
            return;
    }
}

void Presence::input_ended(Instant since) {
    input_at_ = since;
    evident_ = std::max(since, sign_floor_);
}

void Presence::input_resumed(Instant at, Instant t) {
    awaited_since_.reset();
    const bool after_a_pause = input_ != Input::active;
    input_ = Input::active;
    input_at_ = t;
    source_lost_ = false;
    // A source that has just been opened tells of the last input, which may be that before the person left.
    if (after_a_pause && leaving_ && at > *leaving_) leaving_.reset();
}

void Presence::woke(Instant at) {
    if (input_ == Input::none) return;
    input_ = Input::unknown;
    input_at_ = at;
    woke_at_ = at;
}

void Presence::posture_reported(const PostureReport& report, Instant at) {
    if (report.posture == Posture::sitting) {
        report_.reset();
        shown_seated(at);
        return;
    }
    report_ = Report{report.posture, std::nullopt};
    if (report.lasts) report_->until = at + *report.lasts;
}

void Presence::shown_seated(Instant at) {
    leaving_.reset();
    if (certain_absence()) return;
    sign_floor_ = at;
    seated(at);
}

void Presence::lapse_claims(Instant t, const Rules& rules) {
    if (report_ && report_->until && *report_->until <= t) report_.reset();
    if (const auto lapses = leaving_lapses(rules); lapses && *lapses <= t) leaving_.reset();
}

std::optional<Instant> Presence::leaving_lapses(const Rules& rules) const {
    if (!leaving_) return std::nullopt;
    switch (input_) {
        case Input::none:
            // Nothing will tell of the return: the break is taken at its word.
            return *leaving_ + rules.break_length;
        case Input::active:
            // Whoever really left would have been noticed by now.
            return *leaving_ + 2 * rules.idle_after();
        case Input::idle:
        case Input::unknown:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<End> Presence::certain_absence() const {
    if (asleep_) return End::asleep;
    if (locked_) return End::locked;
    if (session_away_) return End::session_away;
    if (report_) return report_->posture == Posture::standing ? End::standing : End::reported_away;
    if (leaving_) return End::left;
    return std::nullopt;
}

Instant Presence::last_definite_sign() const {
    return std::max(input_at_, sign_floor_);
}

bool Presence::passive_counts(const Rules& rules) const {
    return passive_ && rules.passive_limit > Duration::zero();
}

void Presence::settle(Instant t, const Rules& rules) {
    lapse_claims(t, rules);
    if (const auto how = certain_absence()) {
        away(t, *how);
        if (!absence_->certain_since) absence_->certain_since = t;
        return;
    }
    if (absence_ && absence_->certain_since) {
        absence_->certain_before += t - *absence_->certain_since;
        absence_->certain_since.reset();
    }
    if (input_ == Input::active || input_ == Input::none) {
        seated(t);
        return;
    }
    if (absence_) return;
    const bool silent = awaited_since_ && t - *awaited_since_ >= rules.idle_after();
    if (passive_counts(rules)) {
        if (silent) awaited_since_.reset();
        if (t < last_definite_sign() + rules.passive_limit)
            evident_ = t;
        else
            away(last_definite_sign(), End::passive_limit);
        return;
    }
    if (t - idle_from() < rules.idle_after()) return;
    away(last_sign(), silent ? End::not_running : source_lost_ ? End::source_lost : End::no_input);
}

void Presence::seated(Instant t) {
    if (absence_) absent_until_ = std::max(absent_until_, t);
    evident_ = t;
    absence_.reset();
}

void Presence::away(Instant since, End how) {
    if (absence_) return;
    awaited_since_.reset();
    evident_ = std::max(since, absent_until_);
    absence_ = Absence{evident_, how, Duration::zero(), std::nullopt};
}

Where Presence::where() const {
    if (!absence_) return Where::seated;
    return certain_absence() == End::standing ? Where::standing : Where::away;
}

std::optional<Instant> Presence::input_pause() const {
    if (absence_ || input_ != Input::idle) return std::nullopt;
    return last_definite_sign();
}

std::optional<Instant> Presence::deadline(const Rules& rules) const {
    auto nearest = leaving_lapses(rules);
    const auto consider = [&nearest](Instant instant) {
        if (!nearest || instant < *nearest) nearest = instant;
    };
    if (report_ && report_->until) consider(*report_->until);
    const bool input_speaks = input_ == Input::active || input_ == Input::none;
    if (absence_ || input_speaks) return nearest;
    if (!passive_counts(rules)) {
        consider(idle_from() + rules.idle_after());
        return nearest;
    }
    consider(last_definite_sign() + rules.passive_limit);
    if (awaited_since_) consider(*awaited_since_ + rules.idle_after());
    return nearest;
}

Instant Presence::idle_from() const {
    return awaited_since_ ? std::max(*awaited_since_, evident_) : evident_;
}

PresenceMemory Presence::memory() const {
    PresenceMemory memory{absence_, last_sign(), std::nullopt, std::nullopt, report_, leaving_};
    if (sign_floor_ != Instant::min()) memory.sign_floor = sign_floor_;
    if (absent_until_ != Instant::min()) memory.absent_until = absent_until_;
    return memory;
}

void Presence::remember(const PresenceMemory& memory, Duration doubt, Instant start) {
    absence_ = memory.absence;
    evident_ = memory.absence ? memory.sign : memory.sign + doubt;
    sign_floor_ = memory.sign_floor.value_or(Instant::min());
    absent_until_ = memory.absent_until.value_or(Instant::min());
    report_ = memory.report;
    leaving_ = memory.leaving;
    input_at_ = evident_;
    if (!absence_) awaited_since_ = start;
}

}  // namespace sitbreak::sitting
