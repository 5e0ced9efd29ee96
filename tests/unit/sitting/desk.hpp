#pragma once
// A desk for the heart's tests: a person, a well-behaved idle source, a machine that can sleep, and clocks
// that jump from one event to the next. It calls the heart exactly as the driver does.

#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "sitting/heart.hpp"

namespace sitbreak::sitting::test {

class Desk {
 public:
    /// When each action was asked for.
    using Done = std::vector<std::pair<Instant, Action>>;

    /// Boot clock and wall clock begin at arbitrary values: Monday, 2 March 2026, 09:00.
    explicit Desk(Rules rules = {});

    Now now() const { return now_; }
    Instant start() const { return start_; }
    const Heart& heart() const { return heart_; }
    Done& done() { return done_; }

    /// Everything that the heart and the source do on their own up to `t` happens.
    void run_until(Instant t);

    /// Something observed now.
    void tell(decltype(Observation::what) what);
    void tell(const Observation& observation);

    /// Something speaks for holding a reminder, or no longer does; the heart is told while it wants to know.
    void hold(Hold what, bool on);
    /// From now on whoever looks for holds answers nothing.
    void holds_are_mute() { holds_answer_ = false; }

    void types();
    void stops();
    void loses_source();
    /// The source is opened again and says what it sees.
    void reopens_source();
    /// The source is gone, or there never was one, and no other is to be had until it is opened again.
    void has_no_source();
    void machine_sleeps(bool signalled);
    /// Some compositors keep their idle timers running and say at once what they saw before the sleep.
    enum class FirstWord { with_input, at_once };
    void machine_wakes(FirstWord idle = FirstWord::with_input);
    void steps_wall_clock(std::chrono::seconds by);

    /// The daemon is stopped in good order, or is killed; until it starts again nothing comes to the heart.
    void daemon_stops();
    void daemon_is_killed();
    /// With what it kept. After another boot, the boot clock goes on here all the same.
    void daemon_starts(Boot boot = Boot::same);
    bool daemon_runs() const { return !ended_with_; }
    /// What it would start with now.
    const Memory& kept() const { return kept_; }

    bool typing() const { return typing_; }
    Instant last_input() const { return last_input_; }
    bool machine_asleep() const { return slept_since_.has_value(); }
    bool source_alive() const { return source_alive_; }

    /// Called before each call of the heart with what it will be told, and after it with what it answered.
    std::function<void(const Observation&)> before_call = [](const auto&) {};
    std::function<void(const Actions&)> after_call = [](const auto&) {};
    /// Called with what the heart goes on with, before its first call.
    std::function<void(const Remembered&)> before_start = [](const auto&) {};

 private:
    void set_clock(Instant t);
    void look_for_holds();
    void keep(const Actions& actions);
    std::optional<Instant> source_speaks() const;
    void source_says_idle();

    Instant start_;
    Now now_;
    Heart heart_;
    Done done_;
    /// What the daemon would have written down by now.
    Memory kept_;
    std::optional<Memory> ended_with_;
    bool locked_ = false;
    bool on_screen_ = true;
    bool passive_ = false;

    bool typing_ = false;
    bool said_idle_ = true;
    Instant last_input_;
    bool source_alive_ = true;
    bool counts_by_clock_ = false;
    std::optional<Instant> slept_since_;
    bool sleep_signalled_ = false;
    std::set<Hold> holds_;
    bool looks_for_holds_ = false;
    bool holds_answer_ = true;
};

}  // namespace sitbreak::sitting::test
