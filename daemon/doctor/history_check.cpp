#include "doctor/history_check.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace sitbreak::doctor {

namespace {

namespace fs = std::filesystem;

/// Decades of it take less.
constexpr std::uintmax_t enough = std::uintmax_t{64} << 20U;

constexpr std::uintmax_t megabyte = 1'000'000;

/// What is there of the way to it.
fs::path nearest(fs::path directory) {
    std::error_code error;
    while (!fs::exists(directory, error) && directory.has_relative_path())
        directory = directory.parent_path();
    return directory;
}

/// Why `path` cannot be written to; empty: it can.
std::string why_not_writable(const fs::path& path, int how) {
    if (::faccessat(AT_FDCWD, path.c_str(), how, AT_EACCESS) == 0) return "";
    return path.string() + ": " + std::strerror(errno);
}

}  // namespace

HistoryFacts look_at_history(const std::optional<fs::path>& file) {
    HistoryFacts facts;
    if (!file) {
        facts.fault = "neither HOME nor XDG_STATE_HOME is set";
        return facts;
    }
    facts.directory = file->parent_path();
    const auto there = nearest(*facts.directory);
    std::error_code error;
    facts.is_there = there == *facts.directory;
    if (!fs::is_directory(there, error))
        facts.fault = there.string() + " is no directory";
    else
        facts.fault = why_not_writable(there, W_OK | X_OK);
    if (facts.fault.empty() && fs::exists(*file, error)) facts.fault = why_not_writable(*file, R_OK | W_OK);
    const auto space = fs::space(there, error);
    facts.room = error ? enough : space.available;
    return facts;
}

Finding history_finding(const HistoryFacts& facts) {
    Finding finding{.check = "history"};
    const std::string where = facts.directory ? facts.directory->string() : "a place for it";
    if (!facts.fault.empty()) {
        finding.verdict = Verdict::warning;
        finding.found =
            where + (facts.is_there ? " cannot be written to" : " cannot be made") + " (" + facts.fault + ")";
        finding.advice =
            "Reminders come all the same; what happened is not kept. Make it yours, or let "
            "XDG_STATE_HOME name another place.";
    } else if (facts.room < enough) {
        finding.verdict = Verdict::warning;
        finding.found = where + " has " + std::to_string(facts.room / megabyte) + " MB left";
        finding.advice = "Make room there.";
    } else {
        finding.found = where + (facts.is_there ? " can be written to" : " can be made");
    }
    return finding;
}

}  // namespace sitbreak::doctor
