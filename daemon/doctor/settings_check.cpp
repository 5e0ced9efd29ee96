#include "doctor/settings_check.hpp"

#include <variant>

#include "config/locate.hpp"
#include "config/movements.hpp"

namespace sitbreak::doctor {

SettingsFacts look_at_settings(const std::optional<std::filesystem::path>& chosen) {
    auto file = chosen ? chosen : config::settings_path(config::process_environment).found;
    auto read = config::read_settings(file, {}, config::known_movement_ids());
    return {std::move(file), std::move(read)};
}

Finding settings_finding(const SettingsFacts& facts) {
    Finding finding{.check = "settings"};
    const auto* const problems = std::get_if<config::Problems>(&facts.read);
    if (problems == nullptr) {
        finding.found =
            facts.file ? facts.file->string() + ": fine" : "there is no file: the defaults are in force";
        return finding;
    }
    finding.verdict = Verdict::wrong;
    finding.found = (facts.file ? facts.file->string() : "the settings") +
                    (problems->size() == 1 ? " has a mistake:"
                                           : " has " + std::to_string(problems->size()) + " mistakes:");
    for (const auto& problem : *problems)
        finding.details.push_back(to_string(problem));
    finding.advice =
        "Mend it. sitbreakd does not start with it; one that runs keeps to the last good settings.";
    return finding;
}

}  // namespace sitbreak::doctor
