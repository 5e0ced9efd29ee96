#pragma once
// What the tests of the settings share.

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "config/reader.hpp"

namespace sitbreak::config::testing {

/// Reads a text called "f.toml" where the movements "walk", "bridge" and "calf-raise" are known.
ReadResult read(std::string_view text, const std::vector<std::string>& sets = {});

/// What was loaded; fails the test with the problems if there are any.
Loaded loaded(const ReadResult& result);

/// Lines that a failed check can show.
struct Lines : std::vector<std::string> {
    using vector::vector;
    friend std::ostream& operator<<(std::ostream& stream, const Lines& lines);
};

/// The problems as lines, none if there are none.
Lines mistakes(const ReadResult& result);

std::string whole_file(const std::filesystem::path& file);

/// A file of the source tree by its path in it.
std::filesystem::path source_file(std::string_view path);

/// A directory that is removed with everything in it.
class TemporaryDirectory {
 public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    /// Makes the file and the directories above it.
    std::filesystem::path write(std::string_view path, std::string_view text) const;

    std::filesystem::path path;
};

}  // namespace sitbreak::config::testing
