#pragma once
// Whether a source of input is stuck: nobody works at a locked screen, so one that tells of no pause there,
// for long, is told of input that no hand makes.

#include <chrono>
#include <optional>

#include "sitting/time.hpp"

namespace sitbreak::presence {

/// Of one source at a time. Needs no timer: it judges when the screen is unlocked.
class StuckWatch {
 public:
    /// Long enough that nobody has fumbled with a password all the time, nor moved the mouse to keep the
    /// screen on.
    static constexpr std::chrono::minutes long_enough{20};

    /// The screen was locked. `is_idle`: what the source told last is that there is no input.
    void locked(sitting::Instant at, bool is_idle) {
        since_ = at;
        has_paused_ = is_idle;
    }

    /// The source told that there is no input.
    void paused() { has_paused_ = true; }

    /// The source is another one from now on, or had no chance to tell: the machine was suspended.
    void begin_anew(sitting::Instant now) {
        if (since_) since_ = now;
        has_paused_ = false;
    }

    /// The screen is unlocked. For how long the source told of no pause while it was locked; none if it did,
    /// or that was not long enough.
    std::optional<sitting::Duration> unlocked(sitting::Instant at) {
        if (!since_) return std::nullopt;
        const auto length = at - *since_;
        since_.reset();
        if (has_paused_ || length < long_enough) return std::nullopt;
        return length;
    }

 private:
    std::optional<sitting::Instant> since_;
    bool has_paused_ = false;
};

}  // namespace sitbreak::presence
