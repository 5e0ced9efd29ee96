#pragma once
// Files that are written whole or not at all.

#include <functional>
#include <ostream>
#include <string>

namespace sitbreak::report {

/// Puts what `write` writes in place of the file in one step; if that fails, one that was there stays as it
/// was. It is for its owner alone, as the history is, though one that was there was not. What is no file,
/// such as a pipe, is written to. Throws std::runtime_error with the reason, and what `write` throws.
void write_whole(const std::string& name, const std::function<void(std::ostream&)>& write);

}  // namespace sitbreak::report
