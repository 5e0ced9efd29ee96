#pragma once
// What the tests of history have in common: a directory, the file seen from outside, and a day's happenings.

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>

#include "history/history.hpp"
#include "history/row.hpp"

namespace sitbreak::history::testing {

/// Is removed with all that is in it.
class TemporaryDirectory {
 public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
    std::filesystem::path path_;
};

/// What another program reads: a line a row, its values with | between them.
std::string ask(const std::filesystem::path& file, const std::string& sql);

/// Waits until that is what another program reads: false if it is not after 20 s.
bool reads(const std::filesystem::path& file, const std::string& sql, const std::string& expected);

/// What another program writes.
void change(const std::filesystem::path& file, const std::string& sql);

std::string contents(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& text);

/// The boot that the clocks here are of: it began at 2026-03-02 00:00 UTC, and the place is an hour east.
Clocks clocks();
sitting::Instant at(std::chrono::milliseconds since_boot);
Time time_at(std::chrono::milliseconds since_boot);

/// A bout that ended then; it began five minutes earlier.
BoutRow bout(std::chrono::minutes end);
sitting::BoutEnded bout_ended(std::chrono::minutes end);

/// Somebody has sat since `begin`; the memory is of `now`.
sitting::Memory seated(std::chrono::minutes begin, std::chrono::minutes now);

/// Hears that there is trouble, or no longer, and waits for it.
class Ear {
 public:
    std::function<void()> hears();
    /// Until the condition holds, which is looked at whenever something was heard: false after 20 s.
    bool until(const std::function<bool()>& holds);

 private:
    std::mutex mutex_;
    std::condition_variable heard_;
    int times_ = 0;
};

/// A history in `file`, and what it says.
struct Desk {
    explicit Desk(const std::filesystem::path& file, std::string boot = "boot-1",
                  const config::HistorySettings& settings = {},
                  std::size_t at_most = History::waiting_at_most);

    void record(const sitting::Actions& actions, std::chrono::minutes now);
    bool in_trouble() const { return history.trouble().has_value(); }

    Ear ear;
    History history;
};

}  // namespace sitbreak::history::testing
