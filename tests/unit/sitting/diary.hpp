#pragma once
// Situations as diaries. Each line is a time and what happens, or what must be true:
//
//     0:00   types
//     10:00  locks
//     12:00  unlocks
//     12:00  = seated, sat 10:00
//     30:00  > show sat 30:00
//
// Times are [h:]mm:ss since the start. `>` lines are all that the heart asks for, in order and to the second;
// anything it does beyond them fails the diary. Heartbeats are left out. `=` asks for the status. `~` lines
// are what it tells for the history alone, compared in the same way in a diary that has one.
//
// A diary must hold without heartbeats too, unless the daemon is killed in it: what is due comes by the
// heart's own deadline, not because a heartbeat happened to call it.

#include <string>
#include <string_view>

#include "sitting/rules.hpp"

namespace sitbreak::sitting::test {

/// Runs the diary and returns what did not hold, one line each; empty when all held.
/// Throws std::invalid_argument for a line that it does not understand.
std::string failures(std::string_view diary, const Rules& rules = {});

}  // namespace sitbreak::sitting::test
