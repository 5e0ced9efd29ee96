// "Always" (docs/situations.md): random histories, every sentence checked after each step.

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "desk.hpp"
#include "sitting/overloaded.hpp"
#include "sitting/text.hpp"

namespace sitbreak::sitting::test {

namespace {

using namespace std::chrono_literals;

constexpr int longest_history = 2000;
long steps_taken = 0;

/// Judges the heart from outside: by what it was told and what it asked for, never by what it thinks.
class Judge {
 public:
    explicit Judge(Desk& desk)
        : desk_{desk},
          rules_{desk.heart().rules()},
          accounted_until_{desk.start()},
          free_since_{desk.start()} {
        desk_.before_call = [this](const Observation& observation) { told(observation); };
        desk_.after_call = [this](const Actions& actions) { answered(actions); };
        desk_.before_start = [this](const Remembered& remembered) { started_again(remembered); };
    }
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

 private:
    Instant now() const { return desk_.now().at; }

    bool certainly_absent() const {
        return asleep_ || locked_ || session_away_ || really_leaving() ||
               (reported_ && (!report_until_ || *report_until_ > now()));
    }

    /// Whoever says they leave and types on for twice idle_after stays; by the clock alone, they take a
    /// break.
    bool really_leaving() const {
        if (leaving_since_ && by_clock_alone_) return now() - *leaving_since_ < rules_.break_length;
        return leaving_since_ && (idle_since_ || now() - *leaving_since_ < 2 * rules_.idle_after());
    }

    /// No input for idle_after, and nothing else that speaks for a person.
    bool chair_looks_empty() const {
        return idle_since_ && !passive_ && now() - std::max(*idle_since_, last_sign_) >= rules_.idle_after();
    }

    bool held() const {
        return rules_.hold_at_most > Duration::zero() &&
               std::any_of(holds_.begin(), holds_.end(),
                           [this](Hold h) { return rules_.hold_for.contains(h); });
    }

    bool unwanted() const {
        return (quiet_until_ && *quiet_until_ > now()) || (pause_until_ && *pause_until_ > now()) ||
               !rules_.schedule.open(desk_.now().wall);
    }

    void told(const Observation& observation) {
        call_ = observation;
        if (leaving_since_ && !really_leaving()) leaving_since_.reset();
        std::visit(Overloaded{
                       [&](const InputIdle&) {
                           if (!idle_since_) idle_since_ = observation.at;
                           by_clock_alone_ = false;
                       },
                       [&](const InputResumed&) {
                           const bool is_of_before = leaving_since_ && observation.at <= *leaving_since_;
                           if ((idle_since_ || by_clock_alone_) && !is_of_before) leaving_since_.reset();
                           idle_since_.reset();
                           by_clock_alone_ = false;
                           last_sign_ = now();
                       },
                       [&](const SourceLost&) {
                           if (!idle_since_) idle_since_ = now();
                       },
                       [&](const NoSource&) {
                           idle_since_.reset();
                           by_clock_alone_ = true;
                       },
                       [&](const Passive& what) {
                           if (passive_ && !what.on) last_sign_ = now();
                           passive_ = what.on;
                       },
                       [&](const Locked& what) {
                           if (locked_ && !what.on) seen();
                           locked_ = what.on;
                       },
                       [&](const SessionActive& what) {
                           if (session_away_ && what.on) seen();
                           session_away_ = !what.on;
                       },
                       [&](const Asleep& what) {
                           asleep_ = what.on;
                           if (!what.on) woke_at_ = now();
                           if (!what.on && !idle_since_ && !by_clock_alone_) idle_since_ = now() - 24h;
                       },
                       [&](const Leaving&) { leaving_since_ = now(); },
                       [&](const PostureReport& what) {
                           reported_ = what.posture != Posture::sitting;
                           report_until_.reset();
                           if (what.lasts) report_until_ = now() + *what.lasts;
                           if (!reported_) seen();
                       },
                       [&](const Held& what) {
                           if (what.on)
                               holds_.insert(what.by);
                           else
                               holds_.erase(what.by);
                       },
                       [&](const PauseAsked& what) { pause_until_ = now() + what.for_how_long; },
                       [&](const ResumeAsked&) { pause_until_.reset(); },
                       [&](const NotificationClosed&) { reminder_stands_ = false; },
                       [&](const NotShown&) { reminder_stands_ = false; },
                       [&](const RulesChanged& what) { rules_ = what.rules; },
                       [](const auto&) {},
                   },
                   observation.what);
    }

    /// The memory must hold what the judge saw, whenever the daemon ended, and be no older than the
    /// heartbeat.
    void started_again(const Remembered& remembered) {
        const Memory& memory = remembered.memory;
        RC_ASSERT(memory.bout.has_value() == bout_begin_.has_value());
        RC_ASSERT(!memory.bout || memory.bout->begin == *bout_begin_);
        RC_ASSERT(memory.reminding.open.has_value() == open_shown_.has_value());
        const Duration doubt = memory.stopped ? Duration::zero() : rules_.checkpoint_every;
        goes_on_ = remembered.boot == Boot::same && now() - memory.at <= rules_.break_length + doubt;
        if (!goes_on_) {
            reported_ = false;
            leaving_since_.reset();
        }
        first_call_ = true;
        locked_ = session_away_ = passive_ = asleep_ = false;
        idle_since_ = desk_.last_input();
        by_clock_alone_ = false;
        holds_.clear();
        held_since_.reset();
        looked_since_.reset();
        reminder_stands_ = false;
        started_again_ = free_since_ = last_checkpoint_.emplace(now());
    }

    void seen() {
        last_sign_ = now();
        leaving_since_.reset();
    }

    void answered(const Actions& actions) {
        ++steps_taken;
        const bool refused = std::any_of(actions.begin(), actions.end(),
                                         [](const Action& a) { return std::holds_alternative<Refuse>(a); });
        if (const auto* snooze = std::get_if<SnoozeAsked>(&call_.what); snooze && !refused)
            quiet_until_ = now() + snooze->for_how_long.value_or(rules_.snooze);
        if (std::holds_alternative<SkipAsked>(call_.what) && !refused) quiet_until_ = now() + rules_.limit;
        for (const auto& action : actions)
            std::visit([this](const auto& what) { judge(what); }, action);
        if (first_call_ && !goes_on_) RC_ASSERT(!bout_begin_);
        first_call_ = false;
        RC_ASSERT(desk_.heart().deadline() > now());
        // Without an idle source whoever is not certainly absent counts as there (C16).
        if (by_clock_alone_)
            RC_ASSERT((desk_.heart().status(desk_.now()).where == Where::seated) == !certainly_absent());
        never_too_late();
    }

    void judge(const Show& show) {
        RC_ASSERT(bout_begin_.has_value());
        RC_ASSERT(show.sat >= rules_.limit);
        RC_ASSERT(show.sat <= now() - *bout_begin_);
        RC_ASSERT(!certainly_absent());
        RC_ASSERT(!chair_looks_empty());
        RC_ASSERT(!unwanted());
        if (held()) {
            RC_ASSERT(held_since_.has_value());
            RC_ASSERT(now() - *held_since_ >= rules_.hold_at_most);
        }
        RC_ASSERT(!show.missing ||
                  (*show.missing > Duration::zero() && *show.missing <= rules_.break_length));
        RC_ASSERT(show.snoozes_left >= 0 && show.snoozes_left <= rules_.snoozes_per_bout);
        reminder_stands_ = true;
        last_show_ = now();
        RC_ASSERT(!open_shown_);
        open_shown_ = now();
    }

    void judge(const Withdraw&) {
        RC_ASSERT(reminder_stands_);
        reminder_stands_ = false;
    }

    void judge(const SaySettingsBroken&) { RC_ASSERT(!reminder_stands_ && !certainly_absent()); }
    void judge(const SaySettingsMended&) { RC_ASSERT(!reminder_stands_ && !certainly_absent()); }
    void judge(const SayBreakDone& what) {
        RC_ASSERT(!reminder_stands_);
        RC_ASSERT(what.length >= rules_.break_length || rules_changed_in_break_);
    }
    void judge(const OpenCard&) { RC_ASSERT(std::holds_alternative<HowAsked>(call_.what)); }
    void judge(const Refuse& what) { RC_ASSERT(!what.why.empty()); }

    void judge(const BoutBegan& bout) {
        RC_ASSERT(!bout_begin_);
        RC_ASSERT(bout.at <= now());
        // A break or unknown time filled the whole gap since the last bout: nothing is counted twice or lost.
        RC_ASSERT(bout.at == accounted_until_);
        bout_begin_ = bout.at;
        gap_unknown_ = false;
        absent_ = Duration::zero();
    }

    void judge(const BoutEnded& bout) {
        RC_ASSERT(bout_begin_ && bout.begin == *bout_begin_);
        RC_ASSERT(bout.end >= bout.begin && bout.end <= now());
        RC_ASSERT(bout.absent >= Duration::zero() && bout.absent <= bout.end - bout.begin);
        RC_ASSERT(bout.absent == absent_);
        RC_ASSERT(!bout.after_reminder || *bout.after_reminder >= Duration::zero());
        RC_ASSERT(!open_shown_);
        // What a source says of the time before a wake-up is no news of the person.
        RC_ASSERT(bout.how != End::not_running || (first_call_ && !goes_on_) || !desk_.source_alive() ||
                  bout.end <= woke_at_);
        accounted_until_ = bout.end;
        gap_unknown_ = !is_known(bout.how);
        bout_begin_.reset();
        quiet_until_.reset();
        rules_changed_in_break_ = false;
    }

    void judge(const BreakOver& over) {
        RC_ASSERT(!bout_begin_ && !gap_unknown_);
        RC_ASSERT(over.begin == accounted_until_);
        RC_ASSERT(over.end >= over.begin && over.end <= now());
        accounted_until_ = over.end;
        gap_unknown_ = first_call_;
    }

    void judge(const UnknownOver& unknown) {
        RC_ASSERT(!bout_begin_ && gap_unknown_);
        RC_ASSERT(unknown.begin == accounted_until_);
        RC_ASSERT(unknown.begin < unknown.end && unknown.end <= now());
        accounted_until_ = unknown.end;
    }

    void judge(const AbsenceOver& over) {
        RC_ASSERT(bout_begin_ && *bout_begin_ <= over.begin);
        RC_ASSERT(over.begin < over.end && over.end <= now());
        RC_ASSERT(over.certain >= Duration::zero() && over.certain <= over.end - over.begin);
        absent_ += over.certain;
    }

    void judge(const ReminderOver& over) {
        RC_ASSERT(open_shown_ && over.shown == *open_shown_);
        RC_ASSERT(over.at >= over.shown && over.at <= now());
        open_shown_.reset();
    }

    void judge(const PauseOver& over) { RC_ASSERT(over.begin <= over.end && over.end <= now()); }

    void judge(const HoldOver& over) {
        RC_ASSERT(!over.by.empty());
        RC_ASSERT(over.begin <= over.end && over.end <= now());
    }

    void judge(const Checkpoint&) {
        RC_ASSERT(now() - last_checkpoint_.value_or(desk_.start()) >= rules_.checkpoint_every ||
                  std::holds_alternative<RulesChanged>(call_.what));
        last_checkpoint_ = now();
    }

    /// While seated past the limit with nothing holding it back, a reminder is never more than
    /// wait_for_pause + repeat_every away.
    void never_too_late() {
        if (std::holds_alternative<RulesChanged>(call_.what)) rules_changed_in_break_ = true;
        const bool waits = waits_for_holds();
        const Status status = desk_.heart().status(desk_.now());
        const bool due = status.due && status.where == Where::seated;
        if (due && held() && !unwanted()) {
            if (!held_since_) held_since_ = now();
        } else {
            held_since_.reset();
        }
        const bool held_back = held() && (!held_since_ || now() - *held_since_ < rules_.hold_at_most);
        if (!due || unwanted() || held_back) {
            free_since_ = free_from(held_back);
            RC_ASSERT(!reminder_stands_);
            return;
        }
        if (std::holds_alternative<RulesChanged>(call_.what) ||
            std::holds_alternative<ResumeAsked>(call_.what))
            free_since_ = now();
        if (awaits_source()) free_since_ = now();
        if (waits) return;
        const Instant due_since = now() - (status.sat - rules_.limit);
        RC_ASSERT(now() - std::max({std::min(free_since_, now()), last_show_, due_since}) <=
                  rules_.wait_for_pause + rules_.repeat_every + Rules::holds_answer);
    }

    /// Whoever looks for holds has a moment to answer.
    bool waits_for_holds() {
        if (!desk_.heart().wants_holds())
            looked_since_.reset();
        else if (!looked_since_)
            looked_since_ = now();
        return looked_since_ && now() - *looked_since_ < Rules::holds_answer;
    }

    /// When what keeps a reminder back now is over of itself, as far as that is known.
    Instant free_from(bool held_back) const {
        Instant from = now();
        if (quiet_until_) from = std::max(from, *quiet_until_);
        if (pause_until_) from = std::max(from, *pause_until_);
        if (held_back) from = std::max(from, *held_since_ + rules_.hold_at_most);
        if (!rules_.schedule.open(desk_.now().wall))
            from = std::max(from, now() + rules_.schedule.until_change(desk_.now().wall).value_or(0s));
        return from;
    }

    /// After a start nothing was heard of the input yet. A video that ended since then is a sign of its own.
    bool awaits_source() const {
        return started_again_ && !desk_.source_alive() && now() - *started_again_ <= 2 * rules_.idle_after();
    }

    Desk& desk_;
    Rules rules_;
    Observation call_;
    std::optional<Instant> idle_since_ = Instant{};
    /// There is no idle source: the person counts as always there.
    bool by_clock_alone_ = false;
    Instant last_sign_{};
    bool passive_ = false;
    bool locked_ = false;
    bool session_away_ = false;
    bool asleep_ = false;
    Instant woke_at_{};
    std::optional<Instant> leaving_since_;
    bool reported_ = false;
    std::optional<Instant> report_until_;
    std::set<Hold> holds_;
    std::optional<Instant> held_since_;
    std::optional<Instant> looked_since_;
    std::optional<Instant> pause_until_;
    std::optional<Instant> quiet_until_;

    std::optional<Instant> bout_begin_;
    /// Up to here every instant belongs to a bout, a break, or unknown time.
    Instant accounted_until_;
    bool gap_unknown_ = true;
    bool rules_changed_in_break_ = false;
    /// Certain absence in the bout.
    Duration absent_{};
    /// The showing of which it is open what became of it.
    std::optional<Instant> open_shown_;
    bool first_call_ = false;
    std::optional<Instant> started_again_;
    bool goes_on_ = true;
    bool reminder_stands_ = false;
    Instant free_since_;
    Instant last_show_{};
    std::optional<Instant> last_checkpoint_;
};

/// One random step: what kind, after how many seconds, and a number for whatever else it needs.
using Step = std::tuple<int, int, int>;

Rules some_rules(int number) {
    Rules rules;
    rules.limit = std::chrono::minutes{5 + number % 40};
    rules.break_length = std::chrono::seconds{10 + number % 280};
    rules.passive_limit = std::chrono::minutes{number % 5 * 30};
    rules.repeat_every = std::chrono::seconds{30 + number % 600};
    rules.snoozes_per_bout = number % 4;
    rules.wait_for_pause = std::chrono::seconds{number % 3 * 20};
    if (number % 3 == 0) rules.show_for = std::chrono::seconds{5 + number % 100};
    rules.hold_at_most = std::chrono::minutes{number % 4 * 10};
    rules.say_when_done = number % 2 == 0;
    if (number % 5 == 0) rules.schedule.windows = {{8h, 12h}, {13h, 18h}, {46h, 50h}};
    return rules;
}

void sleep_or_wake(Desk& desk, int number) {
    if (desk.machine_asleep())
        desk.machine_wakes(number % 3 == 0 ? Desk::FirstWord::at_once : Desk::FirstWord::with_input);
    else
        desk.machine_sleeps(number % 2 == 0);
}

void step_without_daemon(Desk& desk, int kind, int number) {
    if (kind == 25) desk.tell(Locked{number % 4 == 0});
    if (kind % 3 == 0) desk.types();
    if (kind % 3 == 1) desk.stops();
    if (kind % 3 == 2) desk.daemon_starts(number % 10 == 0 ? Boot::another : Boot::same);
}

void take(Desk& desk, const Step& step) {
    const auto [kind, delay, number] = step;
    desk.run_until(desk.now().at + std::chrono::seconds{delay} + std::chrono::milliseconds{number % 1000});
    if (!desk.daemon_runs()) return step_without_daemon(desk, kind, number);
    if (desk.machine_asleep() && kind % 4 != 0) return;  // a sleeping machine is told nothing but to wake
    const Duration length = std::chrono::seconds{1 + number % 4000};
    const bool on = number % 2 == 0;
    switch (desk.machine_asleep() ? 6 : kind) {
        case 0:
        case 1:
        case 2:
            return desk.types();
        case 3:
        case 4:
            return desk.stops();
        case 5:
            return desk.tell(Passive{on});
        case 6:
            return sleep_or_wake(desk, number);
        case 7:
            return desk.tell(Locked{on});
        case 8:
            return desk.tell(SessionActive{on});
        case 9:
            return desk.tell(PostureReport{Posture(number % 3), on ? std::optional{length} : std::nullopt});
        case 10:
            return desk.tell(PostureReport{Posture::sitting, std::nullopt});
        case 11:
            return desk.tell(Leaving{});
        case 12:
            return number % 50 == 0 ? desk.holds_are_mute() : desk.hold(Hold(number % 3), number % 5 == 0);
        case 13:
            return desk.tell(SnoozeAsked{on ? std::optional{length} : std::nullopt});
        case 14:
            return desk.tell(SkipAsked{});
        case 15:
            return desk.tell(PauseAsked{length});
        case 16:
            return desk.tell(ResumeAsked{});
        case 17:
            return desk.tell(RulesChanged{some_rules(number)});
        case 18:
            return desk.steps_wall_clock(std::chrono::seconds{number * 100 - 50'000});
        case 19:
            return desk.source_alive() ? desk.loses_source() : desk.reopens_source();
        case 20:
            return desk.tell(NotificationClosed{});
        case 21:
            return desk.tell(NotShown{});
        case 22:
            return desk.tell(ServerAppeared{});
        case 23:
            return desk.tell(HowAsked{});
        case 24:
            return on ? desk.tell(SettingsBroken{"sitbreak.toml:1:1: no \"such\\ key\nand more"})
                      : desk.tell(SettingsMended{});
        case 25:
            return on ? desk.daemon_stops() : desk.daemon_is_killed();
        case 26:
            return desk.has_no_source();
        default:
            return;
    }
}

rc::Gen<std::vector<Step>> some_history() {
    // Most delays are like those of a person at a desk: seconds, minutes, now and then hours.
    const auto delay = rc::gen::weightedOneOf<int>({{4, rc::gen::inRange(0, 10)},
                                                    {8, rc::gen::inRange(0, 400)},
                                                    {2, rc::gen::inRange(0, 3000)},
                                                    {1, rc::gen::inRange(0, 20'000)}});
    return rc::gen::resize(longest_history,
                           rc::gen::container<std::vector<Step>>(
                               rc::gen::tuple(rc::gen::inRange(0, 27), delay, rc::gen::inRange(0, 10'000))));
}

}  // namespace

TEST_CASE("Always: every sentence holds on random histories") {
    steps_taken = 0;
    const bool held = rc::check("every sentence holds after each step", [] {
        const auto history = *some_history();
        Desk desk{some_rules(*rc::gen::inRange(0, 10'000))};
        const Judge judge{desk};
        for (const auto& step : history)
            take(desk, step);
    });
    CHECK(held);
    if (held) CHECK(steps_taken >= 100'000);
    MESSAGE("steps taken: ", steps_taken);
}

TEST_CASE("Always: the same observations give the same actions, also through the text of the log") {
    const bool same = rc::check("a replayed history acts alike", [] {
        const auto history = *some_history();
        const Rules rules = some_rules(*rc::gen::inRange(0, 10'000));
        Desk desk{rules};
        const Now start = desk.now();
        std::vector<std::string> calls;
        std::vector<std::string> asked;
        desk.before_call = [&](const Observation& told) { calls.push_back(to_text(desk.now(), told)); };
        desk.before_start = [&](const Remembered& with) { calls.push_back(to_text(with)); };
        desk.after_call = [&](const Actions& actions) {
            for (const auto& action : actions)
                asked.push_back(to_text(action));
        };
        for (const auto& step : history)
            take(desk, step);

        Heart replayed{rules, start};
        std::vector<std::string> asked_again;
        std::optional<Remembered> remembered;
        for (const auto& line : calls) {
            if (line.starts_with("boot=")) {
                remembered = parse_remembered(line);
                continue;
            }
            const Call call = parse_call(line);
            if (remembered) replayed = Heart{replayed.rules(), call.now, *std::exchange(remembered, {})};
            RC_ASSERT(to_text(call.now, call.observation) == line);
            for (const auto& action : replayed.handle(call.observation, call.now))
                asked_again.push_back(to_text(action));
        }
        RC_ASSERT(asked_again == asked);
    });
    CHECK(same);
}

}  // namespace sitbreak::sitting::test
