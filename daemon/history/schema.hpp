#pragma once
// What the file is like inside, and how it came to be so: each version of the schema is a step from the one
// before it, and PRAGMA user_version says how many were taken. A step that has landed is never changed.
//
// Times are milliseconds since 1970 UTC, lengths are milliseconds, utc_offset is in minutes east of UTC at
// the row's first time. Words are those of sitting/text.hpp.

#include <span>

namespace SQLite {
class Database;
}

namespace sitbreak::history {

/// "SitB": tells our files from other programs' databases.
inline constexpr int application_id = 0x53697442;

/// Each as SQL; the first makes version 1 out of an empty file.
std::span<const char* const> migrations();

/// Takes the steps that are missing, all or none of them. The file's version is at most their number. Throws
/// SQLite::Exception.
void migrate(SQLite::Database& database, std::span<const char* const> steps);

}  // namespace sitbreak::history
