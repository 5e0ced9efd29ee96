#pragma once
// What was, and what would have been, in numbers.

#include <cstddef>
#include <vector>

#include "whatif/recorded.hpp"
#include "whatif/replay.hpp"

namespace sitbreak::whatif {

struct Summary {
    /// But for those without any sitting.
    std::size_t bouts = 0;
    /// Those with more sitting than the limit in force.
    std::size_t over_limit = 0;
    Length longest{};
    Length sitting{};
    /// When somebody saw one.
    std::vector<Time> reminders;
    friend bool operator==(const Summary&, const Summary&) = default;
};

/// Each bout is judged by the limit that it was recorded with.
Summary summary_of(const Recorded& recorded);

Summary summary_of(const Replayed& replayed, Length limit);

/// The shortest and the longest limit, or break, that the bouts were recorded with; there is at least one
/// bout.
struct InForce {
    Length shortest_limit{};
    Length longest_limit{};
    Length shortest_break{};
    Length longest_break{};
};
InForce in_force(const Recorded& recorded);

}  // namespace sitbreak::whatif
