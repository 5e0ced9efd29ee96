#pragma once
// Messages as lines of text, for a machine on which nothing can show a notification.

#include <functional>
#include <iosfwd>

#include "reminder/display.hpp"
#include "sitting/observation.hpp"
#include "sitting/time.hpp"

namespace sitbreak::reminder {

/// One line a message: "14:32  You have been sitting for 30 minutes. A short walk: …". A line that was
/// printed stands for ever, so withdrawing prints nothing. That lines cannot be printed is logged once, and
/// once when they can again.
class Terminal final : public Display {
 public:
    /// Told inside `show`.
    struct Events {
        /// NotShown, of a reminder.
        std::function<void(const sitting::Observation&)> observed;
        /// Of each message.
        std::function<void(const Outcome&)> came_out;
    };

    /// `wall_time` says what the clock on the wall shows. `out` outlives this and is flushed after each line.
    Terminal(std::ostream& out, std::function<sitting::WallTime()> wall_time, Events events);

    void show(const Message& message) override;
    void withdraw() override;

 private:
    std::ostream& out_;
    std::function<sitting::WallTime()> wall_time_;
    Events events_;
    bool is_broken_ = false;
};

}  // namespace sitbreak::reminder
