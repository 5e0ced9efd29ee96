#include "report/browser.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "platform/started_program.hpp"

namespace sitbreak::report {

namespace {

namespace fs = std::filesystem;

/// Whatever goes wrong does so by then. On a desktop without one of its own ways xdg-open is the browser
/// itself.
constexpr std::chrono::seconds patience{3};

bool is_set(const char* name) {
    const auto value = config::process_environment(name);
    return value && !value->empty();
}

std::string how_it_failed(int code) {
    // Those of xdg-open(1).
    constexpr int none_found = 3;
    constexpr int signalled = 128;
    if (code == none_found) return "found no program that opens web pages";
    if (code > signalled) return "was ended by signal " + std::to_string(code - signalled);
    return "failed with exit code " + std::to_string(code);
}

}  // namespace

std::optional<fs::path> own_page(const config::Environment& environment) {
    // Beside the cards of the movements. In the runtime directory it would be gone with the session, while a
    // browser keeps its tabs. A browser that is a snap sees neither of them, nor anything else that is hidden
    // or not in the home: there is no private place that all browsers can read.
    const auto absolute = [&environment](const char* name) -> std::optional<fs::path> {
        const auto value = environment(name);
        if (!value || !fs::path{*value}.is_absolute()) return std::nullopt;
        return *value;
    };
    if (const auto cache = absolute("XDG_CACHE_HOME")) return *cache / "sitbreak/report.html";
    if (const auto home = absolute("HOME")) return *home / ".cache/sitbreak/report.html";
    return std::nullopt;
}

void open_in_browser(const fs::path& page) {
    const auto where = ": the page is " + page.string();
    // Without one, xdg-open goes through the browsers of the terminal.
    if (!is_set("WAYLAND_DISPLAY") && !is_set("DISPLAY"))
        throw std::runtime_error{
            "there is no display to open it on, for neither WAYLAND_DISPLAY nor DISPLAY is set" + where};
    const auto file = fs::absolute(page).string();
    const std::array commands{std::vector<std::string>{"xdg-open", file},
                              std::vector<std::string>{"gio", "open", file}};
    for (const auto& command : commands) {
        try {
            const auto code = platform::start(command, patience);
            if (code.value_or(0) == 0) return;
            throw std::runtime_error{command.front() + " " + how_it_failed(*code) + where};
        } catch (const std::system_error& problem) {
            if (problem.code() != std::errc::no_such_file_or_directory)
                throw std::runtime_error{"cannot run " + command.front() + ": " + problem.code().message() +
                                         where};
        }
    }
    throw std::runtime_error{"no program here opens web pages (xdg-open is not installed)" + where};
}

}  // namespace sitbreak::report
