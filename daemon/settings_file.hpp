#pragma once
// The settings in force, and what becomes of them when the file changes: the last good ones stay (R17).

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/reader.hpp"

namespace sitbreak {

class SettingsFile {
 public:
    /// `chosen` is the file that the command line names; none: the one found by the XDG rules. `sets` are
    /// --set words. Reads nothing yet: the defaults are in force.
    SettingsFile(std::optional<std::filesystem::path> chosen, std::vector<std::string> sets);

    enum class Outcome { same, changed, broken, broken_as_before };

    /// Reads anew. `changed` also if they were broken before and now are as they were. After `broken`,
    /// `problems` says why.
    Outcome read();

    const config::Loaded& loaded() const { return loaded_; }

    /// What is wrong with the file now, one line an error; empty when nothing is.
    const std::string& problems() const { return problems_; }

    /// The file that `read` read; none: there is none, and defaults are in force.
    const std::optional<std::filesystem::path>& file() const { return file_; }

    /// The files whose change matters, read or not yet there.
    std::vector<std::filesystem::path> to_watch() const;

 private:
    std::optional<std::filesystem::path> chosen_;
    std::vector<std::string> sets_;
    std::optional<std::filesystem::path> file_;
    config::Loaded loaded_;
    std::string problems_;
};

/// One line a problem.
std::string lines_of(const config::Problems& problems);

}  // namespace sitbreak
