#pragma once
// The command line of sitbreak: words in, what to do out.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "command/format.hpp"
#include "command/history_options.hpp"
#include "command/snapshot.hpp"

namespace sitbreak::command {

struct StatusWanted {
    Format format = Format::text;
    bool follow = false;
};
struct SnoozeWanted {
    /// None: for what the settings say.
    std::optional<std::chrono::seconds> length;
};
struct SkipWanted {};
struct PauseWanted {
    Time until{};
    /// The person did not say for how long.
    bool by_default = false;
};
struct ResumeWanted {};
struct BreakWanted {};
struct ReportWanted {
    /// As the interface spells it: "sitting", "standing", "away".
    const char* posture = "sitting";
    /// None for "sitting", which holds until input says otherwise.
    std::optional<std::chrono::seconds> length;
};
struct MoveWanted {
    /// A movement's id; empty: all of them.
    std::string id;
    bool notify = false;
};
struct TestWanted {};
struct ConfigWanted {
    enum class Task { check, show, path, standard };
    Task task = Task::check;
    /// For `check`; none: the file that counts.
    std::optional<std::filesystem::path> file;
};

struct DoctorWanted {
    bool json = false;
};

struct DaysWanted {
    enum class Format { text, json, csv, page };
    /// The days that are looked back on; `last` is not before `first`.
    std::chrono::local_days first{};
    std::chrono::local_days last{};
    Format format = Format::text;
    /// Of a page: "-": to standard output; empty: to a place of its own, if it is to be opened.
    std::string file;
    bool is_to_open = false;
};

using Wanted = std::variant<StatusWanted, SnoozeWanted, SkipWanted, PauseWanted, ResumeWanted, BreakWanted,
                            ReportWanted, MoveWanted, TestWanted, ConfigWanted, DoctorWanted, DaysWanted,
                            WhatIfWanted, ExportWanted, ImportWanted, DeleteWanted, HistoryPathWanted>;

/// What to do, or the exit code of a run that is over: --help and --version print and give 0; wrong usage is
/// said on standard error and gives 2.
std::variant<Wanted, int> read_command_line(int argc, char** argv, Time now);

}  // namespace sitbreak::command
