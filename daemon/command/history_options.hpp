#pragma once
// The part of the command line that is about what was recorded: `whatif` and `history`.

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "command/snapshot.hpp"

namespace CLI {
class App;
}

namespace sitbreak::command {

struct WhatIfWanted {
    /// `last` is not before `first`.
    std::chrono::local_days first{};
    std::chrono::local_days last{};
    bool json = false;
    /// None: as the settings say.
    std::optional<std::chrono::seconds> limit;
    std::optional<std::chrono::seconds> break_length;
};

struct ExportWanted {
    /// Empty, or "-": standard output.
    std::string file;
};
struct ImportWanted {
    /// "-": standard input.
    std::string file;
};
struct DeleteWanted {
    /// None: all of it.
    std::optional<std::chrono::local_days> before;
    bool unasked = false;
};
struct HistoryPathWanted {};

using HistoryWanted = std::variant<WhatIfWanted, ExportWanted, ImportWanted, DeleteWanted, HistoryPathWanted>;

/// The days that "--from" and "--to" say; the latter may be empty, and is then today. Throws
/// std::invalid_argument with the reason, and which of them it is.
std::pair<std::chrono::local_days, std::chrono::local_days> days_from_to(const std::string& from,
                                                                         const std::string& to, Time now);

class HistoryOptions {
 public:
    /// Keeps addresses of what is in here: it is to stay where it is.
    void declare(CLI::App& app);

    /// None if it is not about these. Throws std::invalid_argument with the reason.
    std::optional<HistoryWanted> wanted(Time now) const;

 private:
    WhatIfWanted what_if(Time now) const;
    DeleteWanted deletion(Time now) const;

    CLI::App* what_if_ = nullptr;
    std::string limit_;
    std::string break_;
    std::string from_;
    std::string to_;
    bool json_ = false;

    CLI::App* export_ = nullptr;
    std::string export_file_;
    CLI::App* import_ = nullptr;
    std::string import_file_;
    CLI::App* delete_ = nullptr;
    std::string before_;
    bool all_ = false;
    bool yes_ = false;
    CLI::App* path_ = nullptr;
};

}  // namespace sitbreak::command
