#pragma once
// The log, on standard error: for a terminal with time and colour, for the journal with its priorities and no
// time, for a file with date and time.

#include "config/settings.hpp"

namespace sitbreak {

/// Sets up spdlog's default logger. `journal_stream` is $JOURNAL_STREAM, which names the file that standard
/// error must be for the journal to be at its other end (sd-journal(3)); null if unset.
void start_log(const char* journal_stream);

void set_log_level(config::LogLevel level);

}  // namespace sitbreak
