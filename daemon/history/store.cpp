#include "history/store.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include "history/schema.hpp"
#include "sitting/overloaded.hpp"
#include "sitting/text.hpp"

namespace sitbreak::history {

namespace {

/// A table, and its column that says when a row's time was over.
struct Table {
    const char* name;
    const char* over;
};

constexpr std::array tables{Table{"bouts", "end"},      Table{"breaks", "end"}, Table{"absences", "end"},
                            Table{"unknown", "end"},    Table{"pauses", "end"}, Table{"holds", "end"},
                            Table{"reminders", "shown"}};

/// SQLite's words are for a person already.
template <typename Work>
auto in_our_words(Work work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        if (error.getErrorCode() == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_NOTADB)
            throw Damaged{error.what()};
        throw std::runtime_error{error.what()};
    }
}

std::int64_t number(Time time) {
    return time.time_since_epoch().count();
}

/// Binds values to a statement, in their order, and runs it.
class Insertion {
 public:
    Insertion(SQLite::Database& database, const char* sql) : statement_{database, sql} {}

    Insertion& operator<<(const Span& span) { return *this << span.begin << span.end << span.utc_offset; }
    Insertion& operator<<(Time time) { return bind(number(time)); }
    Insertion& operator<<(Length length) { return bind(static_cast<std::int64_t>(length.count())); }
    Insertion& operator<<(std::chrono::minutes minutes) {
        return bind(static_cast<std::int64_t>(minutes.count()));
    }
    Insertion& operator<<(const std::string& text) { return bind(text); }

    /// How many rows it changed.
    int run() { return statement_.exec(); }

 private:
    template <typename Value>
    Insertion& bind(const Value& value) {
        statement_.bind(++bound_, value);
        return *this;
    }

    SQLite::Statement statement_;
    int bound_ = 0;
};

std::string words_for(const std::set<sitting::Hold>& holds) {
    std::string words;
    for (const auto hold : holds)
        words += (words.empty() ? "" : ",") + sitting::word_for(hold);
    return words;
}

bool has_bout(SQLite::Database& database, const Span& span) {
    SQLite::Statement select{database, "SELECT 1 FROM bouts WHERE begin = ? AND end = ?"};
    select.bind(1, number(span.begin));
    select.bind(2, number(span.end));
    return select.executeStep();
}

void settle(SQLite::Database& database, const SettledRow& row) {
    const auto outcome = sitting::word_for(row.outcome);
    Insertion update{database, "UPDATE reminders SET outcome = ?, after = ? WHERE shown = ?"};
    if ((update << outcome << row.after << row.shown).run() > 0) return;
    // The clock on the wall was set since.
    Insertion update_open{database, "UPDATE reminders SET outcome = ?, after = ? WHERE outcome IS NULL"};
    if ((update_open << outcome << row.after).run() > 0) return;
    // It was shown while nothing could be kept.
    Insertion insert{
        database, "INSERT OR IGNORE INTO reminders (shown, utc_offset, outcome, after) VALUES (?, ?, ?, ?)"};
    (insert << row.shown << row.utc_offset << outcome << row.after).run();
}

}  // namespace

Store::Store(const std::filesystem::path& file, std::chrono::milliseconds patience) : file_{file} {
    in_our_words([&] {
        make_private_file(file_);
        database_ = std::make_unique<SQLite::Database>(file_.string(), SQLite::OPEN_READWRITE,
                                                       static_cast<int>(patience.count()));
        id_ = id_of(file_);
        // Speed is not what is needed here, and the daemon is to stay small.
        sqlite3_db_config(database_->getHandle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
        database_->exec("PRAGMA cache_size = -64; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY");
        refuse_foreign();
        // A reader never waits for the writer, nor the writer for a reader. Without a sync at each commit, a
        // power cut can cost what was written in the last half minute or so, but never the file; a kill costs
        // nothing.
        database_->exec(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 64");
        // What is deleted is overwritten.
        database_->exec("PRAGMA secure_delete = ON");
        migrate(*database_, migrations());
    });
}

Store::~Store() = default;

void Store::refuse_foreign() {
    const auto version = database_->execAndGet("PRAGMA user_version").getInt();
    const auto known = static_cast<int>(migrations().size());
    if (version > known)
        throw Foreign{"it was written by a newer version of sitbreak (its schema is " +
                      std::to_string(version) + ", this version knows up to " + std::to_string(known) + ")"};
    const auto id = database_->execAndGet("PRAGMA application_id").getInt();
    const bool is_empty =
        version == 0 && id == 0 && database_->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (id != application_id && !is_empty) throw Foreign{"it is a database of another program"};
}

std::optional<Kept> Store::memory() {
    return in_our_words([&]() -> std::optional<Kept> {
        SQLite::Statement select{*database_, "SELECT boot, at, numbers FROM memory"};
        if (!select.executeStep()) return std::nullopt;
        return Kept{sitting::parse_memory(select.getColumn(2).getString()), select.getColumn(0).getString(),
                    Time{Length{select.getColumn(1).getInt64()}}};
    });
}

std::string Store::movement_shown_last() {
    return in_our_words([&]() -> std::string {
        SQLite::Statement select{*database_,
                                 "SELECT ifnull(movement, '') FROM reminders ORDER BY shown DESC LIMIT 1"};
        return select.executeStep() ? select.getColumn(0).getString() : "";
    });
}

void Store::write(const Batch& batch) {
    in_our_words([&] {
        SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
        for (const auto& row : batch.rows)
            insert(row);
        if (batch.memory) {
            Insertion replace{*database_,
                              "INSERT OR REPLACE INTO memory (id, boot, at, numbers) VALUES (1, ?, ?, ?)"};
            (replace << batch.memory->boot << batch.memory->at << sitting::to_text(batch.memory->memory))
                .run();
        }
        transaction.commit();
    });
}

bool Store::insert(const Row& row) {
    const auto into = [&](const char* sql) { return Insertion{*database_, sql}; };
    const auto span_into = [&](const char* sql, const Span& span) { return (into(sql) << span).run(); };
    const auto changed = std::visit(
        sitting::Overloaded{
            [&](const BoutRow& bout) {
                auto insert = into("INSERT OR IGNORE INTO bouts VALUES (?, ?, ?, ?, ?, ?, ?)");
                return (insert << bout.span << bout.absent << sitting::word_for(bout.how) << bout.limit
                               << bout.break_length)
                    .run();
            },
            [&](const BreakRow& its) {
                return span_into("INSERT OR IGNORE INTO breaks VALUES (?, ?, ?)", its.span);
            },
            [&](const AbsenceRow& absence) {
                auto insert = into("INSERT OR IGNORE INTO absences VALUES (?, ?, ?, ?, ?)");
                return (insert << absence.span << absence.certain << sitting::word_for(absence.how)).run();
            },
            [&](const UnknownRow& its) {
                return span_into("INSERT OR IGNORE INTO unknown VALUES (?, ?, ?)", its.span);
            },
            [&](const ShownRow& shown) {
                auto insert =
                    into("INSERT OR IGNORE INTO reminders (shown, utc_offset, movement) VALUES (?, ?, ?)");
                if ((insert << shown.at << shown.utc_offset << shown.movement).run() == 0) return 0;
                // There is one open reminder at most; what became of another was not told while it could be
                // kept.
                auto close =
                    into("UPDATE reminders SET outcome = 'unknown' WHERE outcome IS NULL AND shown <> ?");
                (close << shown.at).run();
                return 1;
            },
            [&](const SettledRow& settled) {
                settle(*database_, settled);
                return 1;
            },
            [&](const PauseRow& its) {
                return span_into("INSERT OR IGNORE INTO pauses VALUES (?, ?, ?)", its.span);
            },
            [&](const HoldRow& hold) {
                auto insert = into("INSERT OR IGNORE INTO holds VALUES (?, ?, ?, ?)");
                return (insert << hold.span << words_for(hold.by)).run();
            },
        },
        row);
    return changed > 0;
}

bool Store::insert(const ReminderRow& reminder) {
    SQLite::Statement statement{*database_, "INSERT OR IGNORE INTO reminders VALUES (?, ?, ?, ?, ?)"};
    statement.bind(1, number(reminder.shown));
    statement.bind(2, static_cast<std::int64_t>(reminder.utc_offset.count()));
    if (reminder.movement) statement.bind(3, *reminder.movement);
    statement.bind(4, sitting::word_for(reminder.outcome.value_or(sitting::Outcome::unknown)));
    if (reminder.after) statement.bind(5, static_cast<std::int64_t>(reminder.after->count()));
    return statement.exec() > 0;
}

std::optional<Span> Store::open_bout() {
    std::optional<Kept> kept;
    try {
        kept = memory();
    } catch (const std::invalid_argument&) {
        // The daemon begins anew then, and so nothing is open.
        return std::nullopt;
    }
    if (!kept || !kept->memory.bout) return std::nullopt;
    const auto since = std::chrono::floor<Length>(kept->memory.at - kept->memory.bout->begin);
    return Span{kept->at - since, kept->at, {}};
}

bool Store::overlaps(const Span& span, const std::optional<Span>& open) {
    if (open && open->begin < span.end && span.begin < open->end) return true;
    // Those that are kept do not overlap each other, so the last of those that began before its end tells.
    SQLite::Statement last{*database_, "SELECT end FROM bouts WHERE begin < ? ORDER BY begin DESC LIMIT 1"};
    last.bind(1, number(span.end));
    return last.executeStep() && last.getColumn(0).getInt64() > number(span.begin);
}

Added Store::add(const std::vector<Entry>& entries) {
    return in_our_words([&] {
        Added result;
        SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
        const auto count = [&result](bool is_new) { ++(is_new ? result.added : result.already_there); };
        const auto open = open_bout();
        std::vector<Span> overlapping;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto* const bout = std::get_if<BoutRow>(&entries[i]);
            if (bout == nullptr) continue;
            if (has_bout(*database_, bout->span)) {
                ++result.already_there;
            } else if (overlaps(bout->span, open)) {
                result.overlapping.push_back(i);
                overlapping.push_back(bout->span);
            } else {
                count(insert(Row{*bout}));
            }
        }
        const auto is_in_one = [&overlapping](Time begin, Time end) {
            return std::ranges::any_of(
                overlapping, [&](const Span& span) { return span.begin <= begin && end <= span.end; });
        };
        const auto add_reminder = [&](const ReminderRow& reminder) {
            if (is_in_one(reminder.shown, reminder.shown)) return void(++result.in_overlapping);
            count(insert(reminder));
        };
        for (const auto& entry : entries)
            std::visit(sitting::Overloaded{
                           [](const BoutRow&) {},
                           add_reminder,
                           [&](const AbsenceRow& absence) {
                               if (is_in_one(absence.span.begin, absence.span.end))
                                   return void(++result.in_overlapping);
                               count(insert(Row{absence}));
                           },
                           [&](const auto& row) { count(insert(Row{row})); },
                       },
                       entry);
        transaction.commit();
        return result;
    });
}

bool Store::has_before(Time time) {
    return in_our_words([&] {
        return std::ranges::any_of(tables, [&](const Table& table) {
            const auto sql = std::string{"SELECT 1 FROM "} + table.name + " WHERE " + table.over + " < ?";
            SQLite::Statement select{*database_, sql};
            select.bind(1, number(time));
            return select.executeStep();
        });
    });
}

bool Store::bears_out(Time now) {
    return in_our_words([&] {
        SQLite::Statement select{*database_, "SELECT begin FROM bouts WHERE begin <= ? ORDER BY begin DESC"};
        select.bind(1, number(now));
        for (Time later = now; now - later < long_enough && select.executeStep();) {
            const Time begin{Length{select.getColumn(0).getInt64()}};
            if (later - begin > longest_gap) return false;
            later = begin;
        }
        return true;
    });
}

void Store::delete_before(Time time) {
    in_our_words([&] {
        SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
        for (const auto& table : tables) {
            const auto sql = std::string{"DELETE FROM "} + table.name + " WHERE " + table.over + " < ?";
            (Insertion{*database_, sql.c_str()} << time).run();
        }
        transaction.commit();
        database_->exec("PRAGMA wal_checkpoint(TRUNCATE)");
    });
}

void Store::delete_all() {
    in_our_words([&] {
        SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
        for (const auto& table : tables)
            database_->exec(std::string{"DELETE FROM "} + table.name);
        database_->exec("DELETE FROM memory");
        transaction.commit();
        database_->exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    });
}

bool Store::is_in_place() const {
    return id_ && id_ == id_of(file_);
}

void Store::rest() {
    sqlite3_db_release_memory(database_->getHandle());
}

}  // namespace sitbreak::history
