#pragma once
// How it is, as whoever asks over the bus gets to see it: a value that the main thread makes at every change,
// and that nobody changes afterwards.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "control/unix_time.hpp"
#include "platform/glib_handle.hpp"
#include "sitting/heart.hpp"

namespace sitbreak::control {

/// What the heart does not know.
struct Circumstances {
    /// What counts, to follow "counts by"; empty until that is known.
    std::string source;
    /// The movement that was shown last.
    std::string movement;
    /// Who reported the posture.
    std::string reporter;
    /// What is wrong, a sentence each.
    std::vector<std::string> problems;
};

/// Each member is a property of the interface, in whose XML it is explained; times are in seconds since 1970
/// UTC, 0 is none. It does not change as time passes.
struct Snapshot {
    std::string state = "unseen";
    std::int64_t sitting_since = 0;
    /// Sitting until they left, while they are away.
    std::uint64_t sat_before = 0;
    std::int64_t away_since = 0;
    std::int64_t break_done = 0;
    bool due = false;
    std::int64_t next_reminder = 0;
    bool reminder_stands = false;
    std::uint32_t snoozes_left = 0;
    std::int64_t snoozed_until = 0;
    std::int64_t skipped_until = 0;
    std::int64_t paused_until = 0;
    std::int64_t schedule_opens = 0;
    std::vector<std::string> holds;
    std::string posture;
    std::int64_t posture_until = 0;
    std::string posture_by;
    std::string source;
    std::string counts_by;
    std::uint64_t limit = 0;
    std::uint64_t break_length = 0;
    std::int64_t last_reminder_at = 0;
    std::string last_reminder_movement;
    std::string last_reminder_outcome;
    std::vector<std::string> problems;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

Snapshot snapshot_of(const sitting::Status& status, const sitting::Rules& rules,
                     const Circumstances& circumstances, const UnixTime& time);

/// What Snooze and Skip answer: the property NextReminder, or, where that is 0 for want of somebody seated,
/// the end of all that keeps reminders away; in seconds since 1970 UTC.
std::int64_t quiet_until(const sitting::Status& status, const UnixTime& time);

/// The properties that tell of their change, by name.
std::map<std::string, platform::GVariantPtr, std::less<>> properties_of(const Snapshot& snapshot);

/// The property Sitting, at `now` in seconds since 1970 UTC.
std::uint64_t sitting_at(const Snapshot& snapshot, std::int64_t now);

}  // namespace sitbreak::control
