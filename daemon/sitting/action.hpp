#pragma once
// What the heart wants done. An output obeys.

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

/// Show the reminder; one that stands is replaced in place.
struct Show {
    /// Sitting by now.
    Duration sat{};
    /// What the person's absence just now lacked to be a break, when they were away at all.
    std::optional<Duration> missing;
    /// How often snooze can still be had in this bout.
    int snoozes_left = 0;
    friend bool operator==(const Show&, const Show&) = default;
};

/// Take our notification away.
struct Withdraw {
    friend bool operator==(const Withdraw&, const Withdraw&) = default;
};

/// Say in one low-urgency line that the break was long enough.
struct SayBreakDone {
    Duration length{};
    friend bool operator==(const SayBreakDone&, const SayBreakDone&) = default;
};

/// Say that the settings file cannot be used.
struct SaySettingsBroken {
    std::string why;
    friend bool operator==(const SaySettingsBroken&, const SaySettingsBroken&) = default;
};

/// Say that the settings file can be used again.
struct SaySettingsMended {
    friend bool operator==(const SaySettingsMended&, const SaySettingsMended&) = default;
};

/// Open the card of the movement shown last.
struct OpenCard {
    friend bool operator==(const OpenCard&, const OpenCard&) = default;
};

/// Why a command is not followed.
enum class Refusal { bad_length, not_due, no_snooze_left, nobody_sitting };

/// A command could not be followed.
struct Refuse {
    Refusal kind = Refusal::bad_length;
    /// For a person.
    std::string why;
    friend bool operator==(const Refuse&, const Refuse&) = default;
};

struct BoutBegan {
    Instant at{};
    friend bool operator==(const BoutBegan&, const BoutBegan&) = default;
};

/// How it is known that a bout ended.
enum class End {
    no_input,
    passive_limit,
    locked,
    session_away,
    asleep,
    reported_away,
    standing,
    left,
    source_lost,
    /// Nobody knows how it went on, for sitbreak did not run.
    not_running
};

/// Whether what follows a bout is known to be a break; else it is unknown time.
constexpr bool is_known(End how) {
    return how != End::source_lost && how != End::not_running;
}

/// A bout is over. It is told once, when it is known: break_length or more after `end`. What follows until
/// the next bout is a break, or unknown time unless `is_known(how)`.
struct BoutEnded {
    Instant begin{};
    Instant end{};
    /// Certain absence inside, which is not sitting.
    Duration absent{};
    End how = End::no_input;
    /// From the last reminder shown in this bout to its end.
    std::optional<Duration> after_reminder;
    friend bool operator==(const BoutEnded&, const BoutEnded&) = default;
};

/// The person is back at the desk after a break, or it is no longer known whether they are.
struct BreakOver {
    Instant begin{};
    Instant end{};
    std::optional<Duration> after_reminder;
    friend bool operator==(const BreakOver&, const BreakOver&) = default;
};

/// The person is back from a noticed absence that was no break. Its certain part is no sitting.
struct AbsenceOver {
    Instant begin{};
    Instant end{};
    Duration certain{};
    End how = End::no_input;
    friend bool operator==(const AbsenceOver&, const AbsenceOver&) = default;
};

/// From `begin` to the bout that begins at `end` it is not known what the person did.
struct UnknownOver {
    Instant begin{};
    Instant end{};
    friend bool operator==(const UnknownOver&, const UnknownOver&) = default;
};

/// What became of a reminder.
enum class Outcome {
    /// A break came; there was no other showing before it.
    followed,
    /// The person got up and was back too early.
    too_short,
    snoozed,
    skipped,
    /// The person took it away and sat on.
    closed,
    /// The person sat on.
    ignored,
    /// Taken away from a person who sat there: held, paused, outside the schedule, or no longer due.
    withdrawn,
    /// There was no server to show it, or it vanished with its server.
    not_shown,
    /// The person had left already.
    unseen,
    /// Nobody knows, for sitbreak did not run or lost its source.
    unknown
};

/// It is settled what became of a reminder: told once for each showing, in their order.
struct ReminderOver {
    Instant shown{};
    /// When: for one that was followed, when the break began.
    Instant at{};
    Outcome outcome = Outcome::ignored;
    friend bool operator==(const ReminderOver&, const ReminderOver&) = default;
};

/// Reminders were paused from `begin` to `end`.
struct PauseOver {
    Instant begin{};
    Instant end{};
    friend bool operator==(const PauseOver&, const PauseOver&) = default;
};

/// A due reminder was held back from `begin` to `end`.
struct HoldOver {
    std::set<Hold> by;
    Instant begin{};
    Instant end{};
    friend bool operator==(const HoldOver&, const HoldOver&) = default;
};

/// The heartbeat: write down what must survive, tell the service manager that all is well.
struct Checkpoint {
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

using Action = std::variant<Show, Withdraw, SayBreakDone, SaySettingsBroken, SaySettingsMended, OpenCard,
                            Refuse, BoutBegan, BoutEnded, BreakOver, AbsenceOver, UnknownOver, ReminderOver,
                            PauseOver, HoldOver, Checkpoint>;
using Actions = std::vector<Action>;

}  // namespace sitbreak::sitting
