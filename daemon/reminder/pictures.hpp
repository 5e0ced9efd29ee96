#pragma once
// Where the pictures of the movements lie.

#include <filesystem>

namespace sitbreak::reminder {

/// The directory of the SVG files for the program at `exe` (what /proc/self/exe points to): share/ beside the
/// program's bin/, which holds in the build tree and under any prefix; else the configured installation.
/// Empty if neither exists.
std::filesystem::path picture_directory(const std::filesystem::path& exe);

}  // namespace sitbreak::reminder
