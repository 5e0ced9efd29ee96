#pragma once
// Times as ISO 8601 writes them, with their offset from UTC.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "history/row.hpp"

namespace sitbreak::archive {

using history::Length;
using history::Time;

/// "2026-11-26T09:00:00.250+01:00"
std::string to_text(Time time, std::chrono::minutes utc_offset);

/// The reverse; also without a fraction, and with Z. Throws std::invalid_argument with the reason.
std::pair<Time, std::chrono::minutes> parse_time(std::string_view text);

}  // namespace sitbreak::archive
