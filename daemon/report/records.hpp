#pragma once
// What happened, as a report looks at it: the rows of the history of some time, in their order.

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "history/row.hpp"
#include "sitting/action.hpp"

namespace sitbreak::report {

using history::Length;
using history::Span;
using history::Time;

struct Bout {
    Span span;
    /// Certain absence inside, which is not sitting.
    Length absent{};
    /// None: it is not known to have ended. Then `span.end` is how far it is known.
    std::optional<sitting::End> how;
    /// How long away ended it.
    Length break_length{};
    friend bool operator==(const Bout&, const Bout&) = default;
};

struct Reminder {
    Time shown{};
    std::chrono::minutes utc_offset{};
    /// None: it is open what becomes of it.
    std::optional<sitting::Outcome> outcome;
    /// For one that was followed, as it was recorded: until the break began.
    Length after{};
    friend bool operator==(const Reminder&, const Reminder&) = default;
};

/// Each kind in the order of its beginnings.
struct Records {
    std::vector<Bout> bouts;
    std::vector<Span> breaks;
    std::vector<Span> unknown;
    std::vector<Span> pauses;
    /// A reminder was due, and was held back.
    std::vector<Span> holds;
    std::vector<Reminder> reminders;
    /// The last bout before all these.
    std::optional<Span> earlier;
    /// When the first bout began that is kept at all.
    std::optional<Time> since;
    friend bool operator==(const Records&, const Records&) = default;
};

/// Estimated sitting in it.
Length sitting_in(const Bout& bout);

/// The part of it before `t`: nothing before it began, all of it once it is over. Absence inside is spread
/// evenly over the bout, for its rows do not say when it was.
Length sitting_before(const Bout& bout, Time t);

}  // namespace sitbreak::report
