#pragma once
// A date as people write it in a command.

#include <chrono>
#include <optional>
#include <string_view>

namespace sitbreak::config {

/// "2026-12-24", all of the text; none if it is no date that there is.
std::optional<std::chrono::local_days> parse_date(std::string_view text);

}  // namespace sitbreak::config
