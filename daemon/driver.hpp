#pragma once
// Drives the heart: owns its one timer and hands it every observation. Every wake-up, whatever its cause,
// goes through one function: read the clocks once, tell the heart, obey, arm the timer, say how it is.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "holds/lookout.hpp"
#include "narrator.hpp"
#include "platform/asio.hpp"
#include "platform/boot_timer.hpp"
#include "platform/clock_change.hpp"
#include "presence/any_of.hpp"
#include "presence/inputs.hpp"
#include "sitting/heart.hpp"

namespace sitbreak {

class Driver {
 public:
    struct Outputs {
        std::function<void(const sitting::Action&)> obey;
        /// All that one call of the heart told, after it was obeyed, and what the heart must still know then.
        std::function<void(const sitting::Actions&, const sitting::Memory&, const sitting::Now&)> record;
        /// How it is, after each call of the heart from the moment on that it is known what counts.
        std::function<void(const sitting::Status&, const sitting::Now&)> publish;
    };

    /// Input is looked for from now on, on `io`; what speaks for holding a reminder, by `program_for_holds`
    /// while it matters. The heart goes on with what is `remembered`.
    Driver(asio::io_context& io, platform::GlibThread& desktop, const sitting::Rules& rules,
           const std::optional<sitting::Remembered>& remembered, presence::SessionEnvironment session,
           const std::filesystem::path& program_for_holds, Outputs outputs);

    /// An observer for one more source. What several can tell of, that the session is locked and that the
    /// desktop is kept awake, is so while any of them says it. What one tells of input is a hint (Inputs).
    presence::Observe source();

    /// Why a command was not followed; none if it was.
    using Refused = std::optional<sitting::Refuse>;

    /// Something happened, at its own instant or now. To be called on the main thread, never from an output.
    void observe(const sitting::Observation& observation);
    Refused observe(decltype(sitting::Observation::what) what);

    const sitting::Heart& heart() const { return heart_; }

    /// What counts, to follow "counts by"; empty until that is decided.
    const std::string& source_status() const { return inputs_.status(); }

 private:
    Driver(const sitting::Now& start, asio::io_context& io, platform::GlibThread& desktop,
           const sitting::Rules& rules, const std::optional<sitting::Remembered>& remembered,
           presence::SessionEnvironment session, const std::filesystem::path& program_for_holds,
           Outputs outputs);

    presence::Observe teller(presence::Observe otherwise);
    Refused wake(const sitting::Observation& observation, const sitting::Now& now);
    Refused tell_heart(const sitting::Observation& observation, const sitting::Now& now);
    static bool takes_a_hand(const sitting::Observation& observation);
    void notice_sleep(const sitting::Now& now);

    Outputs outputs_;
    Narrator narrator_;
    sitting::Heart heart_;
    sitting::Duration suspended_before_;
    bool is_locked_ = false;
    platform::BootTimer timer_;
    platform::ClockChange clock_change_;
    presence::AnyOf<sitting::Locked> locked_;
    presence::AnyOf<sitting::Passive> kept_awake_;
    presence::Inputs inputs_;
    holds::Lookout lookout_;
};

}  // namespace sitbreak
