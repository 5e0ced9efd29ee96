#include "history_testing.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace sitbreak::history::testing {

using namespace std::chrono_literals;

TemporaryDirectory::TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "sitbreak-history-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"cannot make a directory like " + name};
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
}

std::string ask(const std::filesystem::path& file, const std::string& sql) {
    const SQLite::Database database{file.string(), SQLite::OPEN_READONLY, 5000};
    SQLite::Statement select{database, sql};
    std::string text;
    while (select.executeStep()) {
        for (int i = 0; i < select.getColumnCount(); ++i)
            text += (i == 0 ? "" : "|") + (select.isColumnNull(i) ? "-" : select.getColumn(i).getString());
        text += '\n';
    }
    return text;
}

bool reads(const std::filesystem::path& file, const std::string& sql, const std::string& expected) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (ask(file, sql) != expected) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

void change(const std::filesystem::path& file, const std::string& sql) {
    SQLite::Database database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5000};
    database.exec(sql);
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

Clocks clocks() {
    return {std::chrono::sys_days{std::chrono::March / 2 / 2026}.time_since_epoch(),
            [](std::chrono::sys_seconds) { return 60min; }};
}

sitting::Instant at(std::chrono::milliseconds since_boot) {
    return sitting::Instant{since_boot};
}

Time time_at(std::chrono::milliseconds since_boot) {
    return clocks().time(at(since_boot));
}

BoutRow bout(std::chrono::minutes end) {
    return {{time_at(end - 5min), time_at(end), 60min}, 0ms, sitting::End::no_input, 30min, 3min};
}

sitting::BoutEnded bout_ended(std::chrono::minutes end) {
    return {at(end - 5min), at(end), {}, sitting::End::no_input, std::nullopt};
}

sitting::Memory seated(std::chrono::minutes begin, std::chrono::minutes now) {
    sitting::Memory memory;
    memory.at = at(now);
    memory.bout = sitting::Bout{at(begin), {}};
    memory.presence.sign = at(now);
    return memory;
}

std::function<void()> Ear::hears() {
    return [this] {
        const std::lock_guard lock{mutex_};
        ++times_;
        heard_.notify_all();
    };
}

bool Ear::until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    std::unique_lock lock{mutex_};
    for (int seen = times_;; seen = times_) {
        lock.unlock();
        const bool is_so = holds();
        lock.lock();
        if (is_so) return true;
        if (!heard_.wait_until(lock, deadline, [&] { return times_ != seen; })) return false;
    }
}

Desk::Desk(const std::filesystem::path& file, std::string boot, const config::HistorySettings& settings,
           std::size_t at_most)
    : history{file, std::move(boot), settings, ear.hears(), at_most} {}

void Desk::record(const sitting::Actions& actions, std::chrono::minutes now) {
    history.record(actions, seated(now, now), at(now), {}, "walk", clocks());
}

}  // namespace sitbreak::history::testing
