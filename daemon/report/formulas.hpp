#pragma once
// The formulas of docs/report.md, which has their sources. `ascending` holds lengths of bouts, each longer
// than nothing, the shortest first. A result is none where the formula gives no number.

#include <optional>
#include <vector>

#include "report/records.hpp"

namespace sitbreak::report {

using Lengths = std::vector<Length>;

std::optional<Length> mean(const Lengths& ascending);

/// Of an even number of them, the mean of the two in the middle.
std::optional<Length> median(const Lengths& ascending);

/// The usual bout duration W50: half of all sitting is in bouts that are no longer.
std::optional<Length> usual_duration(const Lengths& ascending);

/// The exponent of the power law that the lengths are taken to follow from the shortest on; lower when more
/// of them are long. None if all are of one length.
std::optional<double> alpha(const Lengths& ascending);

/// How unequal the lengths are, corrected for their number: from 0, all alike, to 1. None for a single one.
std::optional<double> gini(const Lengths& ascending);

}  // namespace sitbreak::report
