#pragma once
// The sections of the page, in their order. Each is left out where it has nothing to say.

#include "report/markup.hpp"
#include "report/report.hpp"

namespace sitbreak::report {

void add_numbers(Markup& page, const Report& report);
/// A line a day.
void add_timeline(Markup& page, const Report& report);
/// What takes its place where there are too many days.
void add_bars(Markup& page, const Report& report);
void add_heat_map(Markup& page, const Report& report);
void add_bouts(Markup& page, const Report& report);
void add_reminders(Markup& page, const Report& report);

}  // namespace sitbreak::report
