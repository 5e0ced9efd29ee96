#pragma once
// The numbers of a report: those of a stretch of time, and how they come from what happened. docs/report.md
// says what each of them means.

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "report/formulas.hpp"
#include "report/records.hpp"

namespace sitbreak::report {

/// A bout that is as long or longer is prolonged.
inline constexpr Length prolonged = std::chrono::minutes{30};
/// The bands of bouts: shorter than this, from this to `prolonged`, and prolonged.
inline constexpr Length short_band = std::chrono::minutes{15};
/// A reminder is obeyed if a break begins within this time.
inline constexpr Length obeyed_within = std::chrono::minutes{5};
/// With fewer bouts, alpha says nothing.
inline constexpr std::size_t fewest_for_alpha = 30;

/// Whether it was shown to somebody who sat there, and it is known what became of it.
bool counts(const Reminder& reminder);
/// Of one that counts: how long after it was shown a break began, if that was `obeyed_within`, whatever was
/// pressed meanwhile. None if there was no such break. It was at once if the person had gone before it was
/// shown, which was recorded as followed, and sat nowhere else. The bouts come one after another.
std::optional<Length> obeyed_after(const Reminder& reminder, const std::vector<Bout>& bouts);

/// What lies in a stretch of time.
struct Sample {
    /// Sitting in bouts of each band, by the length of the whole bout: the parts of them in the stretch.
    std::array<Length, 3> bands{};
    /// Whole lengths of the bouts that began in it, but of those without any sitting.
    Lengths bouts;
    /// How many of those were followed by a break that was observed.
    std::size_t breaks = 0;
    /// Reminders shown to somebody who sat there, of which it is known what became.
    std::size_t reminders = 0;
    /// Shown as well, but to nobody, or it is not known or still open what became of them.
    std::size_t reminders_apart = 0;
    /// Of those that were obeyed: how long until the break began.
    Lengths obeyed;
    /// Parts in the stretch.
    Length unknown{};
    Length paused{};
    Length held{};

    Sample& operator+=(const Sample& other);
    friend bool operator==(const Sample&, const Sample&) = default;
};

/// Those of the stretches between two boundaries and the next, which ascend; there are at least two. A bout
/// counts where it began, and its sitting where it was.
std::vector<Sample> samples_of(const Records& records, const std::vector<Time>& boundaries);

struct Metrics {
    Length sitting{};
    std::array<Length, 3> bands{};
    std::size_t bouts = 0;
    std::size_t prolonged_bouts = 0;
    std::size_t breaks = 0;
    /// None without sitting.
    std::optional<double> breaks_per_hour;
    /// Of the sitting that was in prolonged bouts: from 0 to 1. None without sitting.
    std::optional<double> prolonged_share;
    std::optional<Length> longest;
    std::optional<Length> mean;
    std::optional<Length> median;
    std::optional<Length> usual;
    /// None with less than `fewest_for_alpha` bouts.
    std::optional<double> alpha;
    std::optional<double> gini;
    std::size_t reminders = 0;
    std::size_t reminders_apart = 0;
    std::size_t obeyed = 0;
    std::optional<Length> median_delay;
    Length unknown{};
    Length paused{};
    Length held{};
    friend bool operator==(const Metrics&, const Metrics&) = default;
};

Metrics metrics_of(Sample sample);

}  // namespace sitbreak::report
