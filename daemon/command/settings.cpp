// The settings file, without a daemon.

#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>
#include <variant>

#include "command/default_settings.hpp"
#include "command/failure.hpp"
#include "command/tasks.hpp"
#include "config/locate.hpp"
#include "config/movements.hpp"
#include "config/print.hpp"
#include "config/reader.hpp"

namespace sitbreak::command {

namespace {

using File = std::optional<std::filesystem::path>;

config::SettingsPath where() {
    return config::settings_path(config::process_environment);
}

/// Reads the file, or gives the exit code after saying what is wrong with it.
std::variant<config::Loaded, int> read(const File& file) {
    auto result = config::read_settings(file, {}, config::known_movement_ids());
    if (auto* const loaded = std::get_if<config::Loaded>(&result)) return std::move(*loaded);
    for (const auto& problem : std::get<config::Problems>(result))
        std::cerr << to_string(problem) << '\n';
    return wrong_usage;
}

int check(const File& chosen) {
    const File file = chosen ? chosen : where().found;
    const auto result = read(file);
    if (const int* const exit_code = std::get_if<int>(&result)) return *exit_code;
    std::cout << (file ? file->string() + ": fine" : "no settings file: the defaults are in force") << '\n';
    return 0;
}

int show() {
    const auto result = read(where().found);
    if (const int* const exit_code = std::get_if<int>(&result)) return *exit_code;
    std::cout << config::print_settings(std::get<config::Loaded>(result));
    return 0;
}

int path() {
    const auto places = where();
    const File& file = places.found ? places.found : places.own;
    if (!file)
        throw Failure{"there is no place for a settings file: neither HOME nor XDG_CONFIG_HOME is set"};
    std::cout << file->string() << '\n';
    return 0;
}

}  // namespace

int run(const ConfigWanted& wanted) {
    switch (wanted.task) {
        case ConfigWanted::Task::check:
            return check(wanted.file);
        case ConfigWanted::Task::show:
            return show();
        case ConfigWanted::Task::path:
            return path();
        case ConfigWanted::Task::standard:
            std::cout << default_settings();
            return 0;
    }
    return failed;
}

}  // namespace sitbreak::command
