#pragma once
// A file that was exported, read whole: all of it is right, or none of it is taken.

#include <cstddef>
#include <filesystem>
#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

#include "history/entry.hpp"

namespace sitbreak::archive {

/// Where and why: "history.jsonl:12: it ends before it begins".
struct Unusable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Read {
    std::vector<history::Entry> entries;
    /// The line of each, from 1 on.
    std::vector<std::size_t> lines;
};

/// Empty lines are skipped. `name` is what the file is called in messages. Throws Unusable.
Read read(std::istream& in, const std::string& name);

}  // namespace sitbreak::archive
