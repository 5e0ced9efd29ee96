#include "history/schema.hpp"

#include <array>
#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace sitbreak::history {

namespace {

/// What is there twice, for a write was not known to have succeeded, is kept once: hence UNIQUE.
constexpr const char* version_1 = R"(
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
)";

constexpr std::array all{version_1};

}  // namespace

std::span<const char* const> migrations() {
    return all;
}

void migrate(SQLite::Database& database, std::span<const char* const> steps) {
    const auto version = [&database] {
        return static_cast<std::size_t>(database.execAndGet("PRAGMA user_version").getInt());
    };
    if (version() >= steps.size()) return;
    SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
    // Whoever else has the file open may just have taken them.
    for (auto taken = version(); taken < steps.size(); ++taken)
        database.exec(steps[taken]);
    database.exec("PRAGMA application_id = " + std::to_string(application_id));
    database.exec("PRAGMA user_version = " + std::to_string(steps.size()));
    transaction.commit();
}

}  // namespace sitbreak::history
