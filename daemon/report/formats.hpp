#pragma once
// A report as it is printed.

#include <string>

#include "report/report.hpp"
#include "report/screen.hpp"

namespace sitbreak::report {

/// For a person: sentences, a drawing, and a table. No line is wider than the screen, but for a single word.
std::string text(const Report& report, const Screen& screen);

/// One object on one line, as docs/report.schema.json says.
std::string json(const Report& report);

/// A line a bout that began in the days, and a line with the names of the columns first.
std::string csv(const Report& report);

/// For a browser: one page that needs nothing else, with what `text` says and drawings of it.
std::string html(const Report& report);

}  // namespace sitbreak::report
