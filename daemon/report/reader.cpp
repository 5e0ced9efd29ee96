#include "report/reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "history/schema.hpp"
#include "sitting/names.hpp"
#include "sitting/text.hpp"

namespace sitbreak::report {

namespace {

/// How long to wait for somebody who writes; a reader hardly ever has to.
constexpr int patience_ms = 2000;

/// The name of a file for SQLite that nobody can be writing, so that nothing needs to be made beside it.
std::string unchanging(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#')
            uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
        else
            uri += c;
    }
    return uri + "?immutable=1";
}

/// SQLite makes two files beside one that is opened; on a medium that cannot be written there are none, and
/// no daemon.
SQLite::Database opened(const std::filesystem::path& file) {
    std::error_code absent;
    const bool is_at_rest = !std::filesystem::exists(file.string() + "-wal", absent) &&
                            ::faccessat(AT_FDCWD, file.parent_path().c_str(), W_OK, AT_EACCESS) != 0;
    if (is_at_rest) return {unchanging(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, patience_ms};
    return {file.string(), SQLite::OPEN_READONLY, patience_ms};
}

/// Whether there is anything in it. Throws Unreadable if it is not ours, or not of this version.
bool has_content(SQLite::Database& database) {
    const auto version = database.execAndGet("PRAGMA user_version").getInt();
    const auto id = database.execAndGet("PRAGMA application_id").getInt();
    const auto known = static_cast<int>(history::migrations().size());
    if (version == 0 && id == 0 && database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0)
        return false;
    if (id != history::application_id) throw Unreadable{"it is a database of another program"};
    if (version > known) throw Unreadable{"it was written by a newer version of sitbreak"};
    if (version < known)
        throw Unreadable{
            "it was written by an older version of sitbreak. Start sitbreakd, which brings it up to date"};
    return true;
}

/// The columns of a row, from the left to the right.
class Columns {
 public:
    explicit Columns(SQLite::Statement& statement) : statement_{statement} {}

    bool is_null() const { return statement_.getColumn(next_).isNull(); }
    std::int64_t number() { return statement_.getColumn(next_++).getInt64(); }
    std::string text() { return statement_.getColumn(next_++).getString(); }
    Length length() { return Length{number()}; }
    Time time() { return Time{length()}; }
    std::chrono::minutes minutes() { return std::chrono::minutes{number()}; }
    /// Braces keep the order.
    Span span() { return Span{time(), time(), minutes()}; }

 private:
    SQLite::Statement& statement_;
    int next_ = 0;
};

/// What was written between two times.
class Reading {
 public:
    Reading(SQLite::Database& database, Time from, Time to) : database_{database}, from_{from}, to_{to} {}

    Records all(bool with_breaks) {
        Records records;
        select("SELECT begin, end, utc_offset, absent, how, break_length FROM bouts WHERE " +
                   in_between("bouts"),
               [&](Columns row) {
                   records.bouts.push_back({row.span(), row.length(), end_of(row.text()), row.length()});
               });
        if (with_breaks) records.breaks = spans("breaks");
        records.unknown = spans("unknown");
        records.pauses = spans("pauses");
        records.holds = spans("holds");
        select(
            "SELECT shown, utc_offset, after, outcome FROM reminders"
            " WHERE shown >= ?1 AND shown < ?2 ORDER BY shown",
            [&](Columns row) {
                Reminder reminder{row.time(), row.minutes(), std::nullopt, row.length()};
                if (!row.is_null()) reminder.outcome = outcome_of(row.text());
                records.reminders.push_back(reminder);
            });
        select(
            "SELECT begin, end, utc_offset FROM bouts WHERE begin < ?1 AND end <= ?1 AND ?1 <= ?2"
            " ORDER BY begin DESC LIMIT 1",
            [&](Columns row) { records.earlier = row.span(); });
        select("SELECT begin FROM bouts WHERE ?1 <= ?2 ORDER BY begin LIMIT 1",
               [&](Columns row) { records.since = row.time(); });
        return records;
    }

 private:
    /// Those of a table do not overlap, so of all that began before only the last can reach into it, which is
    /// found without a look at the others.
    static std::string in_between(const std::string& table) {
        return "begin >= ifnull((SELECT max(begin) FROM " + table +
               " WHERE begin <= ?1), ?1) AND begin < ?2 AND end > ?1 ORDER BY begin, end";
    }

    std::vector<Span> spans(const std::string& table) {
        std::vector<Span> result;
        select("SELECT begin, end, utc_offset FROM " + table + " WHERE " + in_between(table),
               [&](Columns row) { result.push_back(row.span()); });
        return result;
    }

    template <typename Take>
    void select(const std::string& sql, Take take) {
        SQLite::Statement statement{database_, sql};
        statement.bind(1, static_cast<std::int64_t>(from_.time_since_epoch().count()));
        statement.bind(2, static_cast<std::int64_t>(to_.time_since_epoch().count()));
        while (statement.executeStep())
            take(Columns{statement});
    }

    static sitting::End end_of(const std::string& word) {
        return sitting::words::value_of(word, sitting::words::end_names);
    }

    static sitting::Outcome outcome_of(const std::string& word) {
        return sitting::words::value_of(word, sitting::words::outcome_names);
    }

    SQLite::Database& database_;
    Time from_;
    Time to_;
};

std::optional<history::Kept> last_kept(SQLite::Database& database) {
    SQLite::Statement select{database, "SELECT boot, at, numbers FROM memory"};
    if (!select.executeStep()) return std::nullopt;
    try {
        return history::Kept{sitting::parse_memory(select.getColumn(2).getString()),
                             select.getColumn(0).getString(), Time{Length{select.getColumn(1).getInt64()}}};
    } catch (const std::invalid_argument&) {
        // The daemon begins anew then, and so nothing is open.
        return std::nullopt;
    }
}

}  // namespace

std::optional<Records> read_history(const std::filesystem::path& file, Time from, Time to, bool with_breaks,
                                    const Moment& moment) {
    std::error_code error;
    if (!std::filesystem::exists(file, error) && !error) return std::nullopt;
    try {
        auto database = opened(file);
        // All of it as it was at one moment, though the daemon writes.
        const SQLite::Transaction transaction{database};
        if (!has_content(database)) return std::nullopt;
        auto records = Reading{database, from, to}.all(with_breaks);
        if (const auto kept = last_kept(database)) add_present(records, *kept, moment);
        return records;
    } catch (const SQLite::Exception& problem) {
        throw Unreadable{problem.what()};
    } catch (const std::invalid_argument& problem) {
        throw Unreadable{std::string{"it is damaged ("} + problem.what() + ")"};
    }
}

}  // namespace sitbreak::report
