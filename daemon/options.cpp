#include "options.hpp"

#include <algorithm>
#include <string_view>

#include <CLI/CLI.hpp>

namespace sitbreak {

namespace {

constexpr int wrong_usage = 2;

constexpr auto no_path = "expected a file's path, got nothing";

/// Whether a path is given that is empty, as a variable is that was never set; CLI11 takes it for none.
bool checks_nothing(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc,
                       [](const std::string_view word) { return word.empty() || word == "--check="; });
}

}  // namespace

std::variant<Options, int> read_command_line(int argc, char** argv) {
    Options options;
    std::string config;
    std::string to_check;
    bool print_settings = false;

    CLI::App app{"Knows how long you have been sitting and reminds you to stand up and move.", "sitbreakd"};
    app.set_version_flag("--version", "sitbreakd " SITBREAK_VERSION);
    auto* config_option =
        app.add_option("--config", config,
                       "Read this settings file instead of ~/.config/sitbreak/sitbreak.toml")
            ->type_name("FILE")
            ->check(
                [](const std::string& path) { return path.empty() ? std::string{no_path} : std::string{}; });
    app.add_option("--set", options.sets,
                   "Set one key, as the file would: --set sitting.limit=45min (may be repeated)")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    app.add_flag("--terminal", options.terminal, "Print reminders on standard output instead of notifying");
    auto* check_option =
        app.add_option("--check", to_check, "Say what is wrong with the settings file, and exit")
            ->type_name("[FILE]")
            ->expected(0, 1);
    auto* print_option = app.add_flag("--print-settings", print_settings,
                                      "Print the settings in force and where each came from, and exit");
    check_option->excludes(print_option);
    app.footer("Exit codes: 0 fine, 1 failed, 2 wrong usage or settings. SIGHUP reads the settings anew.");
    try {
        app.parse(argc, argv);
        if (check_option->count() > 0 && to_check.empty() && checks_nothing(argc, argv))
            throw CLI::ValidationError{"--check", no_path};
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrong_usage;
    }

    if (config_option->count() > 0) options.config = config;
    if (check_option->count() > 0) {
        options.task = Options::Task::check;
        if (!to_check.empty()) options.config = to_check;
    } else if (print_settings) {
        options.task = Options::Task::print_settings;
    }
    return options;
}

}  // namespace sitbreak
