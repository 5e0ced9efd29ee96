#pragma once
// The settings file: which one counts, and every mistake in it.

#include <filesystem>
#include <optional>

#include "config/reader.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct SettingsFacts {
    /// None: there is no file.
    std::optional<std::filesystem::path> file;
    config::ReadResult read;
};

/// Reads `chosen`, the file that the daemon was told to read, or else the one found by the XDG rules.
SettingsFacts look_at_settings(const std::optional<std::filesystem::path>& chosen);

Finding settings_finding(const SettingsFacts& facts);

}  // namespace sitbreak::doctor
