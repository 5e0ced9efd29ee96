#pragma once
// What other settings would have done with some days, before it is put into words.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/days.hpp"
#include "report/screen.hpp"
#include "sitting/rules.hpp"
#include "whatif/recorded.hpp"
#include "whatif/summary.hpp"

namespace sitbreak::report {

struct WhatIf {
    Day first{};
    Day last{};
    Time now{};
    Zone zone;
    /// Whether anything was ever kept.
    bool has_history = false;
    /// The other settings.
    Length limit{};
    Length break_length{};
    /// None without a bout.
    std::optional<whatif::InForce> in_force;
    whatif::Summary was;
    whatif::Summary would_be;
};

/// Of the days from `first` to `last`, with `rules` instead of those in force. `recorded` reaches two days
/// farther at both ends; none: nothing was ever kept.
WhatIf what_if(Day first, Day last, std::optional<whatif::Recorded> recorded, const sitting::Rules& rules,
               Time now, Zone zone);

/// For a person. No line is wider than the screen, but for a single word.
std::string text(const WhatIf& what_if, const Screen& screen);

/// One object on one line, as docs/whatif.schema.json says.
std::string json(const WhatIf& what_if);

}  // namespace sitbreak::report
