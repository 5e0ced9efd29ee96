#pragma once
// Whether there is a place where a history can be kept.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct HistoryFacts {
    /// None without a home.
    std::optional<std::filesystem::path> directory{};
    bool is_there = false;
    /// Why it cannot be written to, or made; empty: it can.
    std::string fault{};
    /// Bytes left for this user where it is, or would be.
    std::uintmax_t room = 0;
};

/// Looks, and makes nothing. `file` is where the history is kept, as history::file_of says.
HistoryFacts look_at_history(const std::optional<std::filesystem::path>& file);

Finding history_finding(const HistoryFacts& facts);

}  // namespace sitbreak::doctor
