#pragma once
// Where the person is, as far as the evidence goes: seated, away or standing (situations C1 to C16).

#include <optional>

#include "sitting/action.hpp"
#include "sitting/observation.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

enum class Where { seated, away, standing };

/// A noticed absence.
struct Absence {
    /// The last sign of the seated person.
    Instant since{};
    End how = End::no_input;
    /// Certain absence inside that is over already.
    Duration certain_before{};
    /// Since when the absence is certain, if it is now.
    std::optional<Instant> certain_since;

    /// Certain absence inside, up to `t`.
    Duration certain(Instant t) const {
        return certain_before + (certain_since ? t - *certain_since : Duration::zero());
    }
};

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
    Instant last_sign() const { return sign_; }

    Where where() const;

    /// Since when the seated person has made no input, when that is known.
    std::optional<Instant> input_pause() const;

    /// What was reported last, while it holds; never Posture::sitting.
    struct Report {
        Posture posture = Posture::away;
        /// None: until the next report.
        std::optional<Instant> until;
    };
    const std::optional<Report>& report() const { return report_; }

    /// Whether the person counts as always there for want of an idle source (C16).
    bool by_clock_alone() const { return input_ == Input::none; }

    /// When `settle` has something to conclude next, but for the end of a bout.
    std::optional<Instant> deadline(const Rules& rules) const;

 private:
    enum class Input { unknown, active, idle, none };
    void input_idle(Instant since, Instant t, const Rules& rules);
    void input_resumed(Instant at);
    void woke(Instant at);
    void posture_reported(const PostureReport& report, Instant at);
    /// The person showed that they are seated, by something else than input.
    void shown_seated(Instant at);
    void lapse_claims(Instant t, const Rules& rules);
    std::optional<Instant> leaving_lapses(const Rules& rules) const;
    std::optional<End> certain_absence() const;
    bool passive_counts(const Rules& rules) const;
    Instant last_definite_sign() const;
    void seated(Instant t);
    void away(Instant since, End how);

    Input input_ = Input::unknown;
    /// The last input when idle; since when it is not known when unknown.
    Instant input_at_{};
    /// InputIdle instants before this tell of input before a sleep, which is no sign of the person now.
    Instant woke_at_ = Instant::min();
    bool source_lost_ = false;
    bool passive_ = false;
    bool locked_ = false;
    bool session_away_ = false;
    bool asleep_ = false;
    std::optional<Report> report_;
    std::optional<Instant> leaving_;

    /// Nobody has been seen yet.
    std::optional<Absence> absence_ = Absence{};
    Instant sign_{};
    /// The last sign other than input; input that ended earlier does not take it back.
    Instant sign_floor_ = Instant::min();
};

}  // namespace sitbreak::sitting
