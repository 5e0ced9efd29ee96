#pragma once
// The command line of sitbreakd.

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sitbreak {

struct Options {
    enum class Task { run, check, print_settings };
    Task task = Task::run;
    /// --config, or the FILE of --check.
    std::optional<std::filesystem::path> config;
    std::vector<std::string> sets;
    /// Reminders are lines on standard output.
    bool terminal = false;
};

/// What to do, or the exit code of a run that is over: --help and --version print and give 0; wrong usage is
/// said on standard error and gives 2.
std::variant<Options, int> read_command_line(int argc, char** argv);

}  // namespace sitbreak
