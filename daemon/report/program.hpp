#pragma once
// What the tasks of sitbreak-report have in common. A task prints, and throws what a person is to be told.

#include <exception>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "config/reader.hpp"
#include "config/settings.hpp"
#include "report/reader.hpp"

namespace sitbreak::report {

inline constexpr int failed = 1;
inline constexpr int wrong_usage = 2;

/// What travel and the time zone can shift a day by, and more.
inline constexpr std::chrono::days margin{2};

/// The words that this program was given make no sense to it.
struct Misused : std::exception {};

/// The person's words make no sense.
struct WrongUsage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The settings file has these mistakes; there is one at least.
struct WrongSettings : std::exception {
    explicit WrongSettings(config::Problems all) : problems{std::move(all)} {}
    const char* what() const noexcept override { return "the settings have mistakes"; }

    config::Problems problems;
};

/// Where history is kept, or would be.
std::filesystem::path history_file();

/// Those in the file, or the defaults if there is none. Throws WrongSettings.
config::Settings settings_in_force();

/// Now and here.
Moment present();

/// What `read` gives, in words of this program if it cannot.
template <typename Read>
auto read_or_say(const std::filesystem::path& file, Read read) {
    try {
        return read();
    } catch (const Unreadable& problem) {
        throw std::runtime_error{"the history in " + file.string() + " cannot be read: " + problem.what()};
    }
}

using Words = std::span<char* const>;

// page.cpp: `name` says where the page is wanted, and it is said where it is.
/// "-": standard output.
void put_page(const std::string& page, const std::string& name);
/// Shown in the browser, too; empty: in a place of its own.
void open_page(const std::string& page, const std::string& name);

// what_if_task.cpp
void what_if_task(Words words);

// archive_tasks.cpp
void export_task(Words words);
void import_task(Words words);

// delete_task.cpp
void delete_task(Words words);

}  // namespace sitbreak::report
