// What can be wrong with a disk and a file: reminding goes on, what is new waits, and it is said.

#include <doctest/doctest.h>
#include <poll.h>
#include <sched.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "history/store.hpp"
#include "history_testing.hpp"
#include "platform/unix_fd.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto long_enough = 20s;

const std::string bouts = "SELECT (end - 1772409600000) / 60000, how FROM bouts ORDER BY begin";

std::string waits(const std::filesystem::path& file, const std::string& why) {
    return "the history " + file.string() + " cannot be written: " + why + "; what happens waits in memory";
}

/// May mount from now on, as root of a small world of its own.
bool may_mount() {
    const auto user = getuid();
    const auto group = getgid();
    if (user != 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
        std::ofstream{"/proc/self/setgroups"} << "deny";
        std::ofstream{"/proc/self/uid_map"} << "0 " << user << " 1";
        std::ofstream{"/proc/self/gid_map"} << "0 " << group << " 1";
    } else if (unshare(CLONE_NEWNS) != 0) {
        return false;
    }
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

/// A small file system of its own; it is gone with this object.
class SmallDisk {
 public:
    SmallDisk() {
        works_ = may_mount() && mount("tmpfs", directory_.path().c_str(), "tmpfs", 0, "size=512k") == 0;
        if (!works_) MESSAGE("skipped: mounting is not allowed here: " << std::string{std::strerror(errno)});
    }
    ~SmallDisk() {
        if (works_) umount2(directory_.path().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    explicit operator bool() const { return works_; }
    std::filesystem::path operator/(const char* name) const { return directory_ / name; }

    bool set_read_only(bool on) {
        unsigned long flags = MS_REMOUNT;
        if (on) flags |= MS_RDONLY;
        return mount("tmpfs", directory_.path().c_str(), nullptr, flags, nullptr) == 0;
    }

 private:
    TemporaryDirectory directory_;
    bool works_ = false;
};

/// Until nothing more can be written there.
void fill(const std::filesystem::path& file) {
    std::ofstream stream{file, std::ios::binary};
    while (stream << std::string(4096, 'x') << std::flush) {
    }
}

/// Attempts to open the file anew, of which each opens its directory first.
class Attempts {
 public:
    explicit Attempts(const std::filesystem::path& directory)
        : watch_{platform::UnixFd::own(inotify_init1(IN_CLOEXEC), "inotify")} {
        REQUIRE(inotify_add_watch(watch_.get(), directory.c_str(), IN_OPEN) >= 0);
    }

    /// The next one: false if there is none for 20 s.
    bool await() {
        pollfd readable{watch_.get(), POLLIN, 0};
        while (poll(&readable, 1, 20'000) > 0)
            if (has_one()) return true;
        return false;
    }

 private:
    /// Among what has happened.
    bool has_one() {
        alignas(inotify_event) char events[4096];
        const auto size = read(watch_.get(), events, sizeof events);
        bool found = false;
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, events + at, sizeof event);
            found = found || (event.mask & IN_ISDIR) != 0;
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
        return found;
    }

    platform::UnixFd watch_;
};

}  // namespace

TEST_CASE("locked by another program for long: what happens waits, and is written afterwards") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    SQLite::Database other{file.string(), SQLite::OPEN_READWRITE};
    {
        const SQLite::Transaction transaction{other, SQLite::TransactionBehavior::IMMEDIATE};
        desk.record({bout_ended(10min)}, 20min);
        CHECK(desk.ear.until([&] { return desk.in_trouble(); }));
        CHECK(desk.history.trouble() == waits(file, "database is locked"));
        desk.record({bout_ended(30min)}, 40min);
        CHECK(ask(file, bouts).empty());
    }
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n30|no-input\n");
}

TEST_CASE("locked, and read, by others for as long as several attempts take: all of it is written then") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    REQUIRE(reads(file, bouts, "10|no-input\n"));
    SQLite::Database reader{file.string(), SQLite::OPEN_READWRITE};
    const SQLite::Transaction reading{reader, SQLite::TransactionBehavior::DEFERRED};
    CHECK(reader.execAndGet("SELECT count(*) FROM bouts").getInt() == 1);
    {
        SQLite::Database writer{file.string(), SQLite::OPEN_READWRITE};
        const SQLite::Transaction writing{writer, SQLite::TransactionBehavior::IMMEDIATE};
        Attempts attempts{home.path()};
        for (auto end = 30min; end <= 70min; end += 20min) {
            desk.record({bout_ended(end)}, end + 10min);
            CHECK(attempts.await());
            CHECK(desk.history.trouble() == waits(file, "database is locked"));
        }
        CHECK(ask(file, bouts) == "10|no-input\n");
    }
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(reader.execAndGet("SELECT count(*) FROM bouts").getInt() == 1);
    CHECK(ask(file, bouts) == "10|no-input\n30|no-input\n50|no-input\n70|no-input\n");
}

TEST_CASE("another sitbreakd keeps history here: what happens waits until that one ends") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    std::optional<Desk> first{std::in_place, file};
    CHECK(first->history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    first->record({bout_ended(10min)}, 20min);
    REQUIRE(reads(file, bouts, "10|no-input\n"));
    Desk second{file};
    CHECK(second.history.remembered(at(20min), clocks(), long_enough) == std::nullopt);
    CHECK(second.history.trouble() == waits(file, "another sitbreakd keeps it"));
    second.record({bout_ended(30min)}, 40min);
    CHECK(first->history.stop(long_enough));
    first.reset();
    CHECK(second.ear.until([&] { return !second.in_trouble(); }));
    CHECK(second.history.stop(long_enough));
    // That which was open when the first one ended began, and ended, when it was last known.
    CHECK(ask(file, bouts) == "10|no-input\n20|not-running\n30|no-input\n");
}

TEST_CASE("a reader who takes long keeps nobody from writing") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    SQLite::Database reader{file.string(), SQLite::OPEN_READWRITE};
    const SQLite::Transaction transaction{reader, SQLite::TransactionBehavior::DEFERRED};
    CHECK(reader.execAndGet("SELECT count(*) FROM bouts").getInt() == 0);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.history.stop(long_enough));
    CHECK(desk.history.trouble() == std::nullopt);
    CHECK(reader.execAndGet("SELECT count(*) FROM bouts").getInt() == 0);
    CHECK(ask(file, bouts) == "10|no-input\n");
}

TEST_CASE("locked when it starts: it starts without, and what was open before is not lost") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    {
        Desk earlier{file};
        earlier.record({}, 10min);
        CHECK(earlier.history.stop(long_enough));
    }
    // Of those who use a write-ahead log nobody else keeps a reader out.
    change(file, "PRAGMA journal_mode = DELETE");
    SQLite::Database other{file.string(), SQLite::OPEN_READWRITE};
    std::optional<SQLite::Transaction> lock{std::in_place, other, SQLite::TransactionBehavior::EXCLUSIVE};
    Desk desk{file};
    const auto before = std::chrono::steady_clock::now();
    CHECK(desk.history.remembered(at(11min), clocks(), 10s) == std::nullopt);
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    desk.record({bout_ended(50min)}, 60min);
    lock.reset();
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|not-running\n50|no-input\n");
}

TEST_CASE("the file is there too late: nobody waits longer than they want to") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    {
        Desk earlier{file};
        earlier.record({}, 10min);
        CHECK(earlier.history.stop(long_enough));
    }
    Desk desk{file};
    const auto remembered = desk.history.remembered(at(11min), clocks(), 0ms);
    desk.record({bout_ended(50min)}, 60min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == (remembered ? "50|no-input\n" : "10|not-running\n50|no-input\n"));
}

TEST_CASE("the directory vanishes while it runs: it is made again, and holds what must be known") {
    const TemporaryDirectory home;
    const auto file = home / "state/sitbreak/history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    REQUIRE(reads(file, bouts, "10|no-input\n"));
    std::filesystem::remove_all(home / "state");
    desk.record({bout_ended(30min)}, 40min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "30|no-input\n");
    CHECK(ask(file, "SELECT count(*) FROM memory") == "1\n");
}

TEST_CASE("the directory cannot be made: what happens waits until it can") {
    const TemporaryDirectory home;
    const auto file = home / "state/sitbreak/history.db";
    write_file(home / "state", "in its place");
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.in_trouble());
    std::filesystem::remove(home / "state");
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n");
}

TEST_CASE("a damaged file is set aside and never deleted, and a new one is begun") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    const std::string damaged(10'000, 'x');
    write_file(file, damaged);
    Desk desk{file};
    CHECK(desk.ear.until([&] { return desk.in_trouble(); }));
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n");

    std::filesystem::path aside;
    for (const auto& entry : std::filesystem::directory_iterator{file.parent_path()})
        if (entry.path().filename().string().starts_with("history.db.corrupt-")) aside = entry.path();
    CHECK(contents(aside) == damaged);
    CHECK(desk.history.trouble() == "the history was damaged (file is not a database): it is now " +
                                        aside.string() + ", and a new one is begun");
}

TEST_CASE(
    "a file that is damaged while it is in use is set aside, and the new one holds what must be known") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    {
        Desk earlier{file};
        for (auto end = 10min; end < 4000min; end += 10min)
            earlier.record({bout_ended(end)}, end);
        CHECK(earlier.history.stop(long_enough));
    }
    Desk desk{file};
    CHECK(desk.history.remembered(at(4000min), clocks(), long_enough));
    {
        // All but the pages that it begins with.
        std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
        const auto size = std::filesystem::file_size(file);
        constexpr std::size_t begin = 4096;
        REQUIRE(size > 4 * begin);
        stream.seekp(begin);
        stream << std::string(size - begin, '\x7f');
    }
    desk.record({bout_ended(5000min)}, 5000min);
    CHECK(desk.ear.until([&] { return desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "5000|no-input\n");
    CHECK(ask(file, "SELECT boot FROM memory") == "boot-1\n");
}

TEST_CASE("a file from the future is left alone, and that is said") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    change(file, "CREATE TABLE future (x); PRAGMA application_id = 1399419970; PRAGMA user_version = 1000");
    const auto before = contents(file);
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.history.trouble() ==
          waits(file,
                "it was written by a newer version of sitbreak (its schema is 1000, this version knows "
                "up to 1)"));
    CHECK(desk.history.stop(long_enough));
    CHECK(contents(file) == before);
}

TEST_CASE("no more waits than may wait: the oldest is dropped") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file, "boot-1", {}, 3};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    SQLite::Database other{file.string(), SQLite::OPEN_READWRITE};
    {
        const SQLite::Transaction transaction{other, SQLite::TransactionBehavior::IMMEDIATE};
        for (auto end = 10min; end <= 60min; end += 10min)
            desk.record({bout_ended(end)}, end);
        CHECK(desk.ear.until([&] { return desk.in_trouble(); }));
    }
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "40|no-input\n50|no-input\n60|no-input\n");
}

TEST_CASE("a full disk: what happens waits until there is room") {
    const SmallDisk disk;
    if (!disk) return;
    const auto file = disk / "sitbreak/history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    REQUIRE(reads(file, bouts, "10|no-input\n"));
    fill(disk / "filling");
    // More than fits into what the file has room for already.
    sitting::Actions many;
    for (auto end = 100min; end < 20'000min; end += 10min)
        many.emplace_back(bout_ended(end));
    desk.record(many, 20'000min);
    CHECK(desk.ear.until([&] { return desk.in_trouble(); }));
    CHECK(desk.history.trouble() == waits(file, "database or disk is full"));
    std::filesystem::remove(disk / "filling");
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, "SELECT count(*) FROM bouts") == std::to_string(1 + many.size()) + "\n");
}

TEST_CASE("a full disk when it starts: what happens waits until there is room") {
    const SmallDisk disk;
    if (!disk) return;
    fill(disk / "filling");
    const auto file = disk / "sitbreak/history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.in_trouble());
    std::filesystem::remove(disk / "filling");
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n");
}

TEST_CASE("a home that can only be read: what happens waits until it can be written") {
    SmallDisk disk;
    if (!disk) return;
    const auto file = disk / "sitbreak/history.db";
    REQUIRE(disk.set_read_only(true));
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    CHECK(desk.in_trouble());
    REQUIRE(desk.history.trouble());
    CHECK(desk.history.trouble()->find("Read-only file system") != std::string::npos);
    REQUIRE(disk.set_read_only(false));
    CHECK(desk.ear.until([&] { return !desk.in_trouble(); }));
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n");
}

TEST_CASE("what cannot be written at all does not keep it from ending") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    SQLite::Database other{file.string(), SQLite::OPEN_READWRITE};
    const SQLite::Transaction transaction{other, SQLite::TransactionBehavior::IMMEDIATE};
    desk.record({bout_ended(10min)}, 20min);
    CHECK(!desk.history.stop(0ms));
    CHECK(desk.history.stop(long_enough));
    CHECK(desk.in_trouble());
}
