#pragma once
// The strict reader: a settings file and --set words in, settings in force or every mistake at once out. It
// reads into a fresh object, so a bad file changes nothing, and it throws nothing for what a person wrote.

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings.hpp"

namespace sitbreak::config {

/// One mistake: what is wrong, and what is expected.
struct Problem {
    /// The file's name, or "--set key".
    std::string where;
    /// Counted from 1, columns in characters; 0 where there is no position.
    unsigned line = 0;
    unsigned column = 0;
    std::string message;

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// `file:line:column: message`, or `where: message` where there is no position.
std::string to_string(const Problem& problem);

using Problems = std::vector<Problem>;

/// Where a setting came from.
struct Origin {
    /// `derived`: nobody set it, and its default was fitted to the other settings.
    enum class Kind { standard, derived, file, set };
    Kind kind = Kind::standard;
    /// For Kind::file.
    std::string file;
    unsigned line = 0;
    unsigned column = 0;

    friend bool operator==(const Origin&, const Origin&) = default;
};

/// "default", "default, fitted to the others", "file:line" or "--set".
std::string to_string(const Origin& origin);

/// By full key ("sitting.limit"); what is not in it is the default.
using Origins = std::map<std::string, Origin, std::less<>>;

struct Loaded {
    Settings settings;
    Origins origins;

    friend bool operator==(const Loaded&, const Loaded&) = default;
};

/// The problems are sorted: those of the file by position, then those of `sets` in their order.
using ReadResult = std::variant<Loaded, Problems>;

/// Reads `file`, if any, then `sets`, each "key=value", which win. A file that cannot be read is a problem.
/// `known_movements` are the ids that movements.only may name.
ReadResult read_settings(const std::optional<std::filesystem::path>& file, std::span<const std::string> sets,
                         std::span<const std::string_view> known_movements);

/// The same for a text, called `name` in problems and origins.
ReadResult read_settings_text(std::string_view name, std::string_view text, std::span<const std::string> sets,
                              std::span<const std::string_view> known_movements);

}  // namespace sitbreak::config
