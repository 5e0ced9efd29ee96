#include "whatif/replay.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "history/overlap.hpp"
#include "sitting/heart.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::whatif {

namespace {

using history::AbsenceRow;
using history::BoutRow;
using history::HoldRow;
using sitting::End;
using sitting::Heart;
using sitting::Instant;
using sitting::Outcome;
using sitting::Rules;

/// The boot clock of a replay began in 1970.
Instant instant(Time time) {
    return Instant{time.time_since_epoch()};
}

/// Not before it.
Time time(Instant instant) {
    return Time{std::chrono::ceil<Length>(instant.time_since_epoch())};
}

constexpr auto begin_of = [](const auto& row) { return row.span.begin; };

/// Those that began from the one time to the other.
template <typename Row, typename Begin>
std::span<const Row> between(const std::vector<Row>& rows, Time from, Time to, Begin begin) {
    const auto first = std::ranges::lower_bound(rows, from, {}, begin);
    return {first, std::ranges::upper_bound(first, rows.end(), to, {}, begin)};
}

/// The heart, an idle source that tells it of the person, and whoever tells it of holds.
class Desk {
 public:
    Desk(const Rules& rules, Time begin, const std::vector<HoldRow>& holds, Replayed& result)
        : result_{result}, holds_{holds}, now_{begin}, last_input_{begin}, heart_{rules, clocks()} {}

    /// What the heart and the source do of themselves up to `t` happens.
    void run_until(Time t) {
        for (;;) {
            const Time deadline = time(heart_.deadline());
            const auto source = source_speaks();
            const Time next = source ? std::min(deadline, *source) : deadline;
            if (next > t) break;
            now_ = std::max(next, now_);
            if (source && *source <= deadline)
                says_idle();
            else
                tell(sitting::TimePassed{});
        }
        now_ = t;
    }

    void is_in_time_zone(std::chrono::minutes utc_offset) { utc_offset_ = utc_offset; }

    void comes() {
        certainly_absent(false);
        is_typing_ = true;
        said_idle_ = false;
        tell(sitting::InputResumed{});
        if (std::exchange(is_passive_, false)) tell(sitting::Passive{false});
    }

    void leaves(End how) {
        is_typing_ = false;
        last_input_ = now_;
        if (how == End::passive_limit) {
            is_passive_ = true;
            tell(sitting::Passive{true});
        }
        if (how == End::source_lost) {
            said_idle_ = true;
            tell(sitting::SourceLost{});
        }
        if (history::is_certain(how)) certainly_absent(true);
    }

    /// One kind of certain absence stands for all.
    void certainly_absent(bool on) {
        if (std::exchange(is_certainly_absent_, on) != on) tell(sitting::Asleep{on});
        // What the source says next is that the person is back.
        if (on) said_idle_ = true;
    }

    /// It was recorded that a reminder was shown now: if the heart waits for a natural pause, there was one.
    /// A pause that would be taken for an absence was seen while the desktop was kept awake.
    void showed() {
        const auto& rules = heart_.rules();
        const auto pause = Rules::natural_pause;
        if (!is_typing_ || heart_.idle_threshold() > pause) return;
        if (rules.idle_after() <= pause && rules.passive_limit <= pause) return;
        tell(sitting::Passive{true});
        tell({instant(now_) - pause, sitting::InputIdle{}});
        tell(sitting::InputResumed{});
        tell(sitting::Passive{false});
    }

    void tell(decltype(sitting::Observation::what) what) {
        tell(sitting::Observation{instant(now_), std::move(what)});
    }

    /// A hold begins or ends.
    void holds_changed() {
        if (looks_for_holds_) tell_holds(false);
    }

    /// Nothing more is known.
    void ends() {
        if (!is_typing_ && !said_idle_)
            says_idle();
        else
            tell(sitting::TimePassed{});
        const sitting::Remembered remembered{heart_.memory(clocks()), sitting::Boot::another};
        heart_ = Heart{heart_.rules(), clocks(), remembered};
        take(heart_.handle({instant(now_), sitting::TimePassed{}}, clocks()));
    }

 private:
    sitting::Now clocks() const {
        const auto wall = std::chrono::floor<std::chrono::seconds>(now_ + utc_offset_);
        return {instant(now_), sitting::WallTime{wall.time_since_epoch()}};
    }

    void tell(const sitting::Observation& observation) {
        take(heart_.handle(observation, clocks()));
        const bool looked = std::exchange(looks_for_holds_, heart_.wants_holds());
        if (looked != looks_for_holds_) tell_holds(true);
    }

    std::optional<Time> source_speaks() const {
        if (is_typing_ || said_idle_) return std::nullopt;
        const auto threshold = std::chrono::ceil<Length>(heart_.idle_threshold());
        return std::max(now_, last_input_ + threshold);
    }

    void says_idle() {
        said_idle_ = true;
        tell({instant(last_input_), sitting::InputIdle{}});
    }

    /// Those that were recorded: the others did not matter then, and are not known. One that ended with the
    /// bout in the instant in which it mattered has no length; it is found by who looks for the first time.
    void tell_holds(bool looks_anew) {
        std::set<sitting::Hold> present;
        const auto next = std::ranges::upper_bound(holds_, now_, {}, begin_of);
        if (looks_for_holds_ && next != holds_.begin()) {
            const auto& [span, by] = *std::prev(next);
            if (span.end > now_ || (looks_anew && span.begin == now_)) present = by;
        }
        const bool comes_at_once = next != holds_.end() && next->span.begin - now_ < Rules::holds_answer;
        for (const auto what : std::exchange(told_holds_, present))
            if (!present.contains(what)) tell(sitting::Held{what, false});
        for (const auto what : present)
            tell(sitting::Held{what, true});
        if (looks_for_holds_ && !comes_at_once) tell(sitting::HoldsLooked{});
    }

    void take(const sitting::Actions& actions) {
        for (const auto& action : actions)
            std::visit(
                sitting::Overloaded{
                    [&](const sitting::BoutBegan&) { bout_offset_ = utc_offset_; },
                    [&](const sitting::BoutEnded& told) {
                        const Span span{time(told.begin), time(told.end), bout_offset_};
                        result_.bouts.push_back({span, std::chrono::floor<Length>(told.absent)});
                    },
                    [&](const sitting::Show&) { result_.reminders.push_back({now_, utc_offset_, true}); },
                    [&](const sitting::ReminderOver& told) { settle(told); },
                    [](const auto&) {},
                },
                action);
    }

    void settle(const sitting::ReminderOver& told) {
        const bool is_unseen = told.outcome == Outcome::unseen || told.outcome == Outcome::not_shown;
        const auto shown = std::find_if(result_.reminders.rbegin(), result_.reminders.rend(),
                                        [&](const Shown& one) { return one.at == time(told.shown); });
        if (is_unseen && shown != result_.reminders.rend()) shown->is_seen = false;
    }

    Replayed& result_;
    const std::vector<HoldRow>& holds_;
    Time now_;
    std::chrono::minutes utc_offset_{};
    std::chrono::minutes bout_offset_{};
    bool is_typing_ = false;
    bool said_idle_ = true;
    Time last_input_;
    bool is_passive_ = false;
    bool is_certainly_absent_ = false;
    bool looks_for_holds_ = false;
    std::set<sitting::Hold> told_holds_;
    Heart heart_;
};

/// Bouts with nothing but known breaks between them, and what happened in their time.
class Stretch {
 public:
    /// It is known what happened from the beginning of the first bout until `until`.
    Stretch(const Recorded& recorded, std::span<const BoutRow> bouts, Time until)
        : recorded_{recorded}, bouts_{bouts}, begin_{bouts.front().span.begin}, until_{until} {
        for (std::size_t i = 0; i < bouts_.size(); ++i)
            add_bout(i);
        add_commands();
        for (const auto& hold : between(recorded_.holds, begin_, until_, begin_of))
            for (const Time change : {hold.span.begin, hold.span.end})
                if (change < until_) at(change, [](Desk& desk) { desk.holds_changed(); });
        std::ranges::stable_sort(events_, {}, &Event::at);
    }

    void replay(const Rules& rules, Replayed& result) const {
        Desk desk{rules, begin_, recorded_.holds, result};
        for (const auto& event : events_) {
            desk.run_until(event.at);
            event.happens(desk);
        }
        desk.run_until(until_);
        desk.ends();
    }

 private:
    struct Event {
        Time at{};
        std::function<void(Desk&)> happens;
    };

    void at(Time time, std::function<void(Desk&)> happens) {
        if (time >= begin_ && time <= until_) events_.push_back({time, std::move(happens)});
    }

    void add_bout(std::size_t i) {
        const auto& bout = bouts_[i];
        at(bout.span.begin, [offset = bout.span.utc_offset](Desk& desk) {
            desk.is_in_time_zone(offset);
            desk.comes();
        });
        Time from = bout.span.begin;
        for (const auto& absence : between(recorded_.absences, from, bout.span.end, begin_of)) {
            if (absence.span.begin < from || absence.span.end > bout.span.end) continue;
            add_absence(absence);
            from = absence.span.end;
        }
        const bool goes_on = recorded_.last_is_open && &bout == &recorded_.bouts.back();
        if (!goes_on) at(bout.span.end, [how = bout.how](Desk& desk) { desk.leaves(how); });
    }

    void add_absence(const AbsenceRow& absence) {
        const auto& [begin, end, offset] = absence.span;
        at(begin, [how = absence.how](Desk& desk) { desk.leaves(how); });
        const auto certain = std::min(absence.certain, end - begin);
        const auto certainly = [](bool on) { return [on](Desk& desk) { desk.certainly_absent(on); }; };
        if (history::is_certain(absence.how))
            at(begin + certain, certainly(false));
        else if (certain > Length::zero())
            at(end - certain, certainly(true));
        at(end, [](Desk& desk) { desk.comes(); });
    }

    void add_commands() {
        for (const auto& pause : recorded_.pauses) {
            const Time from = std::max(pause.begin, begin_);
            if (from < pause.end)
                at(from, [length = pause.end - from](Desk& desk) { desk.tell(sitting::PauseAsked{length}); });
        }
        const auto reminders = between(recorded_.reminders, begin_, until_, &Reminder::shown);
        for (std::size_t i = 0; i < reminders.size(); ++i)
            add_reminder(reminders[i], i + 1 < reminders.size() ? &reminders[i + 1] : nullptr);
    }

    void add_reminder(const Reminder& reminder, const Reminder* next) {
        at(reminder.shown, [](Desk& desk) { desk.showed(); });
        const Time settled = reminder.shown + reminder.after;
        if (reminder.outcome == Outcome::snoozed) {
            sitting::SnoozeAsked asked;
            if (next != nullptr && are_in_one_bout(settled, next->shown))
                asked.for_how_long = next->shown - settled;
            at(settled, [asked](Desk& desk) { desk.tell(asked); });
        }
        if (reminder.outcome == Outcome::skipped)
            at(settled, [](Desk& desk) { desk.tell(sitting::SkipAsked{}); });
        if (reminder.outcome != Outcome::not_shown) return;
        at(settled, [](Desk& desk) { desk.tell(sitting::NotShown{}); });
        if (next != nullptr) at(next->shown, [](Desk& desk) { desk.tell(sitting::ServerAppeared{}); });
    }

    bool are_in_one_bout(Time a, Time b) const {
        const auto next = std::ranges::upper_bound(bouts_, a, {}, begin_of);
        return a < b && next != bouts_.begin() && b <= std::prev(next)->span.end;
    }

    const Recorded& recorded_;
    std::span<const BoutRow> bouts_;
    Time begin_;
    Time until_;
    std::vector<Event> events_;
};

/// When the break after a bout was over, if that is known.
std::optional<Time> break_end(const Recorded& recorded, const BoutRow& bout) {
    const auto found = std::ranges::lower_bound(recorded.breaks, bout.span.end, {}, &Span::begin);
    if (found == recorded.breaks.end() || found->begin != bout.span.end) return std::nullopt;
    return found->end;
}

/// How far it is known what happened after a bout, before the one that began at `next`.
Time known_until(const Recorded& recorded, const BoutRow& bout, Time next, const Rules& rules) {
    Time until = bout.span.end;
    // That it has ended was told when the absence was long enough, and noticed.
    if (bout.how != End::not_running) until += bout.break_length;
    if (bout.how == End::passive_limit)
        until = std::max(until, bout.span.end + std::chrono::ceil<Length>(rules.passive_limit));
    if (const auto over = break_end(recorded, bout)) until = std::max(until, *over);
    // What was shown after the person had left.
    const auto reminders = between(recorded.reminders, bout.span.end, next, &Reminder::shown);
    return reminders.empty() ? until : std::max(until, reminders.back().shown);
}

}  // namespace

Replayed replay(const Recorded& recorded, sitting::Rules rules) {
    // Nothing is written down.
    rules.checkpoint_every = std::chrono::hours{24 * 365};
    Replayed result;
    const std::span<const BoutRow> bouts{recorded.bouts};
    std::size_t first = 0;
    for (std::size_t i = 0; i < bouts.size(); ++i) {
        const bool is_last = i + 1 == bouts.size();
        const Time next = is_last ? Time::max() : bouts[i + 1].span.begin;
        if (break_end(recorded, bouts[i]) == next) continue;
        const bool goes_on = is_last && recorded.last_is_open;
        const Time until = goes_on ? bouts[i].span.end : known_until(recorded, bouts[i], next, rules);
        Stretch{recorded, bouts.subspan(first, i + 1 - first), until}.replay(rules, result);
        first = i + 1;
    }
    return result;
}

}  // namespace sitbreak::whatif
