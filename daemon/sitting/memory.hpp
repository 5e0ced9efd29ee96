#pragma once
// What the heart must still know after the daemon was stopped, killed, or the machine booted (situations C17
// to C19). Plain values; whoever keeps them needs no more than each_field.

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "sitting/action.hpp"
#include "sitting/observation.hpp"
#include "sitting/rules.hpp"
#include "sitting/time.hpp"

namespace sitbreak::sitting {

struct Bout {
    Instant begin{};
    /// Certain absence in it that is over.
    Duration absent{};
    friend bool operator==(const Bout&, const Bout&) = default;
};

struct Break {
    Instant begin{};
    std::optional<Duration> after_reminder;
    /// Else what the person does is not known, and this is unknown time.
    bool known = true;
    /// It was said already that it is long enough.
    bool said = false;
    friend bool operator==(const Break&, const Break&) = default;
};

/// A noticed absence.
struct Absence {
    /// The last sign of the seated person.
    Instant since{};
    End how = End::no_input;
    /// Certain absence inside that is over already.
    Duration certain_before{};
    /// Since when the absence is certain, if it is now.
    std::optional<Instant> certain_since;

    /// Certain absence inside, up to `t`.
    Duration certain(Instant t) const {
        return certain_before + (certain_since ? t - *certain_since : Duration::zero());
    }
    friend bool operator==(const Absence&, const Absence&) = default;
};

/// Where someone who knows says that the person is.
struct Report {
    Posture posture = Posture::away;
    std::optional<Instant> until;
    friend bool operator==(const Report&, const Report&) = default;
};

struct PresenceMemory {
    std::optional<Absence> absence;
    /// The last sign of the seated person, and the last one other than input if there was one.
    Instant sign{};
    std::optional<Instant> sign_floor;
    /// When the last absence ended.
    std::optional<Instant> absent_until;
    std::optional<Report> report;
    std::optional<Instant> leaving;
    friend bool operator==(const PresenceMemory&, const PresenceMemory&) = default;
};

/// How a reminder that is due and wanted comes: at a natural pause, at once, or again after `repeat_every`.
enum class Manner { patient, prompt, repeating };
enum class Quiet { snoozed, skipped };

struct Pause {
    Instant since{};
    Instant until{};
    friend bool operator==(const Pause&, const Pause&) = default;
};

/// A due reminder is kept back.
struct HeldBack {
    Instant since{};
    std::set<Hold> by;
    friend bool operator==(const HeldBack&, const HeldBack&) = default;
};

/// A reminder that was shown, and of which it is open what becomes of it.
struct OpenReminder {
    Instant shown{};
    /// The person took it away.
    bool closed = false;
    friend bool operator==(const OpenReminder&, const OpenReminder&) = default;
};

struct RemindingMemory {
    Manner manner = Manner::patient;
    int snoozes = 0;
    std::optional<Instant> quiet_until;
    Quiet quiet_by = Quiet::snoozed;
    std::optional<Instant> last_tried;
    std::optional<Instant> last_shown;
    std::optional<Instant> ready_since;
    std::optional<OpenReminder> open;
    bool stands = false;
    bool unseen = false;
    bool off_schedule = false;
    std::optional<Pause> pause;
    std::optional<HeldBack> held;
    friend bool operator==(const RemindingMemory&, const RemindingMemory&) = default;
};

/// Instants are of the boot clock of the boot that it was made in.
struct Memory {
    /// When all this was so.
    Instant at{};
    /// The daemon was stopped then, in good order; else it went on for it is not known how long.
    bool stopped = false;
    /// Either a bout or what came after it.
    std::optional<Bout> bout;
    std::optional<Break> after_bout;
    PresenceMemory presence;
    RemindingMemory reminding;

    /// The same for a boot clock that shows `by` more.
    Memory shifted(Duration by) const;

    friend bool operator==(const Memory&, const Memory&) = default;
};

/// Whether the boot clock is the one that a memory was made by.
enum class Boot { same, another };

/// A memory for the boot clock as it is now; after another boot it was shifted so that `memory.at` is the
/// right time ago, as far as that is known, and never in the future.
struct Remembered {
    Memory memory;
    Boot boot = Boot::same;
    friend bool operator==(const Remembered&, const Remembered&) = default;
};

/// Whether two differ in nothing but the time that passed.
bool same_but_for_the_time(Memory a, const Memory& b);

/// A memory as numbers with names: instants and durations in nanoseconds; what there is none of is left out.
using Numbers = std::vector<std::pair<std::string_view, std::int64_t>>;

Numbers to_numbers(const Memory& memory);

/// The reverse. Throws std::invalid_argument if a number is missing or out of its range.
Memory memory_from(const Numbers& numbers);

}  // namespace sitbreak::sitting
