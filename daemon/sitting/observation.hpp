#pragma once
// What can come to the heart's knowledge. A source turns one foreign thing into these.

#include <optional>
#include <string>
#include <variant>

#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// There has been no input since the observation's instant.
struct InputIdle {
    friend bool operator==(const InputIdle&, const InputIdle&) = default;
};

/// Input came at the observation's instant, and goes on until InputIdle says otherwise.
struct InputResumed {
    friend bool operator==(const InputResumed&, const InputResumed&) = default;
};

/// The idle source is gone; what the input does is not known until another InputIdle or InputResumed.
struct SourceLost {
    friend bool operator==(const SourceLost&, const SourceLost&) = default;
};

/// No idle source exists: the person counts as always there (C16), until InputIdle or InputResumed comes.
struct NoSource {
    friend bool operator==(const NoSource&, const NoSource&) = default;
};

/// Something keeps the desktop awake, or no longer does.
struct Passive {
    bool on = false;
    friend bool operator==(const Passive&, const Passive&) = default;
};

struct Locked {
    bool on = false;
    friend bool operator==(const Locked&, const Locked&) = default;
};

/// Whether this session is the one on the screen.
struct SessionActive {
    bool on = true;
    friend bool operator==(const SessionActive&, const SessionActive&) = default;
};

struct Asleep {
    bool on = false;
    friend bool operator==(const Asleep&, const Asleep&) = default;
};

/// The person is about to leave, by their own word: they take a break, or asked for a lock in a session that
/// does not say when it is unlocked. Ends at the first input after a pause.
struct Leaving {
    friend bool operator==(const Leaving&, const Leaving&) = default;
};

enum class Posture { sitting, standing, away };

/// Someone who knows (a command, a standing desk) says where the person is.
struct PostureReport {
    Posture posture = Posture::sitting;
    /// For how long it holds; none: until the next report.
    std::optional<Duration> lasts;
    friend bool operator==(const PostureReport&, const PostureReport&) = default;
};

struct Held {
    Hold by = Hold::call;
    bool on = false;
    friend bool operator==(const Held&, const Held&) = default;
};

/// Whoever was to look for holds has told all that there are, and tells what changes from now on.
struct HoldsLooked {
    friend bool operator==(const HoldsLooked&, const HoldsLooked&) = default;
};

/// `for_how_long` none: what the rules say.
struct SnoozeAsked {
    std::optional<Duration> for_how_long;
    friend bool operator==(const SnoozeAsked&, const SnoozeAsked&) = default;
};

struct SkipAsked {
    friend bool operator==(const SkipAsked&, const SkipAsked&) = default;
};

struct PauseAsked {
    Duration for_how_long{};
    friend bool operator==(const PauseAsked&, const PauseAsked&) = default;
};

struct ResumeAsked {
    friend bool operator==(const ResumeAsked&, const ResumeAsked&) = default;
};

/// The person wants to see how the movement goes.
struct HowAsked {
    friend bool operator==(const HowAsked&, const HowAsked&) = default;
};

/// New rules are in force.
struct RulesChanged {
    Rules rules;
    friend bool operator==(const RulesChanged&, const RulesChanged&) = default;
};

/// The settings file cannot be used; the rules stay as they were.
struct SettingsBroken {
    std::string why;
    friend bool operator==(const SettingsBroken&, const SettingsBroken&) = default;
};

/// The settings file can be used again.
struct SettingsMended {
    friend bool operator==(const SettingsMended&, const SettingsMended&) = default;
};

/// The person, or the server of itself, took our notification away.
struct NotificationClosed {
    friend bool operator==(const NotificationClosed&, const NotificationClosed&) = default;
};

/// The last reminder could not be shown, or vanished unseen with its server.
struct NotShown {
    friend bool operator==(const NotShown&, const NotShown&) = default;
};

/// A notification server came up.
struct ServerAppeared {
    friend bool operator==(const ServerAppeared&, const ServerAppeared&) = default;
};

/// Nothing new but the time: the deadline came.
struct TimePassed {
    friend bool operator==(const TimePassed&, const TimePassed&) = default;
};

struct Observation {
    /// When it became true; for InputIdle that is long before it is known.
    Instant at{};
    std::variant<TimePassed, InputIdle, InputResumed, SourceLost, NoSource, Passive, Locked, SessionActive,
                 Asleep, Leaving, PostureReport, Held, HoldsLooked, SnoozeAsked, SkipAsked, PauseAsked,
                 ResumeAsked, HowAsked, RulesChanged, SettingsBroken, SettingsMended, NotificationClosed,
                 NotShown, ServerAppeared>
        what;

    friend bool operator==(const Observation&, const Observation&) = default;
};

}  // namespace sitbreak::sitting
