#pragma once
// The half of the Mutter source that lives on the desktop thread: asks org.gnome.Mutter.IdleMonitor, and
// knows when not to believe it.
//
// Mutter's idle watch tells when there has been no input for a time, its active watch when there is some,
// once. So nothing wakes us while somebody types on, or while nobody is there. Three of its habits mislead:
//
// - While the session is inhibited from idling, idle watches rest; GetIdletime goes on counting. As long as
//   that lasts and input goes on, GetIdletime is asked at the instant at which the threshold would be
//   reached, and the next instant follows from its answer: one wake-up per threshold at most, while a video
//   plays and somebody types.
// - When the session manager's InhibitedActions change to something without idle, GetIdletime begins anew at
//   0 though nobody touched anything, and hides the last input before. Mutter handles that change before our
//   next question, so the answer says when that jump was; an active watch tells whether anybody is there, and
//   the threshold is counted from the first jump since which nobody was seen.
// - Some programs fake input: active watches fire, and GetIdletime goes on counting. What is no later than
//   the last input or jump known is no input.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/bus.hpp"
#include "platform/glib_timeout.hpp"
#include "platform/growing_pause.hpp"
#include "presence/session_names.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::presence {

class MutterWatch {
 public:
    struct Told {
        sitting::Observation observation;
        /// How often the machine had woken, as far as was known here.
        std::uint32_t wakes = 0;
        /// With SourceLost: why.
        std::string fault;
    };
    using Tell = std::function<void(const Told&)>;

    /// `tell` is called on the desktop thread: Passive, InputIdle, InputResumed, and SourceLost at the end.
    MutterWatch(Tell tell, sitting::Duration idle_threshold);
    ~MutterWatch();
    MutterWatch(const MutterWatch&) = delete;
    MutterWatch& operator=(const MutterWatch&) = delete;

    /// As InputSource's.
    void look(sitting::Duration idle_threshold);
    void machine_woke();

 private:
    enum class Input {
        /// Not asked yet.
        unknown,
        goes_on,
        idle,
        none_since_wake
    };

    /// An answer of GetIdletime: the last event that Mutter takes for input.
    struct Reading {
        sitting::Duration idle{};
        sitting::Instant event{};
        /// The same by the clock that Mutter counts with, which stands still in suspend: not before, not
        /// after.
        std::chrono::microseconds not_before{};
        std::chrono::microseconds not_after{};
    };
    using OnReading = std::function<void(const Reading&)>;

    void owner_changed(const std::string& name, const std::string& owner);
    void follow_session_manager();
    void read_inhibited_actions();
    void inhibited_actions_changed(GVariant* arguments);
    void inhibited_actions_are(std::uint32_t actions);
    void set_passive(bool on);

    void begin_if_ready();
    void opened(const Reading& reading);
    void add_idle_watch();
    void remove(std::optional<std::uint32_t>& watch);
    void fired(std::uint32_t watch);
    void idle_watch_fired();
    void active_watch_fired();

    void consider(const Reading& reading);
    void idletime_jumped(const Reading& reading);
    void become_idle(const Reading& reading, sitting::Instant since);
    void input_may_have_come(const Reading& reading);
    void input_came(const Reading& reading);
    void look_again_when_due(const Reading& reading);

    bool waits_for_input() const;
    void wait_for_input();
    void wait_for_input_later();

    bool is_new(const Reading& reading) const { return reading.not_before > known_; }
    void take_note(const Reading& reading);
    std::uint64_t threshold_ms() const;

    /// Not answered if the idle time jumps meanwhile; what is to be concluded then, idletime_jumped does.
    void ask_idletime(OnReading on_reading);
    void get_idletime(OnReading on_reading);
    /// To Mutter's monitor. An answer that cannot be used is the end of this source.
    void call(const char* method, GVariant* arguments, const char* type,
              std::function<void(GVariant*)> on_answer);
    void tell(decltype(sitting::Observation::what) what, sitting::Instant at, std::string fault = {});
    void lost(const std::string& fault);

    Tell tell_;
    sitting::Duration idle_threshold_;
    bool is_lost_ = false;

    std::string mutter_;
    std::string session_manager_;
    bool knows_inhibition_ = false;
    /// As Mutter sees it, which goes by the last that it was told, whether or not who told it is gone.
    bool inhibited_ = false;
    bool passive_ = false;

    Input input_ = Input::unknown;
    /// What came until then, by Mutter's clock, is known: input, jumps, and what was before a wake.
    std::chrono::microseconds known_{};
    /// Of a jump of GetIdletime while input went on, since which nobody was seen.
    std::optional<sitting::Instant> doubt_;
    /// Jumps that are known of, but not yet when they were.
    int jumps_asked_ = 0;
    std::uint32_t wakes_ = 0;
    sitting::Instant woke_at_ = sitting::Instant::min();

    int idle_watches_ = 0;
    std::optional<std::uint32_t> idle_watch_;
    bool is_adding_active_watch_ = false;
    std::optional<std::uint32_t> active_watch_;
    std::optional<platform::GlibTimeout> due_;
    platform::GrowingPause fake_pause_;
    std::optional<platform::GlibTimeout> after_fake_;

    platform::Bus::Subscription watch_fired_;
    platform::Bus::Subscription inhibition_changed_;
    std::unique_ptr<platform::Bus> bus_;
    std::unique_ptr<NameOwners> names_;
};

}  // namespace sitbreak::presence
