#include "doctor/settings_check.hpp"

#include <variant>

#include "config/locate.hpp"
#include "config/movements.hpp"

namespace sitbreak::doctor {

SettingsFacts look_at_settings(const std::optional<std::filesystem::path>& chosen,
                               std::vector<std::string> sets) {
    auto file = chosen ? chosen : config::settings_path(config::process_environment).found;
    auto read = config::read_settings(file, sets, config::known_movement_ids());
    return {std::move(file), std::move(read), std::move(sets)};
}

Finding settings_finding(const SettingsFacts& facts, bool daemon_runs) {
    Finding finding{.check = "settings"};
    const auto* const problems = std::get_if<config::Problems>(&facts.read);
    if (problems == nullptr) {
        finding.found =
            facts.file ? facts.file->string() + ": fine" : "there is no file: the defaults are in force";
        if (!facts.sets.empty()) finding.found += ", but for what the daemon was told by --set:";
        finding.details = facts.sets;
        return finding;
    }
    finding.verdict = daemon_runs ? Verdict::warning : Verdict::wrong;
    finding.found = (facts.file ? facts.file->string() : "the settings") +
                    (problems->size() == 1 ? " has a mistake:"
                                           : " has " + std::to_string(problems->size()) + " mistakes:");
    for (const auto& problem : *problems)
        finding.details.push_back(to_string(problem));
    finding.advice = daemon_runs
                         ? "Mend it. The daemon keeps to the last good settings, and would not start with it."
                         : "Mend it. sitbreakd does not start with it.";
    return finding;
}

}  // namespace sitbreak::doctor
