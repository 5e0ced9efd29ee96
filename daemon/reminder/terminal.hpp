#pragma once
// Messages as lines of text, for a machine on which nothing can show a notification.

#include <functional>
#include <iosfwd>

#include "reminder/display.hpp"
#include "sitting/time.hpp"

namespace sitbreak::reminder {

/// One line a message: "14:32  You have been sitting for 30 minutes. A short walk: …". A line that was
/// printed stands for ever, so withdrawing prints nothing.
class Terminal final : public Display {
 public:
    /// `wall_time` says what the clock on the wall shows. `out` outlives this and is flushed after each line.
    /// `came_out` is told of each message, inside `show`.
    Terminal(std::ostream& out, std::function<sitting::WallTime()> wall_time,
             std::function<void(const Outcome&)> came_out);

    void show(const Message& message) override;
    void withdraw() override;

 private:
    std::ostream& out_;
    std::function<sitting::WallTime()> wall_time_;
    std::function<void(const Outcome&)> came_out_;
};

}  // namespace sitbreak::reminder
