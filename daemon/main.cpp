// sitbreakd: see docs/architecture.md for the way through the house.

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include <spdlog/spdlog.h>

#include "config/print.hpp"
#include "daemon.hpp"
#include "log.hpp"
#include "options.hpp"
#include "platform/service_manager.hpp"
#include "settings_file.hpp"

namespace {

constexpr int wrong_settings = 2;

/// What is opened later would take the place of a standard stream that whoever started us has closed, and get
/// its text.
void keep_standard_streams() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0) std::exit(EXIT_FAILURE);
}

/// The exit code of a program whose answer is what it prints.
int printed() {
    std::cout.flush();
    if (std::cout) return EXIT_SUCCESS;
    std::cerr << "sitbreakd: standard output cannot be written to\n";
    return EXIT_FAILURE;
}

int refuse(const sitbreak::SettingsFile& settings) {
    std::cerr << settings.problems() << '\n';
    return wrong_settings;
}

int check(sitbreak::SettingsFile settings) {
    if (settings.read() == sitbreak::SettingsFile::Outcome::broken) return refuse(settings);
    std::cout << (settings.file() ? settings.file()->string() + ": fine"
                                  : "no settings file: the defaults are in force")
              << '\n';
    return printed();
}

int print_settings(sitbreak::SettingsFile settings) {
    if (settings.read() == sitbreak::SettingsFile::Outcome::broken) return refuse(settings);
    std::cout << sitbreak::config::print_settings(settings.loaded());
    return printed();
}

/// Else each thread gets a heap of its own, mostly empty, which is 150 KiB in all, to spare waiting that
/// never happens here.
void share_one_heap() {
    mallopt(M_ARENA_MAX, 1);
}

int run(const sitbreak::Options& options, sitbreak::SettingsFile settings) {
    if (settings.read() == sitbreak::SettingsFile::Outcome::broken) return refuse(settings);
    share_one_heap();
    sitbreak::platform::ServiceManager service_manager;
    sitbreak::start_log(std::getenv("JOURNAL_STREAM"));
    sitbreak::set_log_level(settings.loaded().settings.log.level);
    run_daemon(options, std::move(settings), service_manager);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) try {
    keep_standard_streams();
    const auto command_line = sitbreak::read_command_line(argc, argv);
    if (const auto* exit_code = std::get_if<int>(&command_line)) return *exit_code;
    const auto& options = std::get<sitbreak::Options>(command_line);
    sitbreak::SettingsFile settings{options.config, options.sets};
    switch (options.task) {
        case sitbreak::Options::Task::check:
            return check(std::move(settings));
        case sitbreak::Options::Task::print_settings:
            return print_settings(std::move(settings));
        case sitbreak::Options::Task::run:
            return run(options, std::move(settings));
    }
    return EXIT_FAILURE;
} catch (const std::exception& error) {
    std::fprintf(stderr, "sitbreakd: %s\n", error.what());
    return EXIT_FAILURE;
}
