#pragma once
// The settings file: which one counts, and every mistake in it.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/reader.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct SettingsFacts {
    /// None: there is no file.
    std::optional<std::filesystem::path> file;
    /// With `sets` above it.
    config::ReadResult read;
    /// What the daemon that runs was told by --set.
    std::vector<std::string> sets{};
};

/// Reads `chosen`, the file that the daemon was told to read, or else the one found by the XDG rules.
SettingsFacts look_at_settings(const std::optional<std::filesystem::path>& chosen,
                               std::vector<std::string> sets);

/// A daemon that runs goes on with the last good settings whatever the file has become.
Finding settings_finding(const SettingsFacts& facts, bool daemon_runs);

}  // namespace sitbreak::doctor
