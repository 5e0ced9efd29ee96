#pragma once
// Where the programs of this project are. The build tree has the installed shape, so one finds the other the
// same way in both.

#include <filesystem>

namespace sitbreak::platform {

/// What this process runs; empty if that cannot be known.
std::filesystem::path executable();

/// The helper program called that, given where this one is: beside it, in libexec/ beside its bin/, or else
/// where it was configured to be installed. It may not be there.
std::filesystem::path helper_program(const std::filesystem::path& exe, const char* name);

}  // namespace sitbreak::platform
