#pragma once
// Chooses where input idleness comes from, keeps that source alive, and says which one counts and why.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/asio.hpp"
#include "platform/boot_timer.hpp"
#include "platform/lifetime.hpp"
#include "presence/growing_pause.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// What the session says of itself; an empty variable is none.
struct SessionEnvironment {
    std::optional<std::string> display;
    std::optional<std::string> wayland_display;

    /// DISPLAY and WAYLAND_DISPLAY of this process.
    static SessionEnvironment of_process();
};

class Inputs {
 public:
    /// The first source is opened by the io_context, not inside this constructor; `observe` then hears its
    /// state, or NoSource if there is none to be had. A source that is there but does not answer is tried
    /// again.
    Inputs(asio::io_context& io, SessionEnvironment environment, sitting::Duration idle_threshold,
           Observe observe);
    ~Inputs();
    Inputs(const Inputs&) = delete;
    Inputs& operator=(const Inputs&) = delete;

    /// As InputSource's; also for sources opened later. Callable from inside `observe`.
    void look(sitting::Duration idle_threshold);
    void machine_woke();

    /// What counts, to follow "counts by": "input on X display :0 (XSync)", "the clock alone: …". Empty until
    /// that is decided, which is before the first observation.
    const std::string& status() const { return status_; }

 private:
    struct Candidate;
    static const std::vector<Candidate>& candidates();

    void open();
    bool open(const Candidate& candidate, std::string& why_not);
    void use_none(const std::string& why, bool is_worth_another_try);
    void observed(const sitting::Observation& observation);
    void lost();

    asio::io_context& io_;
    SessionEnvironment environment_;
    sitting::Duration idle_threshold_;
    Observe observe_;
    std::unique_ptr<InputSource> source_;
    std::string status_;
    bool has_told_ = false;
    /// What a source tells while it opens is passed on when it stands: who hears it may ask it something at
    /// once.
    bool is_opening_ = false;
    std::vector<sitting::Observation> told_while_opening_;
    sitting::Instant opened_at_{};
    GrowingPause pause_;
    platform::BootTimer retry_;
    platform::Lifetime lifetime_;
};

}  // namespace sitbreak::presence
