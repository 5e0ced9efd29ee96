#pragma once
// Keeps what happened, and what the heart must still know after a restart. An output: it obeys the heart's
// actions by handing them to a thread of its own that writes them, so that nobody waits for a disk.
//
// What cannot be written now waits in memory and is written when it can be. Nothing runs while nothing waits.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "config/locate.hpp"
#include "config/settings.hpp"
#include "history/row.hpp"

namespace sitbreak::history {

class Writer;

/// $XDG_STATE_HOME/sitbreak/history.db, or the same in ~/.local/state; none without a home.
std::optional<std::filesystem::path> file_of(const config::Environment& environment);

class History {
 public:
    /// At most so many rows wait; then the oldest are dropped, and it is said. Some weeks of work.
    static constexpr std::size_t waiting_at_most = 4096;

    /// `boot` names the present boot. `on_trouble` is called on another thread when `trouble` changed.
    /// Without a file nothing is kept.
    History(std::optional<std::filesystem::path> file, std::string boot,
            const config::HistorySettings& settings, std::function<void()> on_trouble,
            std::size_t at_most = waiting_at_most);

    /// Waits until all is written, or was tried once more.
    ~History();
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    /// What a heart that starts at `now` is to be given; waits no longer than `patience` for it. What comes
    /// later is not lost: its bout is recorded as having ended. To be called once, before `record`.
    std::optional<sitting::Remembered> remembered(sitting::Instant now, const Clocks& clocks,
                                                  std::chrono::milliseconds patience);

    /// The id of the movement that the last reminder before this start suggested; empty if that is not known.
    /// To be called after `remembered`.
    std::string shown_before() const;

    /// One call of the heart at `now`: all that it told is written together with what it must still know
    /// afterwards, unless that is as it was. `movement` is the id of the one that was shown last.
    void record(const sitting::Actions& actions, const sitting::Memory& memory, sitting::Instant now,
                const sitting::Rules& rules, const std::string& movement, const Clocks& clocks);

    /// Switched off, it writes nothing, and deletes nothing.
    void settings_changed(const config::HistorySettings& settings);

    /// What is wrong now, in sentences. Callable from any thread.
    std::optional<std::string> trouble() const;

    /// Tries once more to write what waits, and ends. False if that takes longer than `patience`.
    bool stop(std::chrono::milliseconds patience);

 private:
    std::string boot_;
    std::atomic<bool> enabled_;
    /// What was recorded last.
    std::optional<sitting::Memory> memory_;
    /// None without a file.
    std::unique_ptr<Writer> writer_;
};

}  // namespace sitbreak::history
