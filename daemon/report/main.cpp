// sitbreak-report: what `sitbreak report` runs, so that `sitbreak` itself needs no database.
//
//     sitbreak-report FIRST LAST text|json|csv      the days as 2026-11-26
//
// Exit codes as sitbreak's: 0 fine, 1 the history cannot be read, 2 wrong usage.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "config/date.hpp"
#include "config/locate.hpp"
#include "config/movements.hpp"
#include "config/reader.hpp"
#include "history/history.hpp"
#include "platform/boot_clock.hpp"
#include "report/formats.hpp"
#include "report/reader.hpp"
#include "report/report.hpp"

namespace {

using namespace sitbreak;
using report::Day;

constexpr int failed = 1;
constexpr int wrong_usage = 2;

/// What travel and the time zone can shift a day by, and more.
constexpr std::chrono::days margin{2};

struct Wanted {
    Day first{};
    Day last{};
    std::string_view format;
};

std::optional<Wanted> wanted_by(std::span<char*> arguments) {
    if (arguments.size() != 4) return std::nullopt;
    const auto first = config::parse_date(arguments[1]);
    const auto last = config::parse_date(arguments[2]);
    const std::string_view format = arguments[3];
    if (!first || !last || *last < *first) return std::nullopt;
    if (format != "text" && format != "json" && format != "csv") return std::nullopt;
    return Wanted{*first, *last, format};
}

/// Those in the file, or the defaults if it cannot be used.
config::Settings settings() {
    const auto result = config::read_settings(config::settings_path(config::process_environment).found, {},
                                              config::known_movement_ids());
    const auto* const loaded = std::get_if<config::Loaded>(&result);
    return loaded != nullptr ? loaded->settings : config::Settings{};
}

int complain(const std::string& why, int exit_code) {
    std::fprintf(stderr, "sitbreak report: %s\n", why.c_str());
    return exit_code;
}

std::string report_for(const Wanted& wanted) {
    const auto file = history::file_of(config::process_environment);
    if (!file) throw std::runtime_error{"no history is kept, for neither XDG_STATE_HOME nor HOME says where"};
    const report::Moment moment{std::chrono::floor<report::Length>(std::chrono::system_clock::now()),
                                platform::boot_id(), platform::utc_offset};
    const auto in_force = settings();
    const report::Setting setting{moment.now, moment.zone, in_force.history.enabled,
                                  in_force.sitting.break_length};
    std::optional<report::Records> records;
    try {
        records = read_history(*file, report::beginning(wanted.first - margin, moment.zone),
                               report::beginning(wanted.last + margin, moment.zone),
                               wanted.first == wanted.last, moment);
    } catch (const report::Unreadable& problem) {
        throw std::runtime_error{"the history in " + file->string() + " cannot be read: " + problem.what()};
    }
    const auto result = report_on(wanted.first, wanted.last, std::move(records), setting);
    if (wanted.format == "json") return json(result);
    if (wanted.format == "csv") return csv(result);
    return text(result, report::Screen::of_process());
}

}  // namespace

int main(int argc, char** argv) try {
    const auto wanted = wanted_by({argv, static_cast<std::size_t>(argc)});
    if (!wanted) return complain("this program is run by \"sitbreak report\"", wrong_usage);
    std::cout << report_for(*wanted);
    errno = 0;
    if (!std::cout.flush()) return complain(std::string{"cannot write: "} + std::strerror(errno), failed);
    return 0;
} catch (const std::exception& error) {
    return complain(error.what(), failed);
}
