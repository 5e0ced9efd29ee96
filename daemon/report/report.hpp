#pragma once
// A report over some days, before it is put into words: what text, JSON and CSV are made of.

#include <optional>
#include <utility>
#include <vector>

#include "report/days.hpp"
#include "report/metrics.hpp"
#include "report/records.hpp"

namespace sitbreak::report {

struct DayReport {
    Day day{};
    Time begin{};
    Time end{};
    Metrics metrics;
};

/// What is in force as a report is made.
struct Setting {
    Time now{};
    Zone zone;
    /// Whether what happens is written down.
    bool is_enabled = true;
    Length break_length{};
};

struct Report {
    Setting setting;
    /// Whether anything was ever kept.
    bool has_history = false;
    Records records;
    std::vector<DayReport> days;
    Metrics total;
    /// The shortest and the longest that ended a bout; that of the setting if none ended.
    std::pair<Length, Length> break_lengths;

    /// The bout that is not known to have ended, if it is in these days.
    const Bout* open_bout() const;
};

/// Of the days from `first` to `last`, which is not before it. `records` reach two days farther at both ends,
/// as far as there are any; none: nothing was ever kept.
Report report_on(Day first, Day last, std::optional<Records> records, Setting setting);

}  // namespace sitbreak::report
