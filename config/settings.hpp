#pragma once
// What a person may set, as plain values. Every member's initialiser is the default; config/sitbreak.toml
// says the same to a person and docs/settings.md is the reference. What the reader lets through keeps the
// ranges of config/keys.cpp and break_length < limit.

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/movements.hpp"

namespace sitbreak::config {

/// A reason not to interrupt now.
enum class Hold { call, do_not_disturb, full_screen };

enum class Urgency { low, normal, critical };

enum class LogLevel { debug, info, warn, error };

/// A part of the week, in minutes since Monday 00:00 local time. `begin` is in [0, 7 days), `end` in
/// (begin, begin + 7 days]: a window may run past Sunday midnight.
struct WeekWindow {
    std::chrono::minutes begin{};
    std::chrono::minutes end{};

    friend bool operator==(const WeekWindow&, const WeekWindow&) = default;

    /// By begin, then by end.
    friend bool operator<(const WeekWindow& a, const WeekWindow& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    }
};

struct SittingSettings {
    /// After how much sitting a reminder is due.
    std::chrono::seconds limit = std::chrono::minutes{30};
    /// How long an absence makes a break. Not set, it is at most a third of `limit`, but 1 s at least.
    std::chrono::seconds break_length = std::chrono::minutes{3};
    /// For how long after the last input a desktop that is kept awake counts as watched; zero: never.
    std::chrono::seconds passive_limit = std::chrono::hours{2};

    friend bool operator==(const SittingSettings&, const SittingSettings&) = default;
};

struct ReminderSettings {
    std::chrono::seconds repeat_every = std::chrono::minutes{5};
    std::chrono::seconds snooze = std::chrono::minutes{10};
    /// Zero: no snooze is offered.
    int snoozes_per_bout = 2;
    /// How long a due reminder waits for a natural pause; zero: not at all.
    std::chrono::seconds wait_for_pause{30};
    /// How long a reminder stands; none: until the break.
    std::optional<std::chrono::seconds> show_for;
    /// How long a hold keeps a due reminder back at most; zero: holds are not heeded.
    std::chrono::seconds hold_at_most = std::chrono::hours{1};
    std::set<Hold> hold_for = {Hold::call, Hold::do_not_disturb};
    Urgency urgency = Urgency::normal;
    /// Whether a completed break is confirmed with a line.
    bool say_when_done = false;
    /// A name of the freedesktop sound theme or the absolute path of a sound file; empty: no sound.
    std::string sound;

    friend bool operator==(const ReminderSettings&, const ReminderSettings&) = default;
};

struct ScheduleSettings {
    /// When reminders are wanted, sorted and each once, none longer than a day; empty: always.
    std::vector<WeekWindow> active;

    friend bool operator==(const ScheduleSettings&, const ScheduleSettings&) = default;
};

/// A movement the person wrote.
struct OwnMovement {
    std::string title;
    /// One to Movement::step_lines lines of at most Movement::step_length characters.
    std::vector<std::string> steps;
    Place place = Place::desk;

    friend bool operator==(const OwnMovement&, const OwnMovement&) = default;
};

struct MovementSettings {
    /// Movements for these places are suggested; never empty, each once.
    std::vector<Place> places = {Place::desk, Place::chair};
    /// Ids of the catalogue: of it these alone are suggested, whatever their place; empty: those of `places`.
    std::vector<std::string> only;
    /// Suggested beside the catalogue's where `places` has their place.
    std::vector<OwnMovement> own;

    friend bool operator==(const MovementSettings&, const MovementSettings&) = default;
};

/// What is run when something happens, without a shell: a program and its arguments, or nothing. The program
/// is a name that is looked for on PATH, an absolute path, or one that begins with `~/`.
struct HookSettings {
    std::vector<std::string> on_reminder;
    std::vector<std::string> on_break_begin;
    std::vector<std::string> on_break_end;
    std::vector<std::string> on_bout_begin;

    friend bool operator==(const HookSettings&, const HookSettings&) = default;
};

struct HistorySettings {
    /// Whether what happens is written down.
    bool enabled = true;
    /// What is older is deleted; years of 365 days.
    std::chrono::seconds keep = std::chrono::days{5 * 365};

    friend bool operator==(const HistorySettings&, const HistorySettings&) = default;
};

struct LogSettings {
    LogLevel level = LogLevel::info;

    friend bool operator==(const LogSettings&, const LogSettings&) = default;
};

struct Settings {
    SittingSettings sitting;
    ReminderSettings reminder;
    ScheduleSettings schedule;
    MovementSettings movements;
    HookSettings hooks;
    HistorySettings history;
    LogSettings log;

    friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace sitbreak::config
