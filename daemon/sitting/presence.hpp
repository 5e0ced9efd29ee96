#pragma once
// Where the person is, as far as the evidence goes: seated, away or standing (situations C1 to C16).

#include <algorithm>
#include <optional>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

enum class Where { seated, away, standing };

/// Gathers the evidence. An absence is noticed at once when it is certain, and `idle_after` after the last
/// sign of the person when it is not.
class Presence {
 public:
    /// Takes in what is observed at `t`, and what follows from it.
    void observe(const Observation& observation, Instant t, const Rules& rules);

    /// Draws the conclusions that time alone allows by `t`.
    void settle(Instant t, const Rules& rules);

    /// The noticed absence; none: the person is seated.
    const std::optional<Absence>& absence() const { return absence_; }

    /// The last sign of the seated person. While they are seated, as of the last call.
    Instant last_sign() const { return std::max(evident_, absent_until_); }

    Where where() const;

    /// Since when the seated person has made no input, when that is known.
    std::optional<Instant> input_pause() const;

    /// What was reported last, while it holds; never Posture::sitting.
    const std::optional<Report>& report() const { return report_; }

    /// Whether the person counts as always there for want of an idle source (C16).
    bool by_clock_alone() const { return input_ == Input::none; }

    /// After a restart no source spoke yet: whether anybody sits there will be known in a moment.
    bool awaits_source() const { return awaited_since_.has_value(); }

    /// What must survive, as of the last call.
    PresenceMemory memory() const;

    /// Goes on at `start` with what a presence that ended before remembered. Whoever was seated then counts
    /// as seated for `doubt` longer. What the sources say of locks, sleep and the like they say anew.
    void remember(const PresenceMemory& memory, Duration doubt, Instant start);

    /// When `settle` has something to conclude next, but for the end of a bout.
    std::optional<Instant> deadline(const Rules& rules) const;

 private:
    enum class Input { unknown, active, idle, none };

    void input_idle(Instant since, Instant t, const Rules& rules);
    void input_resumed(Instant at, Instant t);
    void woke(Instant at);
    void posture_reported(const PostureReport& report, Instant at);
    /// The person showed that they are seated, by something else than input.
    void shown_seated(Instant at);
    void lapse_claims(Instant t, const Rules& rules);
    std::optional<Instant> leaving_lapses(const Rules& rules) const;
    std::optional<End> certain_absence() const;
    bool passive_counts(const Rules& rules) const;
    Instant last_definite_sign() const;
    Instant idle_from() const;
    /// The last input was at `since`.
    void input_ended(Instant since);
    void seated(Instant t);
    void away(Instant since, End how);

    Input input_ = Input::unknown;
    /// The last input when idle; since when it is not known when unknown.
    Instant input_at_{};
    /// InputIdle instants before this tell of input before a sleep, which is no sign of the person now.
    Instant woke_at_ = Instant::min();
    /// It was lost, or none has spoken yet.
    bool source_lost_ = true;
    bool passive_ = false;
    bool locked_ = false;
    bool session_away_ = false;
    bool asleep_ = false;
    /// Since when after a restart a source has `idle_after` to speak; until then nobody is taken for absent.
    std::optional<Instant> awaited_since_;
    std::optional<Report> report_;
    std::optional<Instant> leaving_;

    /// Nobody has been seen yet.
    std::optional<Absence> absence_ = Absence{};
    /// The last sign of the person, which an absence is noticed by.
    Instant evident_{};
    /// The last sign other than input; input that ended earlier does not take it back.
    Instant sign_floor_ = Instant::min();
    /// Until when the person counts as absent for good. It is after `evident_` when an absence was ended by
    /// time alone, which is no sign of anybody: the person counts as seated as of then, for the time being.
    Instant absent_until_ = Instant::min();
};

}  // namespace sitbreak::sitting
