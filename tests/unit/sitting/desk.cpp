#include "desk.hpp"

#include <algorithm>
#include <stdexcept>

namespace sitbreak::sitting::test {

namespace {

using namespace std::chrono_literals;

constexpr Instant boot_start{100h + 17ms};
constexpr WallTime wall_start{std::chrono::local_days{std::chrono::year{2026} / 3 / 2} + 9h};

}  // namespace

Desk::Desk(Rules rules)
    : start_{boot_start},
      now_{boot_start, wall_start},
      heart_{std::move(rules), now_},
      kept_{heart_.memory(now_)},
      last_input_{boot_start - 1h} {}

void Desk::set_clock(Instant t) {
    using std::chrono::floor;
    using std::chrono::seconds;
    now_.wall += floor<seconds>(t - start_) - floor<seconds>(now_.at - start_);
    now_.at = t;
}

void Desk::tell(decltype(Observation::what) what) {
    tell(Observation{now_.at, std::move(what)});
}

void Desk::tell(const Observation& observation) {
    if (const auto* locked = std::get_if<Locked>(&observation.what)) locked_ = locked->on;
    if (const auto* session = std::get_if<SessionActive>(&observation.what)) on_screen_ = session->on;
    if (const auto* passive = std::get_if<Passive>(&observation.what)) passive_ = passive->on;
    if (!daemon_runs()) return;
    before_call(observation);
    const Actions actions = heart_.handle(observation, now_);
    for (const auto& action : actions)
        done_.emplace_back(now_.at, action);
    keep(actions);
    after_call(actions);
    if (heart_.deadline() <= now_.at) throw std::logic_error{"the heart's deadline does not move on"};
    look_for_holds();
}

void Desk::keep(const Actions& actions) {
    const Memory memory = heart_.memory(now_);
    const bool heartbeat = std::any_of(actions.begin(), actions.end(), [](const Action& action) {
        return std::holds_alternative<Checkpoint>(action);
    });
    if (heartbeat || !same_but_for_the_time(memory, kept_)) kept_ = memory;
}

void Desk::daemon_stops() {
    kept_ = heart_.memory(now_);
    kept_.stopped = true;
    ended_with_ = kept_;
}

void Desk::daemon_is_killed() {
    ended_with_ = kept_;
}

void Desk::daemon_starts(Boot boot) {
    const Remembered remembered{*std::exchange(ended_with_, std::nullopt), boot};
    heart_ = Heart{heart_.rules(), now_, remembered};
    looks_for_holds_ = false;
    before_start(remembered);
    tell(RulesChanged{heart_.rules()});
    if (locked_) tell(Locked{true});
    if (!on_screen_) tell(SessionActive{false});
    if (passive_) tell(Passive{true});
    if (source_alive_) reopens_source();
    if (counts_by_clock_) tell(NoSource{});
}

void Desk::look_for_holds() {
    const bool looked = std::exchange(looks_for_holds_, heart_.wants_holds());
    if (!holds_answer_ || looked == looks_for_holds_) return;
    const bool on = looks_for_holds_;
    for (const auto what : std::set{holds_})
        tell(Held{what, on});
    if (on) tell(HoldsLooked{});
}

void Desk::hold(Hold what, bool on) {
    if (on)
        holds_.insert(what);
    else
        holds_.erase(what);
    if (looks_for_holds_ && holds_answer_) tell(Held{what, on});
}

std::optional<Instant> Desk::source_speaks() const {
    if (typing_ || said_idle_ || !source_alive_ || machine_asleep()) return std::nullopt;
    return std::max(now_.at, last_input_ + heart_.idle_threshold());
}

void Desk::source_says_idle() {
    said_idle_ = true;
    tell(Observation{last_input_, InputIdle{}});
}

void Desk::run_until(Instant t) {
    while (!machine_asleep() && daemon_runs()) {
        const Instant deadline = heart_.deadline();
        const auto source = source_speaks();
        const Instant next = source ? std::min(deadline, *source) : deadline;
        if (next > t) break;
        set_clock(std::max(next, now_.at));
        if (source && *source <= deadline)
            source_says_idle();
        else
            tell(TimePassed{});
    }
    set_clock(t);
}

void Desk::types() {
    typing_ = true;
    last_input_ = now_.at;
    if (!daemon_runs()) said_idle_ = false;
    if (!said_idle_ || !source_alive_) return;
    said_idle_ = false;
    tell(InputResumed{});
}

void Desk::stops() {
    typing_ = false;
    last_input_ = now_.at;
}

void Desk::loses_source() {
    source_alive_ = false;
    tell(SourceLost{});
}

void Desk::has_no_source() {
    source_alive_ = false;
    counts_by_clock_ = true;
    tell(NoSource{});
}

void Desk::reopens_source() {
    source_alive_ = true;
    counts_by_clock_ = false;
    if (typing_) last_input_ = now_.at;
    said_idle_ = now_.at - last_input_ >= heart_.idle_threshold();
    if (said_idle_)
        source_says_idle();
    else
        tell(Observation{last_input_, InputResumed{}});
}

void Desk::steps_wall_clock(std::chrono::seconds by) {
    now_.wall += by;
    if (!machine_asleep()) tell(TimePassed{});
}

void Desk::machine_sleeps(bool signalled) {
    if (signalled) tell(Asleep{true});
    if (typing_) stops();
    slept_since_ = now_.at;
    sleep_signalled_ = signalled;
}

void Desk::machine_wakes(FirstWord idle) {
    const Instant since = *slept_since_;
    slept_since_.reset();
    said_idle_ = true;  // the source is asked to look anew: it speaks at the next input
    if (sleep_signalled_) {
        tell(TimePassed{});  // a timer whose time passed meanwhile is faster than the bus
    } else {
        tell(Observation{since, Asleep{true}});
    }
    tell(Asleep{false});
    if (idle == FirstWord::at_once && source_alive_) source_says_idle();
}

}  // namespace sitbreak::sitting::test
