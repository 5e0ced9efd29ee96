// sitbreak-report: what `sitbreak report`, `sitbreak whatif` and `sitbreak history` run, so that `sitbreak`
// itself needs no database.
//
//     sitbreak-report FIRST LAST text|json|csv                      the days as 2026-11-26
//     sitbreak-report FIRST LAST html FILE                          "-": standard output
//     sitbreak-report FIRST LAST open FILE                          shown too; empty: in a place of its own
//     sitbreak-report whatif FIRST LAST text|json LIMIT BREAK       lengths as 25min; empty: as the settings
//     sitbreak-report export FILE                                   "-": standard output
//     sitbreak-report import FILE                                   "-": standard input
//     sitbreak-report delete DATE|all ask|unasked
//     sitbreak-report path
//
// Exit codes as sitbreak's: 0 fine, 1 it cannot be done, 2 wrong usage or settings.

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "config/date.hpp"
#include "report/formats.hpp"
#include "report/periods.hpp"
#include "report/program.hpp"
#include "report/report.hpp"

namespace {

using namespace sitbreak;
using namespace sitbreak::report;

/// What was can be looked at all the same.
config::Settings settings_for_report() {
    try {
        return settings_in_force();
    } catch (const WrongSettings& wrong) {
        std::cerr << "sitbreak report: " << wrong.problems.front().where
                  << " has mistakes, which \"sitbreak config check\" names: history.enabled and "
                     "sitting.break_length are taken to be the defaults\n";
        return {};
    }
}

void report_task(Words words) {
    if (words.size() < 3) throw Misused{};
    const auto first = config::parse_date(words[0]);
    const auto last = config::parse_date(words[1]);
    const std::string_view format = words[2];
    if (!first || !last || *last < *first) throw Misused{};
    const bool is_page = format == "html" || format == "open";
    if (!is_page && format != "text" && format != "json" && format != "csv") throw Misused{};
    if (words.size() != (is_page ? 4U : 3U)) throw Misused{};
    const auto days = static_cast<std::size_t>((*last - *first).count()) + 1;
    const bool draws_breaks = days <= (is_page ? most_days_shown : 1);
    const auto file = history_file();
    const auto moment = present();
    const auto in_force = settings_for_report();
    const Setting setting{moment.now, moment.zone, in_force.history.enabled, in_force.sitting.break_length};
    auto records = read_or_say(file, [&] {
        return read_history(file, beginning(*first - margin, moment.zone),
                            beginning(*last + margin, moment.zone), draws_breaks, moment);
    });
    const auto result = report_on(*first, *last, std::move(records), setting);
    if (format == "json")
        std::cout << json(result);
    else if (format == "csv")
        std::cout << csv(result);
    else if (format == "html")
        put_page(html(result), words[3]);
    else if (format == "open")
        open_page(html(result), words[3]);
    else
        std::cout << text(result, Screen::of_process());
}

void path_task(Words words) {
    if (!words.empty()) throw Misused{};
    std::cout << history_file().string() << '\n';
}

struct Task {
    std::string_view word;
    /// As the person calls it.
    const char* name;
    void (*run)(Words words);
};

constexpr std::array tasks{
    Task{"whatif", "whatif", what_if_task}, Task{"export", "history export", export_task},
    Task{"import", "history import", import_task}, Task{"delete", "history delete", delete_task},
    Task{"path", "history path", path_task}};
constexpr Task report_itself{"", "report", report_task};

int complain(const char* name, const std::string& why, int exit_code) {
    std::fprintf(stderr, "sitbreak %s: %s\n", name, why.c_str());
    return exit_code;
}

int run(const Task& task, Words words) try {
    task.run(words);
    errno = 0;
    if (!std::cout.flush())
        return complain(task.name, std::string{"cannot write: "} + std::strerror(errno), failed);
    return 0;
} catch (const Misused&) {
    return complain(task.name, std::string{"this program is run by \"sitbreak "} + task.name + '"',
                    wrong_usage);
} catch (const WrongSettings& wrong) {
    for (const auto& problem : wrong.problems)
        std::cerr << to_string(problem) << '\n';
    return wrong_usage;
} catch (const WrongUsage& reason) {
    return complain(task.name, reason.what(), wrong_usage);
} catch (const std::exception& reason) {
    return complain(task.name, reason.what(), failed);
}

}  // namespace

int main(int argc, char** argv) {
    const Words words{argv, static_cast<std::size_t>(argc)};
    if (words.size() < 2) return run(report_itself, {});
    for (const auto& task : tasks)
        if (words[1] == task.word) return run(task, words.subspan(2));
    return run(report_itself, words.subspan(1));
}
