#pragma once
// What the heart wants done. An output obeys.

#include <optional>
#include <string>
#include <variant>
#include <vector>

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
    source_lost
};

/// A bout is over. It is told once, when it is known: break_length or more after `end`. What follows until
/// the next bout is a break, or unknown time after `End::source_lost`.
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

/// The person is back at the desk after a break.
struct BreakOver {
    Instant begin{};
    Instant end{};
    std::optional<Duration> after_reminder;
    friend bool operator==(const BreakOver&, const BreakOver&) = default;
};

/// The heartbeat: write down what must survive, tell the service manager that all is well.
struct Checkpoint {
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

using Action = std::variant<Show, Withdraw, SayBreakDone, SaySettingsBroken, SaySettingsMended, OpenCard,
                            Refuse, BoutBegan, BoutEnded, BreakOver, Checkpoint>;
using Actions = std::vector<Action>;

}  // namespace sitbreak::sitting
