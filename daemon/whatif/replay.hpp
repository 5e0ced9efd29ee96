#pragma once
// Lives through what was recorded again, before the real heart with other rules: values in, values out. What
// the record does not tell, and what is taken for it, is in docs/whatif.md.

#include <vector>

#include "sitting/rules.hpp"
#include "whatif/recorded.hpp"

namespace sitbreak::whatif {

struct Bout {
    Span span;
    /// Certain absence inside, which is not sitting.
    Length absent{};
    friend bool operator==(const Bout&, const Bout&) = default;
};

/// A reminder that would have been shown.
struct Shown {
    Time at{};
    std::chrono::minutes utc_offset{};
    /// Else the chair was empty already, or nothing could show it.
    bool is_seen = true;
    friend bool operator==(const Shown&, const Shown&) = default;
};

struct Replayed {
    std::vector<Bout> bouts;
    std::vector<Shown> reminders;
    friend bool operator==(const Replayed&, const Replayed&) = default;
};

/// With the very rules that it was recorded under, and which were not changed meanwhile, this gives the bouts
/// and the reminders that were recorded.
Replayed replay(const Recorded& recorded, sitting::Rules rules);

}  // namespace sitbreak::whatif
