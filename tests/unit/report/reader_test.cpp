// The file, read while it is written, when it is at rest, and when something is wrong with it.

#include "report/reader.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "../history/history_testing.hpp"
#include "history/store.hpp"
#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;
using history::testing::change;
using history::testing::TemporaryDirectory;
using history::testing::write_file;

namespace {

const Time from = on(monday, 0h);
const Time to = on(monday, 24h);
const Moment moment{on(monday, 20h), "boot-1", central_europe_in_winter};

std::optional<Records> read(const std::filesystem::path& file) {
    return read_history(file, from, to, true, moment);
}

history::BoutRow bout_row(const Bout& bout) {
    return {bout.span, bout.absent, *bout.how, 30min, bout.break_length};
}

/// Of Monday, but for a bout of Sunday.
void write_some(history::Store& store) {
    auto with_absence = bout(on(monday, 9h), 30min, sitting::End::locked);
    with_absence.absent = 1min;
    store.write(
        {{bout_row(bout(on(monday, -3h), 1h)), bout_row(bout(on(monday, 11h), 20min)), bout_row(with_absence),
          history::BreakRow{span(on(monday, 9h + 30min), 90min)},
          history::UnknownRow{span(on(monday, -2h), 11h)}, history::PauseRow{span(on(monday, 10h), 1h)},
          history::HoldRow{span(on(monday, 11h), 5min), {sitting::Hold::call}},
          history::ShownRow{on(monday, 9h + 29min), an_hour_east, "walk"},
          history::SettledRow{on(monday, 9h + 29min), an_hour_east, 1min, sitting::Outcome::followed},
          history::ShownRow{on(monday, 11h + 19min), an_hour_east, "walk"}},
         std::nullopt});
}

Records expected() {
    Records records;
    records.bouts = {bout(on(monday, 9h), 30min, sitting::End::locked), bout(on(monday, 11h), 20min)};
    records.bouts.front().absent = 1min;
    records.breaks = {span(on(monday, 9h + 30min), 90min)};
    records.unknown = {span(on(monday, -2h), 11h)};
    records.pauses = {span(on(monday, 10h), 1h)};
    records.holds = {span(on(monday, 11h), 5min)};
    records.reminders = {{on(monday, 9h + 29min), an_hour_east, sitting::Outcome::followed, 1min},
                         {on(monday, 11h + 19min), an_hour_east, std::nullopt, 0ms}};
    records.earlier = span(on(monday, -3h), 1h);
    records.since = on(monday, -3h);
    return records;
}

/// Root can write everywhere: while this lives it is somebody else, to whom the files are given.
class Nobody {
 public:
    explicit Nobody(const std::vector<std::filesystem::path>& files) {
        constexpr uid_t nobody = 65534;
        if (geteuid() != 0) return;
        for (const auto& file : files)
            REQUIRE(chown(file.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
        REQUIRE(seteuid(nobody) == 0);
    }
    ~Nobody() {
        if (getuid() == 0) CHECK(seteuid(0) == 0);
    }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
};

/// Why it cannot be read.
std::string complaint(const std::filesystem::path& file) {
    try {
        read(file);
    } catch (const Unreadable& problem) {
        return problem.what();
    }
    return "";
}

}  // namespace

TEST_CASE("what the daemon writes is read, in its order, and what is before it is left out") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    history::Store store{file, 100ms};
    CHECK(read(file) == Records{});
    write_some(store);
    CHECK(read(file) == expected());
    auto without_breaks = expected();
    without_breaks.breaks.clear();
    CHECK(read_history(file, from, to, false, moment) == without_breaks);
}

TEST_CASE("what two machines recorded at once is read as what one person did") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    history::Store store{file, 100ms};
    // The long ones began before the time that is read, and others of the other machine after them.
    store.write({{bout_row(bout(on(monday, -2h), 3h)), bout_row(bout(on(monday, -1h), 10min)),
                  bout_row(bout(on(monday, 30min), 1h)), history::BreakRow{span(on(monday, 1h), 1h)},
                  history::UnknownRow{span(on(monday, -60 * 24h), 61 * 24h)},
                  history::UnknownRow{span(on(monday, -50h), 1h)}},
                 std::nullopt});
    Records expected;
    expected.bouts = {bout(on(monday, -2h), 3h + 30min)};
    expected.breaks = {span(on(monday, 1h + 30min), 30min)};
    expected.unknown = {span(on(monday, -60 * 24h), 60 * 24h - 2h), span(on(monday, 2h), 22h)};
    expected.earlier = span(on(monday, -1h), 10min);
    expected.since = on(monday, -2h);
    CHECK(read(file) == expected);
    expected.breaks.clear();
    CHECK(read_history(file, from, to, false, moment) == expected);
    const auto recorded = read_recorded(file, from, to, moment, {});
    REQUIRE(recorded);
    CHECK(recorded->bouts.size() == 1);
    CHECK(recorded->breaks.size() == 1);
}

TEST_CASE("what a clock recorded that was years ahead covers nothing that came since") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    history::Store store{file, 100ms};
    const auto until = [](Time end) { return history::UnknownRow{{on(monday, -2h), end, an_hour_east}}; };
    store.write(
        {{bout_row(bout(on(monday, 9h), 1h)), until(moment.now + 70 * 365 * 24h), until(on(monday, 8h))},
         std::nullopt});
    const auto records = read(file);
    REQUIRE(records);
    CHECK(records->unknown == std::vector<Span>{span(on(monday, -2h), 10h)});
    CHECK(records->bouts.size() == 1);
}

TEST_CASE("neither waits for the other") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    history::Store store{file, 0ms};
    write_some(store);
    {
        SQLite::Database writer{file.string(), SQLite::OPEN_READWRITE, 0};
        const SQLite::Transaction never_committed{writer, SQLite::TransactionBehavior::IMMEDIATE};
        writer.exec("DELETE FROM bouts");
        CHECK(read(file) == expected());
    }
    SQLite::Database reader{file.string(), SQLite::OPEN_READONLY, 0};
    const SQLite::Transaction being_read{reader};
    CHECK(reader.execAndGet("SELECT count(*) FROM bouts").getInt() == 3);
    store.write({{bout_row(bout(on(monday, 13h), 20min))}, std::nullopt});
    CHECK(read(file)->bouts.size() == 3);
}

TEST_CASE("it is read when no daemon runs, and after one was killed") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    {
        history::Store store{file, 100ms};
        write_some(store);
        // As it is when nobody closes it: the last writes are in the log beside it.
        const auto copy = home / "killed.db";
        for (const char* part : {"", "-wal"})
            std::filesystem::copy_file(file.string() + part, copy.string() + part);
        CHECK(read(copy) == expected());
    }
    CHECK(read(file) == expected());
}

TEST_CASE("it is read where nothing can be written") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/hi?st%ory.db";
    {
        history::Store store{file, 100ms};
        write_some(store);
    }
    const Nobody nobody{{home.path(), file.parent_path(), file}};
    REQUIRE(chmod(file.parent_path().c_str(), 0500) == 0);
    CHECK(read(file) == expected());
    REQUIRE(chmod(file.parent_path().c_str(), 0700) == 0);
}

TEST_CASE("without a file, and with one that is empty, nothing was ever kept") {
    const TemporaryDirectory home;
    CHECK(read(home / "sitbreak/history.db") == std::nullopt);
    write_file(home / "history.db", "");
    CHECK(read(home / "history.db") == std::nullopt);
}

TEST_CASE("what is wrong with a file is said") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    const auto made = [&] {
        std::filesystem::remove(file);
        const history::Store store{file, 100ms};
    };
    write_file(file, "This is not a database, and it is long enough that nobody could take it for one.");
    CHECK(complaint(file) == "file is not a database");
    made();
    change(file, "PRAGMA user_version = 1000");
    CHECK(complaint(file) == "it was written by a newer version of sitbreak");
    made();
    change(file, "PRAGMA user_version = 0");
    CHECK(complaint(file).starts_with("it was written by an older version of sitbreak"));
    made();
    change(file, "PRAGMA application_id = 7");
    CHECK(complaint(file) == "it is a database of another program");
    made();
    change(file, "INSERT INTO bouts VALUES (" + std::to_string(from.time_since_epoch().count()) + ", " +
                     std::to_string(to.time_since_epoch().count()) + ", 60, 0, 'beamed-up', 0, 0)");
    CHECK(complaint(file) == "it is damaged (unknown word: beamed-up)");
    made();
    change(file, "DROP TABLE bouts");
    CHECK(complaint(file) == "no such table: bouts");
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    CHECK(!complaint(file).empty());
}

TEST_CASE("what was to be remembered but makes no sense is nothing that goes on") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    {
        const history::Store store{file, 100ms};
    }
    change(file, "INSERT INTO memory VALUES (1, 'boot-1', 0, 'nonsense')");
    CHECK(read(file) == Records{});
}

TEST_CASE("all that is kept is read row by row, and what can be lived through again") {
    const TemporaryDirectory directory;
    const auto file = directory / "history.db";
    CHECK(!each_entry(file, from, to, [](const auto&) { FAIL("there is nothing"); }));
    CHECK(!read_recorded(file, from, to, moment, {}));
    history::Store store{file, 100ms};
    write_some(store);
    store.write(
        {{history::AbsenceRow{span(on(monday, 9h + 5min), 2min), 1min, sitting::End::asleep}}, std::nullopt});
    std::vector<history::Entry> entries;
    CHECK(each_entry(file, Time::min(), Time::max(),
                     [&](const history::Entry& entry) { entries.push_back(entry); }));
    CHECK(entries.size() == 10);
    CHECK(entries.front() == history::Entry{bout_row(bout(on(monday, -3h), 1h))});
    CHECK(entries.back() == history::Entry{history::ReminderRow{on(monday, 11h + 19min), an_hour_east, "walk",
                                                                std::nullopt, std::nullopt}});
    const auto recorded = read_recorded(file, from, to, moment, {});
    REQUIRE(recorded);
    CHECK(recorded->bouts.size() == 2);
    CHECK(!recorded->last_is_open);
    CHECK(recorded->breaks == expected().breaks);
    CHECK(recorded->pauses == expected().pauses);
    CHECK(recorded->absences.size() == 1);
    REQUIRE(recorded->holds.size() == 1);
    CHECK(recorded->holds.front().by == std::set{sitting::Hold::call});
    CHECK(recorded->reminders ==
          std::vector<whatif::Reminder>{{on(monday, 9h + 29min), sitting::Outcome::followed, 1min},
                                        {on(monday, 11h + 19min), std::nullopt, 0ms}});
}

TEST_CASE("a bout that goes on can be lived through as far as it is known") {
    const TemporaryDirectory directory;
    const auto file = directory / "history.db";
    history::Store store{file, 100ms};
    write_some(store);
    history::Kept kept{history::testing::seated(0min, 20min), "boot-1", moment.now - 1min};
    store.write({{}, kept});
    sitting::Rules rules;
    rules.limit = 40min;
    const auto recorded = read_recorded(file, from, to, moment, rules);
    REQUIRE(recorded);
    REQUIRE(recorded->bouts.size() == 3);
    CHECK(recorded->last_is_open);
    CHECK(recorded->bouts.back() ==
          history::BoutRow{span(moment.now - 21min, 21min), 0ms, sitting::End::no_input, 40min, 3min});
    CHECK(!read_recorded(file, from, moment.now - 30min, moment, rules)->last_is_open);
}
