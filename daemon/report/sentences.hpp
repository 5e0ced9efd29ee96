#pragma once
// What a report says to a person in words, and its numbers with their names, wherever it is shown.

#include <string>
#include <string_view>
#include <vector>

#include "report/report.hpp"

namespace sitbreak::report {

bool is_one_day(const Report& report);

/// The days: "Mon 23 Nov 2026 to Sun 29 Nov 2026".
std::string title(const Report& report);

/// How much sitting there was and what became of the reminders; or that nothing is kept.
std::string summary(const Report& report);

/// What became of the reminders; empty if there was nothing to remind of.
std::string reminders_sentence(const Metrics& total);

/// "09:39, followed after 1 min 40 s": when it came and what became of it, for one that counts.
std::string reminder_text(const Reminder& reminder, const Report& report);

struct Row {
    std::string label;
    std::string value;
    /// What it is, for those who do not know the name; empty where the name says it.
    std::string_view meaning;
    /// Whether it is a part of the one above that is none.
    bool is_part = false;
};

/// All numbers of the days together.
std::vector<Row> rows_of(const Report& report);

/// How the numbers are to be understood, a sentence each; about a history that there is.
std::vector<std::string> notes(const Report& report);

/// The day by the clock on the wall, where the person was then.
Day day_of(Time time, const Report& report);

/// Those that are not empty, with a space between each and the next.
std::string joined(const std::vector<std::string>& sentences);

}  // namespace sitbreak::report
