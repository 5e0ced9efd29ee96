#pragma once
// A row of the history as a line of JSON, and back: docs/history.md has the format.

#include <string>
#include <string_view>

#include "archive/time_text.hpp"
#include "history/entry.hpp"

namespace sitbreak::archive {

/// Of the format. A reader refuses what is newer.
inline constexpr int version = 1;

/// The first line of a file, without its end.
std::string header(Time exported, std::chrono::minutes utc_offset);

/// Without its end.
std::string line(const history::Entry& entry);

/// These throw std::invalid_argument with what is wrong in the line.
void check_header(std::string_view line);
history::Entry parse(std::string_view line);

}  // namespace sitbreak::archive
