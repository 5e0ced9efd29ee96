#pragma once
// Where the settings file is, by the XDG base directory specification.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace sitbreak::config {

/// An environment variable by its name; none when it is not set.
using Environment = std::function<std::optional<std::string>(const char*)>;

/// This process's own environment.
std::optional<std::string> process_environment(const char* name);

struct SettingsPath {
    /// The file to read: the person's own, else the first of the system's; none: the defaults are in force.
    std::optional<std::filesystem::path> found;
    /// Where the person's own file is or would be, which is what to watch; none without a home.
    std::optional<std::filesystem::path> own;

    friend bool operator==(const SettingsPath&, const SettingsPath&) = default;
};

/// Looks for sitbreak/sitbreak.toml in $XDG_CONFIG_HOME (or ~/.config), then in each of $XDG_CONFIG_DIRS (or
/// /etc/xdg). Variables and entries that are no absolute path are ignored, as the specification says. A file
/// that is there and cannot be looked at counts as found: reading it gives the reason.
SettingsPath settings_path(const Environment& environment);

}  // namespace sitbreak::config
