// sitbreak-holds: tells on standard output, a line a change, whether there is a reason not to interrupt now.
//
// The daemon runs it while a reminder is due. It is a program of its own because the libraries that it takes
// to ask stay in a process's memory once they are loaded, and because each of the servers that are asked can
// hang.

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "holds/announcer.hpp"
#include "holds/lookers.hpp"
#include "platform/glib_fd.hpp"
#include "platform/glib_handle.hpp"
#include "platform/glib_timeout.hpp"
#include "sitting/names.hpp"

namespace {

using namespace sitbreak;
using std::chrono::steady_clock;

/// The daemon is about to remind somebody, and waits for `looked`.
constexpr std::chrono::milliseconds patience{250};
constexpr int wrong_usage = 2;

struct Options {
    std::set<sitting::Hold> kinds;
    bool is_verbose = false;
};

std::optional<sitting::Hold> kind_named(std::string_view word) {
    for (const auto& [hold, name] : sitting::words::hold_names)
        if (name == word) return hold;
    return std::nullopt;
}

std::optional<Options> read_command_line(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        if (word == "--verbose") {
            options.is_verbose = true;
        } else if (const auto kind = kind_named(word)) {
            options.kinds.insert(*kind);
        } else {
            return std::nullopt;
        }
    }
    if (options.kinds.empty()) return std::nullopt;
    return options;
}

/// Servers are not taken leave of, and no thread is waited for, since each could keep us. The kernel closes
/// every connection, and lines are written when they are said.
[[noreturn]] void end() noexcept {
    ::_exit(EXIT_SUCCESS);
}

void say(const std::string& line) {
    const std::string text = line + '\n';
    std::size_t written = 0;
    while (written < text.size()) {
        const auto count = ::write(STDOUT_FILENO, text.data() + written, text.size() - written);
        if (count >= 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            end();
        }
    }
}

void end_at_end_of_input() {
    char ignored[256];
    const auto count = ::read(STDIN_FILENO, ignored, sizeof ignored);
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) end();
}

/// What whoever started us had blocked is not blocked here.
void handle_signals() {
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTERM, [](int) { end(); });
}

/// What the libraries have to say is said when asked for; by default some of them write to standard error.
void start_log(bool is_verbose) {
    auto logger = spdlog::stderr_logger_st("sitbreak-holds");
    logger->set_pattern("sitbreak-holds: %v");
    logger->set_level(is_verbose ? spdlog::level::debug : spdlog::level::critical);
    spdlog::set_default_logger(std::move(logger));
    if (is_verbose) return;
    g_log_set_writer_func(
        [](GLogLevelFlags, const GLogField*, gsize, gpointer) { return G_LOG_WRITER_HANDLED; }, nullptr,
        nullptr);
}

holds::LookerPtr open_looker(sitting::Hold kind, holds::Announcer& announcer) {
    switch (kind) {
        case sitting::Hold::call:
            return holds::look_for_call(announcer.add(kind));
        case sitting::Hold::do_not_disturb:
            return holds::look_for_do_not_disturb([&announcer, kind] { return announcer.add(kind); });
        case sitting::Hold::full_screen:
            return holds::look_for_full_screen(announcer.add(kind));
    }
    return nullptr;
}

[[noreturn]] void run(const Options& options, steady_clock::time_point started) {
    handle_signals();
    start_log(options.is_verbose);
    const platform::GMainLoopPtr loop{g_main_loop_new(nullptr, FALSE)};
    const platform::GlibFd standard_input{STDIN_FILENO, G_IO_IN, end_at_end_of_input};
    // Nothing is written while nothing changes, and whoever read it may have gone.
    const platform::GlibFd standard_output{STDOUT_FILENO, GIOCondition{}, end};

    holds::Announcer announcer{say};
    std::vector<holds::LookerPtr> lookers;
    for (const auto kind : options.kinds)
        lookers.push_back(open_looker(kind, announcer));
    announcer.all_added();
    const auto used = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - started);
    const platform::GlibTimeout no_longer{std::max(patience - used, std::chrono::milliseconds{0}),
                                          [&announcer] { announcer.out_of_patience(); }};
    g_main_loop_run(loop.get());
    end();
}

}  // namespace

int main(int argc, char** argv) try {
    const auto started = steady_clock::now();
    const auto options = read_command_line(argc, argv);
    if (!options) {
        std::fputs("usage: sitbreak-holds [--verbose] KIND...    KIND: call, do-not-disturb, full-screen\n",
                   stderr);
        return wrong_usage;
    }
    run(*options, started);
} catch (const std::exception& error) {
    std::fprintf(stderr, "sitbreak-holds: %s\n", error.what());
    return EXIT_FAILURE;
}
