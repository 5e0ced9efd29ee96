#include "settings_file.hpp"

#include <utility>

#include "config/locate.hpp"
#include "config/movements.hpp"

namespace sitbreak {

SettingsFile::SettingsFile(std::optional<std::filesystem::path> chosen, std::vector<std::string> sets)
    : chosen_{std::move(chosen)}, sets_{std::move(sets)} {}

SettingsFile::Outcome SettingsFile::read() {
    file_ = chosen_ ? chosen_ : config::settings_path(config::process_environment).found;
    auto result = config::read_settings(file_, sets_, config::known_movement_ids());
    if (const auto* wrong = std::get_if<config::Problems>(&result)) {
        auto said = lines_of(*wrong);
        if (said == problems_) return Outcome::broken_as_before;
        problems_ = std::move(said);
        return Outcome::broken;
    }
    auto& loaded = std::get<config::Loaded>(result);
    const bool was_broken = !problems_.empty();
    const bool same = loaded.settings == loaded_.settings;
    problems_.clear();
    loaded_ = std::move(loaded);
    return same && !was_broken ? Outcome::same : Outcome::changed;
}

std::vector<std::filesystem::path> SettingsFile::to_watch() const {
    if (chosen_) return {*chosen_};
    std::vector<std::filesystem::path> files;
    if (const auto own = config::settings_path(config::process_environment).own) files.push_back(*own);
    if (file_ && (files.empty() || *file_ != files.front())) files.push_back(*file_);
    return files;
}

std::string lines_of(const config::Problems& problems) {
    std::string lines;
    for (const auto& problem : problems)
        lines += (lines.empty() ? "" : "\n") + to_string(problem);
    return lines;
}

}  // namespace sitbreak
