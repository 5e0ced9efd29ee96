#include <unistd.h>

#include <iostream>
#include <string>
#include <string_view>
#include <system_error>

#include "config/date.hpp"
#include "history/store.hpp"
#include "report/browser.hpp"
#include "report/program.hpp"

namespace sitbreak::report {

namespace {

/// For how long the daemon may be writing.
constexpr std::chrono::seconds daemon_writes{5};

void ask(const std::string& what) {
    if (::isatty(STDIN_FILENO) == 0)
        throw WrongUsage{"standard input is no terminal to ask on; say --yes if it is to be deleted"};
    std::cout << what << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "yes") throw std::runtime_error{"nothing is deleted"};
}

/// Damaged files that were set aside are history as well.
void delete_what_was_set_aside(const std::filesystem::path& file) {
    const auto prefix = file.filename().string() + ".corrupt-";
    for (const auto& entry : std::filesystem::directory_iterator{file.parent_path()}) {
        if (!entry.path().filename().string().starts_with(prefix)) continue;
        std::filesystem::remove(entry.path());
        std::cout << entry.path().string() << " is deleted too.\n";
    }
}

/// What was made of it. Is it not there, there is nothing to say.
void delete_page() {
    const auto page = own_page(config::process_environment);
    if (page && std::filesystem::remove(*page)) std::cout << page->string() << " is deleted too.\n";
}

}  // namespace

void delete_task(Words words) {
    if (words.size() != 2) throw Misused{};
    const std::string_view before = words[0];
    const bool is_all = before == "all";
    const auto day = config::parse_date(before);
    if (!is_all && !day) throw Misused{};
    const auto file = history_file();
    std::error_code error;
    if (!std::filesystem::exists(file, error) && !error) {
        std::cout << "No history is kept, so there is nothing to delete.\n";
        return;
    }
    const std::string what = is_all ? "all that is kept" : "what was over before " + std::string{before};
    if (words[1] != std::string_view{"unasked"}) ask("Delete " + what + " in " + file.string() + "?");
    try {
        history::Store store{file, daemon_writes};
        if (is_all)
            store.delete_all();
        else
            store.delete_before(beginning(*day, present().zone));
    } catch (const std::exception& problem) {
        throw std::runtime_error{"the history in " + file.string() + " cannot be changed: " + problem.what()};
    }
    if (is_all)
        std::cout << "All that was kept is deleted. What is going on is written down when it is over.\n";
    else
        std::cout << "What was over before " << before << " is deleted.\n";
    if (is_all) delete_what_was_set_aside(file);
    delete_page();
}

}  // namespace sitbreak::report
