#include "report/reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <set>
#include <system_error>
#include <type_traits>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "history/schema.hpp"
#include "report/one_person.hpp"
#include "sitting/names.hpp"
#include "sitting/overloaded.hpp"
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
    // One thread reads it: to lock it for each column of each row takes a sixth of the time.
    const int flags = SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX;
    if (is_at_rest) return {unchanging(file), flags | SQLite::OPEN_URI, patience_ms};
    return {file.string(), flags, patience_ms};
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
    /// None if there is none in the next column, which `take` takes.
    template <typename Take>
    auto if_any(Take take) -> std::optional<std::invoke_result_t<Take>> {
        if (!is_null()) return take();
        ++next_;
        return std::nullopt;
    }
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
        // Breaks that are not drawn still tell what is not unknown; for that the index alone is read.
        records.breaks = spans("breaks", in_between("breaks"), with_breaks ? "utc_offset" : "0");
        // There are few of them, and they can be long.
        records.unknown = spans("unknown", "begin < ?2 AND end > ?1 ORDER BY begin, end");
        records.pauses = spans("pauses", in_between("pauses"));
        records.holds = spans("holds", in_between("holds"));
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

    template <typename Take>
    void each_entry(const Take& take) {
        using namespace history;
        select(spanned("bouts", ", absent, how, \"limit\", break_length"), [&](Columns row) {
            take(BoutRow{row.span(), row.length(), end_of(row.text()), row.length(), row.length()});
        });
        select(spanned("breaks"), [&](Columns row) { take(BreakRow{row.span()}); });
        select(spanned("absences", ", certain, how"),
               [&](Columns row) { take(AbsenceRow{row.span(), row.length(), end_of(row.text())}); });
        select(spanned("unknown"), [&](Columns row) { take(UnknownRow{row.span()}); });
        select(spanned("pauses"), [&](Columns row) { take(PauseRow{row.span()}); });
        select(spanned("holds", ", by"),
               [&](Columns row) { take(HoldRow{row.span(), holds_of(row.text())}); });
        select(
            "SELECT shown, utc_offset, movement, outcome, after FROM reminders"
            " WHERE shown >= ?1 AND shown < ?2 ORDER BY shown",
            [&](Columns row) { take(reminder(row)); });
    }

 private:
    /// What one machine recorded does not overlap, so of all that began before only the last can reach into
    /// the time, which is found without a look at the others. What another one recorded can reach past that
    /// by the month that is looked at too.
    static std::string began_by_then(const std::string& table) {
        return "begin >= ifnull((SELECT max(begin) FROM " + table + " WHERE begin <= ?1), ?1) - " +
               std::to_string(Length{std::chrono::days{31}}.count()) + " AND begin < ?2";
    }

    static std::string in_between(const std::string& table) {
        return began_by_then(table) + " AND end > ?1 ORDER BY begin, end";
    }

    /// Those with any part in the time, and those without any length.
    static std::string spanned(const std::string& table, const std::string& more = "") {
        return "SELECT begin, end, utc_offset" + more + " FROM " + table + " WHERE " + began_by_then(table) +
               " AND end >= ?1 ORDER BY begin, end";
    }

    static history::ReminderRow reminder(Columns& row) {
        history::ReminderRow reminder;
        reminder.shown = row.time();
        reminder.utc_offset = row.minutes();
        reminder.movement = row.if_any([&] { return row.text(); });
        reminder.outcome = row.if_any([&] { return outcome_of(row.text()); });
        reminder.after = row.if_any([&] { return row.length(); });
        return reminder;
    }

    static std::set<sitting::Hold> holds_of(const std::string& words) {
        std::set<sitting::Hold> holds;
        for (const auto word : sitting::words::split(words))
            holds.insert(sitting::words::value_of(word, sitting::words::hold_names));
        return holds;
    }

    std::vector<Span> spans(const std::string& table, const std::string& where,
                            const std::string& utc_offset = "utc_offset") {
        std::vector<Span> result;
        select("SELECT begin, end, " + utc_offset + " FROM " + table + " WHERE " + where,
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

using sitting::End;

void add(whatif::Recorded& recorded, const history::Entry& entry) {
    using namespace history;
    std::visit(sitting::Overloaded{
                   [&](const BoutRow& bout) { recorded.bouts.push_back(bout); },
                   [&](const BreakRow& its) { recorded.breaks.push_back(its.span); },
                   [&](const AbsenceRow& absence) { recorded.absences.push_back(absence); },
                   [&](const PauseRow& its) { recorded.pauses.push_back(its.span); },
                   [&](const HoldRow& hold) { recorded.holds.push_back(hold); },
                   [&](const ReminderRow& reminder) {
                       recorded.reminders.push_back(
                           {reminder.shown, reminder.outcome, reminder.after.value_or(Length{})});
                   },
                   [](const UnknownRow&) {},
               },
               entry);
}

/// What is going on.
void add_present_to(whatif::Recorded& recorded, const Records& present, const sitting::Rules& rules,
                    Time from, Time to) {
    const auto is_in_time = [&](const Span& span) { return span.begin < to && span.end > from; };
    for (const auto& pause : present.pauses)
        if (is_in_time(pause)) recorded.pauses.push_back(pause);
    if (present.bouts.empty()) return;
    const auto& last = present.bouts.back();
    if (last.how || !is_in_time(last.span)) return;
    history::BoutRow open;
    open.span = last.span;
    open.absent = last.absent;
    open.limit = std::chrono::floor<Length>(rules.limit);
    open.break_length = std::chrono::floor<Length>(rules.break_length);
    recorded.bouts.push_back(open);
    recorded.last_is_open = true;
}

/// What a clock recorded that was ahead: until then nothing of the kind can have been seen. Such a row begins
/// when the clock was right and would cover all that came since.
void leave_out_the_future(Records& records, Time now) {
    for (auto* spans : {&records.breaks, &records.unknown, &records.pauses, &records.holds})
        std::erase_if(*spans, [now](const Span& span) { return span.end > now + std::chrono::days{1}; });
}

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

/// What `work` makes of the database, all of it as it was at one moment, though the daemon writes. None if
/// there is nothing in it.
template <typename Work>
auto read(const std::filesystem::path& file, Work work)
    -> std::optional<std::invoke_result_t<Work, SQLite::Database&>> {
    std::error_code error;
    if (!std::filesystem::exists(file, error) && !error) return std::nullopt;
    try {
        auto database = opened(file);
        const SQLite::Transaction transaction{database};
        if (!has_content(database)) return std::nullopt;
        return work(database);
    } catch (const SQLite::Exception& problem) {
        throw Unreadable{problem.what()};
    } catch (const std::invalid_argument& problem) {
        throw Unreadable{std::string{"it is damaged ("} + problem.what() + ")"};
    }
}

}  // namespace

std::optional<Records> read_history(const std::filesystem::path& file, Time from, Time to, bool with_breaks,
                                    const Moment& moment) {
    return read(file, [&](SQLite::Database& database) {
        auto records = Reading{database, from, to}.all(with_breaks);
        if (const auto kept = last_kept(database)) add_present(records, *kept, moment);
        leave_out_the_future(records, moment.now);
        records = of_one_person(std::move(records));
        if (!with_breaks) records.breaks.clear();
        return records;
    });
}

bool each_entry(const std::filesystem::path& file, Time from, Time to,
                const std::function<void(const history::Entry&)>& take) {
    const auto all = read(file, [&](SQLite::Database& database) {
        Reading{database, from, to}.each_entry(take);
        return true;
    });
    return all.has_value();
}

std::optional<whatif::Recorded> read_recorded(const std::filesystem::path& file, Time from, Time to,
                                              const Moment& moment, const sitting::Rules& rules) {
    return read(file, [&](SQLite::Database& database) {
        whatif::Recorded recorded;
        Reading{database, from, to}.each_entry([&](const auto& entry) { add(recorded, entry); });
        Records present;
        if (!recorded.bouts.empty()) present.bouts = {{recorded.bouts.back().span, {}, End::no_input, {}}};
        if (const auto kept = last_kept(database)) add_present(present, *kept, moment);
        add_present_to(recorded, present, rules, from, to);
        return whatif::of_one_person(std::move(recorded));
    });
}

}  // namespace sitbreak::report
