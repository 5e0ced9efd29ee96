#include "config/locate.hpp"

#include <cstdlib>
#include <string_view>
#include <system_error>
#include <vector>

namespace sitbreak::config {

namespace {

using std::filesystem::path;

path settings_in(const path& directory) {
    return directory / "sitbreak" / "sitbreak.toml";
}

/// A link that leads nowhere is there too: reading it says so.
bool is_there(const path& file) {
    std::error_code error;
    return std::filesystem::symlink_status(file, error).type() != std::filesystem::file_type::not_found;
}

std::optional<path> absolute(const std::optional<std::string>& value) {
    if (!value || !path{*value}.is_absolute()) return std::nullopt;
    return path{*value};
}

std::optional<path> own_directory(const Environment& environment) {
    if (auto config_home = absolute(environment("XDG_CONFIG_HOME"))) return config_home;
    if (const auto home = absolute(environment("HOME"))) return *home / ".config";
    return std::nullopt;
}

std::vector<path> system_directories(const Environment& environment) {
    const auto value = environment("XDG_CONFIG_DIRS");
    std::string_view rest = value && !value->empty() ? std::string_view{*value} : "/etc/xdg";
    std::vector<path> directories;
    while (!rest.empty()) {
        const std::string_view entry = rest.substr(0, rest.find(':'));
        if (const auto directory = absolute(std::string{entry})) directories.push_back(*directory);
        rest.remove_prefix(entry.size() < rest.size() ? entry.size() + 1 : entry.size());
    }
    return directories;
}

}  // namespace

std::optional<std::string> process_environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>{value} : std::nullopt;
}

SettingsPath settings_path(const Environment& environment) {
    SettingsPath result;
    if (const auto directory = own_directory(environment)) result.own = settings_in(*directory);
    if (result.own && is_there(*result.own)) {
        result.found = result.own;
        return result;
    }
    for (const path& directory : system_directories(environment)) {
        if (!is_there(settings_in(directory))) continue;
        result.found = settings_in(directory);
        return result;
    }
    return result;
}

}  // namespace sitbreak::config
