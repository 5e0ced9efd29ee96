#pragma once
// How the sitting of a report is spread: over the lengths of bouts, and over the hours of the week.

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "report/report.hpp"

namespace sitbreak::report {

/// The bouts from one length on, up to another.
struct LengthClass {
    Length from{};
    /// Not itself in it. None: all that are longer.
    std::optional<Length> to;
    /// Those that began in the days: together, all of Metrics::bouts.
    std::size_t bouts = 0;
    /// The parts of such bouts in the days: together, Metrics::sitting.
    Length sitting{};
};

/// Of five minutes up to an hour, then of half an hour up to two, then one; the shortest first.
std::vector<LengthClass> distribution_of(const Report& report);

/// An hour of a weekday, over all the days.
struct WeekHour {
    /// Together, Metrics::sitting.
    Length sitting{};
    /// How often it was recorded, at least in part: it ended after the history began, and began before the
    /// report was made.
    std::size_t times = 0;

    /// None if it never was.
    std::optional<Length> mean() const;
};

/// Of Monday to Sunday, each from 0 to 23 o'clock.
using HoursOfWeek = std::array<std::array<WeekHour, 24>, 7>;

HoursOfWeek hours_of_week(const Report& report);

}  // namespace sitbreak::report
