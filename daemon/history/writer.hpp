#pragma once
// The thread that writes history, and what waits for it.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "config/settings.hpp"
#include "history/row.hpp"
#include "history/store.hpp"
#include "platform/growing_pause.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::history {

class Writer {
 public:
    /// `boot` names the present boot. At most `at_most` rows wait.
    Writer(std::filesystem::path file, std::string boot, std::size_t at_most,
           const config::HistorySettings& settings, std::function<void()> on_trouble);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// What was kept to be remembered, if it can be read and that takes no longer than `patience`.
    std::optional<Kept> await_memory(std::chrono::milliseconds patience);

    /// The id of the movement that the last reminder before suggested; empty if that is not known, or not
    /// yet.
    std::string shown_before() const;

    /// What is to be written, and what it was made by.
    struct Order {
        Rows rows;
        /// Takes the place of one that still waits.
        Kept memory;
        sitting::Rules rules;
        Clocks clocks;
    };
    void write(Order order);

    void settings_changed(const config::HistorySettings& settings);
    std::optional<std::string> trouble() const;
    bool stop(std::chrono::milliseconds patience);

 private:
    void run();
    bool has_work() const;
    void enforce_bound();

    // Of the thread alone, and without the lock.
    void attempt();
    void open();
    void close();
    void read();
    void write_what_waits();
    void delete_old();
    bool believes(Time now, const Clocks& clocks);
    void say_disbelief();
    void begin_anew(const std::string& why);
    void failed(const std::string& why);
    void succeeded();

    const std::filesystem::path file_;
    const std::string boot_;
    const std::size_t at_most_;
    const std::function<void()> on_trouble_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    config::HistorySettings settings_;
    Rows rows_;
    /// The last order but for its rows, which also holds what a file that is begun anew must hold.
    std::optional<Order> last_;
    std::size_t dropped_ = 0;
    std::optional<Kept> read_;
    std::string shown_before_;
    std::optional<std::string> trouble_;
    /// A file was set aside.
    std::optional<std::string> notice_;
    bool memory_waits_ = false;
    /// Somebody waits for what is to be remembered.
    bool is_awaited_;
    /// How long to keep has changed, and nothing was deleted by it yet.
    bool keep_changed_ = false;
    bool stopping_ = false;
    bool ended_ = false;

    // Of the thread alone.
    bool was_read_ = false;
    bool began_anew_ = false;
    platform::UnixFd alone_;
    std::optional<Store> store_;
    /// What was kept, and no heart went on with.
    std::optional<Kept> orphan_;
    /// The last order that is in the file, but for its rows.
    std::optional<Order> written_;
    std::optional<std::chrono::steady_clock::time_point> retry_at_;
    platform::GrowingPause pause_{std::chrono::minutes{5}};
    std::optional<Time> deleted_old_at_;
    /// CLOCK_REALTIME − CLOCK_BOOTTIME when the clock on the wall was last believed.
    std::optional<sitting::Duration> believed_;
    bool said_disbelief_ = false;

    std::thread thread_;
};

}  // namespace sitbreak::history
