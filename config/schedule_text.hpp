#pragma once
// Parts of the week as people write them: "Mon-Fri 08:30-18:00", "Sat,Sun 10:00-12:00", "22:00-02:00".

#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"

namespace sitbreak::config {

/// Reads days (none: every day; a range may wrap, as Fri-Mon does) and one time range of at most a day, which
/// may cross midnight. One window a day, sorted. Throws std::invalid_argument with the reason.
std::vector<WeekWindow> parse_week_windows(std::string_view text);

/// The same windows as texts, one for each time range. For windows such as parse_week_windows makes: shorter
/// than a day, or a day from midnight on.
std::vector<std::string> format_week_windows(const std::vector<WeekWindow>& windows);

}  // namespace sitbreak::config
