#pragma once
// Whether there is a place where a history can be kept.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "config/locate.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

/// $XDG_STATE_HOME/sitbreak, or ~/.local/state/sitbreak; none without a home.
std::optional<std::filesystem::path> history_directory(const config::Environment& environment);

struct HistoryFacts {
    std::optional<std::filesystem::path> directory{};
    bool is_there = false;
    /// Why it cannot be written to, or made; empty: it can.
    std::string fault{};
    /// Bytes left for this user where it is, or would be.
    std::uintmax_t room = 0;
};

/// Looks, and makes nothing.
HistoryFacts look_at_history(const std::optional<std::filesystem::path>& directory);

Finding history_finding(const HistoryFacts& facts);

}  // namespace sitbreak::doctor
