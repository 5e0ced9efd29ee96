#pragma once
// Durations as people write them: "30min", "1h 15min", "90s".

#include <chrono>
#include <string>
#include <string_view>

namespace sitbreak::config {

/// Reads whole numbers with units (s, min, h, d, w, y and their longer forms; m is minutes, a year has 365
/// days), largest unit first, each at most once. Throws std::invalid_argument with the reason.
std::chrono::seconds parse_duration(std::string_view text);

/// The shortest way to write it that parse_duration reads: "1h 15min", "0s". Not for negative durations.
std::string format_duration(std::chrono::seconds duration);

}  // namespace sitbreak::config
