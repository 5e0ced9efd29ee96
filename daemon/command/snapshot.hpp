#pragma once
// What the daemon says of itself and of the person, at one moment: the properties of
// org.sitbreak.Sitbreak1, which daemon/control/org.sitbreak.Sitbreak1.xml describes.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitbreak::command {

/// As the interface tells it. What is not there is none.
using Time = std::chrono::sys_seconds;

enum class State { unseen, seated, away, standing };

/// As the interface spells it: "unseen", "seated", "away", "standing".
std::string_view name_of(State state);

/// What is spelled otherwise is `unseen`: a daemon that is newer than this program knows of it.
State state_named(std::string_view name);

struct LastReminder {
    Time at{};
    std::string movement;
    std::string outcome;

    friend bool operator==(const LastReminder&, const LastReminder&) = default;
};

struct Snapshot {
    std::string version;
    State state = State::unseen;
    std::optional<Time> sitting_since;
    /// As of when it was read; the rest stays true until the daemon tells otherwise.
    std::chrono::seconds sitting{};
    std::optional<Time> away_since;
    std::optional<Time> break_done;
    bool due = false;
    std::optional<Time> next_reminder;
    bool reminder_stands = false;
    unsigned snoozes_left = 0;
    std::optional<Time> snoozed_until;
    std::optional<Time> skipped_until;
    std::optional<Time> paused_until;
    std::optional<Time> schedule_opens;
    std::vector<std::string> holds;
    /// Empty: none was reported, or it no longer holds.
    std::string posture;
    std::optional<Time> posture_until;
    std::string posture_by;
    std::string source;
    std::string counts_by;
    std::chrono::seconds limit{};
    std::chrono::seconds break_length{};
    std::optional<LastReminder> last_reminder;
    std::vector<std::string> problems;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

}  // namespace sitbreak::command
