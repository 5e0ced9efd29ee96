#pragma once
// Reads the file that history is kept in, while the daemon writes it or does not run; it never changes it.

#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include "history/entry.hpp"
#include "report/days.hpp"
#include "report/records.hpp"
#include "sitting/rules.hpp"
#include "whatif/recorded.hpp"

namespace sitbreak::report {

/// Why the file cannot be read: a sentence for a person, without a full stop.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// When and where a report is made.
struct Moment {
    Time now{};
    /// The present boot, as the kernel names it.
    std::string boot;
    Zone zone;
};

/// What of it lies between `from` and `to`, and what was going on when it was last written, as it was for one
/// person (of_one_person). None if nothing was ever kept. Breaks are not given where they are not drawn.
/// Throws Unreadable.
std::optional<Records> read_history(const std::filesystem::path& file, Time from, Time to, bool with_breaks,
                                    const Moment& moment);

/// Gives all that was written down between `from` and `to`, kind by kind, each in the order of its
/// beginnings. False if nothing was ever kept. Throws Unreadable.
bool each_entry(const std::filesystem::path& file, Time from, Time to,
                const std::function<void(const history::Entry&)>& take);

/// The same as read_history for what can be lived through again. A bout that is not over is taken to be
/// judged by `rules`. Throws Unreadable.
std::optional<whatif::Recorded> read_recorded(const std::filesystem::path& file, Time from, Time to,
                                              const Moment& moment, const sitting::Rules& rules);

/// Adds what was going on when `kept` was written: up to now if the daemon that wrote it still runs; else up
/// to then, and unknown time from then on.
void add_present(Records& records, const history::Kept& kept, const Moment& moment);

}  // namespace sitbreak::report
