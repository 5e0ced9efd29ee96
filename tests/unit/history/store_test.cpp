#include "history/store.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include "history/file.hpp"
#include "history/schema.hpp"
#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 100ms;

unsigned mode_of(const std::filesystem::path& path) {
    struct stat status{};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

const std::string all_counts =
    "SELECT (SELECT count(*) FROM bouts), (SELECT count(*) FROM breaks), (SELECT count(*) FROM absences),"
    " (SELECT count(*) FROM unknown), (SELECT count(*) FROM pauses), (SELECT count(*) FROM holds),"
    " (SELECT count(*) FROM reminders), (SELECT count(*) FROM memory)";

/// One of each, all of the time from 10 to 20 minutes.
Batch one_of_each() {
    const Span span{time_at(10min), time_at(20min), 60min};
    return {{BoutRow{span, 90s, sitting::End::locked, 30min, 3min}, BreakRow{span},
             AbsenceRow{span, 1min, sitting::End::asleep}, UnknownRow{span}, PauseRow{span},
             HoldRow{span, {sitting::Hold::call, sitting::Hold::do_not_disturb}},
             ShownRow{time_at(10min), 60min, "walk"},
             SettledRow{time_at(10min), 60min, 100s, sitting::Outcome::followed}},
            Kept{seated(20min, 25min), "boot-1", time_at(25min)}};
}

/// As the first version that landed made it, written by its own words: never to be changed.
const std::string version_1 = R"(
    PRAGMA journal_mode = WAL;
    CREATE TABLE bouts (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        absent INTEGER NOT NULL, how TEXT NOT NULL, "limit" INTEGER NOT NULL, break_length INTEGER NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE breaks (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE absences (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        certain INTEGER NOT NULL, how TEXT NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE unknown (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE pauses (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE holds (
        begin INTEGER NOT NULL, end INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
        by TEXT NOT NULL,
        UNIQUE (begin, end)) STRICT;
    CREATE TABLE reminders (
        shown INTEGER NOT NULL UNIQUE, utc_offset INTEGER NOT NULL,
        movement TEXT, outcome TEXT, after INTEGER) STRICT;
    CREATE TABLE memory (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        boot TEXT NOT NULL, at INTEGER NOT NULL, numbers TEXT NOT NULL) STRICT;
    PRAGMA application_id = 1399419970;
    PRAGMA user_version = 1;
    INSERT INTO bouts VALUES (1772409600000, 1772411400000, 60, 0, 'no-input', 1800000, 180000);
    INSERT INTO reminders VALUES (1772411400000, 60, 'walk', NULL, NULL);
    INSERT INTO memory VALUES (1, 'boot-1', 1772411500000,
        'at=1900000000000 stopped=1 bout_begin=1000 bout_absent=0 sign=1900000000000 manner=0 snoozes=1 quiet_by=0 stands=0 unseen=0 off_schedule=0');
)";

}  // namespace

TEST_CASE("a new file and its directory are for their owner alone") {
    const TemporaryDirectory home;
    umask(0);
    const auto file = home / "state/sitbreak/history.db";
    Store store{file, patience};
    store.write(one_of_each());
    CHECK(mode_of(file.parent_path()) == 0700);
    for (const char* part : {"", "-wal", "-shm"})
        CHECK(mode_of(file.string() + part) == 0600);
}

TEST_CASE("a file that others could read is theirs no more") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_file(file, "");
    REQUIRE(chmod(file.c_str(), 0644) == 0);
    const Store store{file, patience};
    CHECK(mode_of(file) == 0600);
}

TEST_CASE("what is written can be read, times in milliseconds and enumerations as words") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    CHECK(store.memory() == std::nullopt);
    store.write(one_of_each());
    CHECK(store.memory() == one_of_each().memory);
    CHECK(ask(file, "SELECT * FROM bouts") == "1772410200000|1772410800000|60|90000|locked|1800000|180000\n");
    CHECK(ask(file, "SELECT * FROM breaks") == "1772410200000|1772410800000|60\n");
    CHECK(ask(file, "SELECT * FROM absences") == "1772410200000|1772410800000|60|60000|asleep\n");
    CHECK(ask(file, "SELECT * FROM unknown") == "1772410200000|1772410800000|60\n");
    CHECK(ask(file, "SELECT * FROM pauses") == "1772410200000|1772410800000|60\n");
    CHECK(ask(file, "SELECT * FROM holds") == "1772410200000|1772410800000|60|call,do-not-disturb\n");
    CHECK(ask(file, "SELECT * FROM reminders") == "1772410200000|60|walk|followed|100000\n");
    CHECK(ask(file, "PRAGMA journal_mode") == "wal\n");
}

TEST_CASE("what is written twice, for it was not known to be, is there once") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    auto batch = one_of_each();
    batch.rows.emplace_back(ShownRow{time_at(21min), 60min, "stretch"});
    store.write(batch);
    store.write(batch);
    CHECK(ask(file, all_counts) == "1|1|1|1|1|1|2|1\n");
    CHECK(ask(file, "SELECT shown, outcome FROM reminders ORDER BY shown") ==
          "1772410200000|followed\n1772410860000|-\n");
}

TEST_CASE("all of a batch is written, or nothing") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    change(file,
           "CREATE TRIGGER no BEFORE INSERT ON memory BEGIN SELECT RAISE(ABORT, 'no memory is wanted'); END");
    CHECK_THROWS_WITH_AS(store.write(one_of_each()), "no memory is wanted", std::runtime_error);
    CHECK(ask(file, all_counts) == "0|0|0|0|0|0|0|0\n");
    change(file, "DROP TRIGGER no");
    store.write(one_of_each());
    CHECK(ask(file, all_counts) == "1|1|1|1|1|1|1|1\n");
}

TEST_CASE("what became of a reminder is told of the one that is open") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    const auto outcomes = "SELECT movement, outcome, after FROM reminders ORDER BY shown";
    store.write({{ShownRow{time_at(1min), 60min, "a"}}, std::nullopt});
    CHECK(ask(file, outcomes) == "a|-|-\n");
    // The clock on the wall was set meanwhile.
    store.write({{SettledRow{time_at(3min), 60min, 10s, sitting::Outcome::too_short}}, std::nullopt});
    CHECK(ask(file, outcomes) == "a|too-short|10000\n");
    // One of which nothing was kept when it was shown.
    store.write({{SettledRow{time_at(4min), 60min, 20s, sitting::Outcome::snoozed}}, std::nullopt});
    CHECK(ask(file, outcomes) == "a|too-short|10000\n-|snoozed|20000\n");
    // One of which nobody told what became of it.
    store.write({{ShownRow{time_at(5min), 60min, "b"}, ShownRow{time_at(6min), 60min, "c"}}, std::nullopt});
    CHECK(ask(file, outcomes) == "a|too-short|10000\n-|snoozed|20000\nb|unknown|-\nc|-|-\n");
}

TEST_CASE("what had ended before a time can be deleted") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    store.write(one_of_each());
    store.write({{bout(60min)}, std::nullopt});
    store.delete_before(time_at(10min));
    CHECK(ask(file, all_counts) == "2|1|1|1|1|1|1|1\n");
    store.delete_before(time_at(20min) + 1ms);
    CHECK(ask(file, all_counts) == "1|0|0|0|0|0|0|1\n");
}

TEST_CASE("all of it can be deleted, without a trace") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    store.write(one_of_each());
    REQUIRE((contents(file) + contents(file.string() + "-wal")).find("do-not-disturb") != std::string::npos);
    store.delete_all();
    CHECK(ask(file, all_counts) == "0|0|0|0|0|0|0|0\n");
    CHECK((contents(file) + contents(file.string() + "-wal")).find("do-not-disturb") == std::string::npos);
    store.write(one_of_each());
    CHECK(ask(file, all_counts) == "1|1|1|1|1|1|1|1\n");
}

TEST_CASE("a file of version 1 is brought up to date, with all that is in it") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    change(file, version_1);
    Store store{file, patience};
    CHECK(ask(file, "PRAGMA user_version") == std::to_string(migrations().size()) + "\n");
    CHECK(ask(file, "SELECT begin, end, how FROM bouts") == "1772409600000|1772411400000|no-input\n");
    const auto kept = store.memory();
    REQUIRE(kept);
    CHECK(kept->boot == "boot-1");
    CHECK(kept->memory.stopped);
    CHECK(kept->memory.reminding.snoozes == 1);
    store.write({{SettledRow{Time{1772411400000ms}, 60min, 5s, sitting::Outcome::closed}, bout(600min)},
                 one_of_each().memory});
    CHECK(ask(file, "SELECT * FROM reminders") == "1772411400000|60|walk|closed|5000\n");
    CHECK(ask(file, "SELECT count(*) FROM bouts") == "2\n");
}

TEST_CASE("a new file is as one that went through all versions") {
    const TemporaryDirectory home;
    const Store fresh{home / "new.db", patience};
    change(home / "old.db", version_1);
    const Store old{home / "old.db", patience};
    const auto schema = "SELECT type, name, replace(replace(sql, char(10), ''), ' ', '') FROM sqlite_schema";
    CHECK(ask(home / "new.db", schema) == ask(home / "old.db", schema));
}

TEST_CASE("steps of the schema are taken once each, all or none") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    SQLite::Database database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    const std::array two{"CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"};
    const std::array wrong{two[0], two[1], "ALTER TABLE a ADD COLUMN z", "ALTER TABLE no_such ADD COLUMN z"};
    const std::array four{two[0], two[1], wrong[2], "INSERT INTO a VALUES (1, 2, 3)"};
    migrate(database, two);
    migrate(database, two);
    CHECK(ask(file, "PRAGMA user_version") == "2\n");
    CHECK_THROWS_AS(migrate(database, wrong), SQLite::Exception);
    CHECK(ask(file, "PRAGMA user_version") == "2\n");
    migrate(database, four);
    CHECK(ask(file, "SELECT * FROM a") == "1|2|3\n");
    CHECK(ask(file, "PRAGMA user_version") == "4\n");
}

TEST_CASE("a file from the future is left as it is") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    change(file, "CREATE TABLE future (x); PRAGMA application_id = 1399419970; PRAGMA user_version = 1000");
    const auto before = contents(file);
    CHECK_THROWS_WITH_AS(Store(file, patience),
                         ("it was written by a newer version of sitbreak (its schema is 1000, this version "
                          "knows up to " +
                          std::to_string(migrations().size()) + ")")
                             .c_str(),
                         Foreign);
    CHECK(contents(file) == before);
}

TEST_CASE("a database of another program is left as it is") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    change(file, "CREATE TABLE theirs (x)");
    const auto before = contents(file);
    CHECK_THROWS_WITH_AS(Store(file, patience), "it is a database of another program", Foreign);
    CHECK(contents(file) == before);
}

TEST_CASE("what is no database is damaged") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_file(file, std::string(10'000, 'x'));
    CHECK_THROWS_AS(Store(file, patience), Damaged);
}

TEST_CASE("a memory that makes no sense is refused, and the rest can be used") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, patience};
    store.write(one_of_each());
    change(file, "UPDATE memory SET numbers = 'at=1 stopped=7'");
    CHECK_THROWS_AS(store.memory(), std::invalid_argument);
    store.write({{bout(60min)}, one_of_each().memory});
    CHECK(store.memory() == one_of_each().memory);
}

TEST_CASE("a file is set aside under the date, with what belongs to it, and over no other") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    const sitting::WallTime when = std::chrono::local_days{std::chrono::March / 2 / 2026} + 9h + 5min + 7s;
    for (const char* expected :
         {"history.db.corrupt-20260302-090507", "history.db.corrupt-20260302-090507-2"}) {
        write_file(file, "damaged");
        write_file(file.string() + "-wal", "its log");
        CHECK(set_aside(file, when) == home / expected);
        CHECK(!std::filesystem::exists(file));
        CHECK(!std::filesystem::exists(file.string() + "-wal"));
        CHECK(contents(home / expected) == "damaged");
        CHECK(contents((home / expected).string() + "-wal") == "its log");
    }
}

TEST_CASE("a file that another one took the place of is no longer in place") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    const Store store{file, patience};
    CHECK(store.is_in_place());
    std::filesystem::rename(file, home / "moved.db");
    CHECK(!store.is_in_place());
    write_file(file, "");
    CHECK(!store.is_in_place());
}
