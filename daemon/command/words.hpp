#pragma once
// What `status` and the bars say: a snapshot and the time in, words out. Nothing here reads a clock, and
// every sentence that a person reads about themselves is made here.

#include <optional>
#include <string>
#include <string_view>

#include "command/snapshot.hpp"

namespace sitbreak::command {

/// What matters most about now.
enum class Gist {
    unseen,
    seated,
    due,
    held,
    snoozed,
    skipped,
    paused,
    off_schedule,
    on_break,
    rested,
    standing
};

/// How long they have been sitting; while they are away, how long they had been when they left.
std::chrono::seconds sitting_length(const Snapshot& snapshot, Time now);

Gist gist_of(const Snapshot& snapshot, Time now);

/// "seated", "off-schedule": the class and the icon of a bar, as docs/command.md lists them.
std::string_view name_of(Gist gist);

/// How exact a break is said: a line that stays while time passes does not count seconds.
enum class To { minutes, seconds };

/// "Sitting for 23 min. Reminder in 7 min (14:32).": one line.
std::string sentence(const Snapshot& snapshot, Time now, To to);

/// "34 min": what a narrow bar has room for.
std::string short_text(const Snapshot& snapshot, Time now);

/// "sitting 34 min, snoozed until 14:42": what a wide one has room for. "(!)" behind it: something is wrong.
std::string bar_text(const Snapshot& snapshot, Time now);

/// How much of the limit is sat, or of the break taken: 0 to 100.
int percentage(const Snapshot& snapshot, Time now);

/// When the absence is long enough to be a break, of which the daemon does not tell; none if that is past.
std::optional<Time> next_event(const Snapshot& snapshot, Time now);

/// When a minute that is said to the minute turns, or there is an event.
std::optional<Time> next_turn(const Snapshot& snapshot, Time now);

}  // namespace sitbreak::command
