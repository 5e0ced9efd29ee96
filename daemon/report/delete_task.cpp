#include <unistd.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "config/date.hpp"
#include "history/store.hpp"
#include "report/browser.hpp"
#include "report/program.hpp"

namespace sitbreak::report {

namespace {

namespace fs = std::filesystem;

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

/// Also if it leads nowhere, and if it cannot be looked at.
bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::symlink_status(path, error).type() != fs::file_type::not_found;
}

/// The database, and what SQLite may have left beside it, which has rows too.
std::vector<fs::path> database_files(const fs::path& file) {
    std::vector<fs::path> result;
    for (const char* part : {"", "-wal", "-shm", "-journal"})
        if (fs::path path = file.string() + part; is_there(path)) result.push_back(std::move(path));
    return result;
}

/// Damaged files that were set aside are history as well.
std::vector<fs::path> set_aside(const fs::path& file) {
    std::vector<fs::path> result;
    if (!is_there(file.parent_path())) return result;
    const auto prefix = file.filename().string() + ".corrupt-";
    for (const auto& entry : fs::directory_iterator{file.parent_path()})
        if (entry.path().filename().string().starts_with(prefix)) result.push_back(entry.path());
    std::ranges::sort(result);
    return result;
}

/// What was made of it.
std::vector<fs::path> pages() {
    const auto page = own_page(config::process_environment);
    return page && is_there(*page) ? std::vector{*page} : std::vector<fs::path>{};
}

/// Goes on where something cannot be deleted, and says at the end what that is.
class Deletion {
 public:
    /// `what` is what cannot be done if `work` throws.
    void attempt(const std::string& what, const std::function<void()>& work) {
        try {
            work();
        } catch (const std::exception& problem) {
            undone_ += (undone_.empty() ? "" : "; ") + what + ": " + problem.what();
        }
    }

    void remove(const std::vector<fs::path>& paths) {
        for (const auto& path : paths)
            attempt(path.string() + " cannot be deleted", [&path] {
                // Of a link, what it leads to is meant.
                std::error_code error;
                const auto target = fs::canonical(path, error);
                if (!error) fs::remove(target, error);
                if (!error || error == std::errc::no_such_file_or_directory) fs::remove(path, error);
                if (error) throw std::runtime_error{error.message()};
                std::cout << path.string() << " is deleted too.\n";
            });
    }

    /// Throws std::runtime_error.
    void end() const {
        if (!undone_.empty()) throw std::runtime_error{undone_};
    }

 private:
    std::string undone_;
};

std::string unchanged(const fs::path& file) {
    return "the history in " + file.string() + " cannot be changed";
}

void delete_all(const fs::path& file) {
    Deletion deletion;
    if (is_there(file))
        deletion.attempt(unchanged(file), [&file] {
            try {
                history::Store{file, daemon_writes}.delete_all();
                std::cout
                    << "All that was kept is deleted. What is going on is written down when it is over.\n";
            } catch (const history::Damaged& damage) {
                std::cout << "The history is damaged (" << damage.what() << "): its file itself goes.\n";
                Deletion whole;
                whole.remove(database_files(fs::canonical(file)));
                if (is_there(file)) whole.remove({file});
                whole.end();
            }
        });
    else
        deletion.remove(database_files(file));
    deletion.remove(set_aside(file));
    deletion.remove(pages());
    deletion.end();
}

void delete_before(const fs::path& file, Day day, const std::string& date) {
    Deletion deletion;
    if (is_there(file))
        deletion.attempt(unchanged(file), [&] {
            history::Store{file, daemon_writes}.delete_before(beginning(day, present().zone));
            std::cout << "What was over before " << date << " is deleted.\n";
        });
    deletion.remove(pages());
    deletion.end();
}

}  // namespace

void delete_task(Words words) {
    if (words.size() != 2) throw Misused{};
    const std::string before = words[0];
    const bool is_all = before == "all";
    const auto day = config::parse_date(before);
    if (!is_all && !day) throw Misused{};
    const auto file = history_file();
    const bool has_any =
        !pages().empty() ||
        (is_all ? !database_files(file).empty() || !set_aside(file).empty() : is_there(file));
    if (!has_any) {
        std::cout << "No history is kept, so there is nothing to delete.\n";
        return;
    }
    const std::string what = is_all ? "all that is kept" : "what was over before " + before;
    if (words[1] != std::string_view{"unasked"}) ask("Delete " + what + " in " + file.string() + "?");
    if (is_all)
        delete_all(file);
    else
        delete_before(file, *day, before);
}

}  // namespace sitbreak::report
