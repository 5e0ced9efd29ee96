#pragma once
// The file that history is kept in. One thread at a time uses a store; other processes may read the file at
// any time, and may write it.

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "history/entry.hpp"
#include "history/file.hpp"

namespace SQLite {
class Database;
}

namespace sitbreak::history {

/// The file is damaged, or is no database.
struct Damaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The file is in good order, but not one that this version may touch: that of a newer one, or of another
/// program.
struct Foreign : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What belongs together: all of it is written, or nothing.
struct Batch {
    Rows rows;
    /// Replaces what was to be remembered before.
    std::optional<Kept> memory;
};

/// What came of adding entries: how many of them were, and the places, among them all, of those that were
/// not.
struct Added {
    std::size_t added = 0;
    std::size_t already_there = 0;
    /// Bouts of which a part is in another bout that is kept, or goes on.
    std::vector<std::size_t> overlapping;
    /// What happened in one of those.
    std::size_t in_overlapping = 0;
    friend bool operator==(const Added&, const Added&) = default;
};

class Store {
 public:
    /// Opens the file, which is made if there is none, with its directory. Each call may wait for `patience`
    /// while another process writes. Throws, as every function here does, Damaged, Foreign, or another
    /// std::runtime_error with the reason, after which it may go better later.
    Store(const std::filesystem::path& file, std::chrono::milliseconds patience);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// What was to be remembered; none if nothing was. Throws std::invalid_argument if it makes no sense.
    std::optional<Kept> memory();

    /// The id of the movement that the last reminder suggested; empty if none is kept.
    std::string movement_shown_last();

    void write(const Batch& batch);

    /// Adds what was kept elsewhere, all of it or nothing, but for what is there already and for bouts that
    /// would overlap. What became of a reminder that was open there is unknown.
    Added add(const std::vector<Entry>& entries);

    /// Whether something had ended, or was shown, before then.
    bool has_before(Time time);

    /// Whether the bouts bear out a clock that says `now`: none of them is followed by more than
    /// `longest_gap` without another, up to now; or one is, but at least `long_enough` has passed since the
    /// first after it. Those after `now` do not tell.
    bool bears_out(Time now);
    static constexpr std::chrono::days longest_gap{31};
    static constexpr std::chrono::days long_enough{7};

    /// What had ended, or was shown, before then, and every trace of it in the file.
    void delete_before(Time time);

    /// All that is kept, what is to be remembered too, and every trace of it in the file.
    void delete_all();

    /// Whether the file is still the one that is found under its name.
    bool is_in_place() const;

    /// Gives memory back that is kept for speed.
    void rest();

 private:
    void refuse_foreign();
    bool insert(const Row& row);
    bool insert(const ReminderRow& reminder);
    std::optional<Span> open_bout();
    bool overlaps(const Span& span, const std::optional<Span>& open);

    std::filesystem::path file_;
    std::optional<FileId> id_;
    std::unique_ptr<SQLite::Database> database_;
};

}  // namespace sitbreak::history
