#pragma once
// How it is, in one line for a person.

#include <string>

#include "sitting/heart.hpp"

namespace sitbreak {

/// For the service manager, so that it stays true until the next wake-up: "sitting since 14:02, reminder at
/// 14:32".
std::string status_line(const sitting::Status& status, const sitting::Now& now);

}  // namespace sitbreak
