#pragma once
// What was recorded, as far as it can be lived through again (docs/whatif.md).

#include <chrono>
#include <optional>
#include <vector>

#include "history/row.hpp"
#include "sitting/action.hpp"

namespace sitbreak::whatif {

using history::Length;
using history::Span;
using history::Time;

struct Reminder {
    Time shown{};
    /// None: it is open what becomes of it.
    std::optional<sitting::Outcome> outcome;
    /// When that was settled, after it was shown.
    Length after{};
    friend bool operator==(const Reminder&, const Reminder&) = default;
};

/// Each kind in the order of its beginnings.
struct Recorded {
    std::vector<history::BoutRow> bouts;
    /// The last bout is not known to have ended; its end is how far it is known.
    bool last_is_open = false;
    std::vector<Span> breaks;
    std::vector<history::AbsenceRow> absences;
    std::vector<Span> pauses;
    std::vector<history::HoldRow> holds;
    std::vector<Reminder> reminders;
    friend bool operator==(const Recorded&, const Recorded&) = default;
};

/// The same without overlaps, as two machines leave them that recorded at once, or one whose clock was set
/// back: what sitbreak::report::of_one_person says. An absence is one where nobody sat elsewhere. What has
/// not ended, but does not come last, has ended as far as it is known.
Recorded of_one_person(Recorded recorded);

/// Somebody saw it: it was neither shown to an empty chair nor kept from the screen.
bool was_seen(const Reminder& reminder);

/// The bouts that began at `from` or later, and before `to`, and what happened from the first of them until
/// the first one after them.
Recorded within(Recorded recorded, Time from, Time to);

}  // namespace sitbreak::whatif
