// The report for a browser, put where it is wanted.

#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>

#include "report/browser.hpp"
#include "report/program.hpp"
#include "report/whole_file.hpp"

namespace sitbreak::report {

namespace {

namespace fs = std::filesystem;

/// With its directory made, for the person alone, if it is not there.
fs::path place_of_own() {
    const auto file = own_page(config::process_environment);
    if (!file)
        throw std::runtime_error{
            "there is no place for the page, for neither XDG_CACHE_HOME nor HOME says where; say --html "
            "FILE"};
    std::error_code error;
    if (fs::create_directories(file->parent_path(), error))
        fs::permissions(file->parent_path(), fs::perms::owner_all, error);
    if (error)
        throw std::runtime_error{"cannot make " + file->parent_path().string() + ": " + error.message()};
    return *file;
}

}  // namespace

void put_page(const std::string& page, const std::string& name) {
    if (name == "-") {
        std::cout << page;
        return;
    }
    write_whole(name, [&page](std::ostream& out) { out << page; });
    std::cout << "The report is in " << name << ".\n";
}

void open_page(const std::string& page, const std::string& name) {
    const auto file = name.empty() ? place_of_own() : fs::path{name};
    write_whole(file.string(), [&page](std::ostream& out) { out << page; });
    open_in_browser(file);
    std::cout << "The report is in " << file.string() << ".\n";
}

}  // namespace sitbreak::report
