#pragma once
// A program that is started and left to itself, such as a browser.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sitbreak::platform {

/// Starts the first of `command`, which is looked for on PATH, with the others as its arguments, in a session
/// of its own, so that it outlives the terminal that we were started on; it has nothing to read, and nobody
/// reads what it writes. Waits for its end, but not for longer than `patience`. Gives its exit code, 128 and
/// the number of the signal that ended it, or none if it goes on. Throws std::system_error if it cannot be
/// started, with ENOENT if it is not there.
std::optional<int> start(const std::vector<std::string>& command, std::chrono::milliseconds patience);

}  // namespace sitbreak::platform
