#pragma once
// What goes into the heart and what comes out of it as lines of text, for the log at `debug`; a log can be
// replayed through the heart with them (tests/tools/replay.cpp).
//
//   heart< now=5025.25 wall=1763821925 at=4965.25 input-idle
//   heart> show sat=1830 snoozes_left=2
//   heart= boot=same at=5025250000000 bout_begin=...

#include <string>
#include <string_view>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::sitting {

inline constexpr std::string_view observation_mark = "heart< ";
inline constexpr std::string_view action_mark = "heart> ";
inline constexpr std::string_view memory_mark = "heart= ";

/// One call of Heart::handle, without the mark: what the clocks said, then the observation. Times are in
/// seconds, exact to the nanosecond.
std::string to_text(const Now& now, const Observation& observation);
std::string to_text(const Action& action);

/// "no-input", "locked", …; "call", …; "sitting", …; "followed", ….
std::string word_for(End how);
std::string word_for(Hold hold);
std::string word_for(Posture posture);
std::string word_for(Outcome outcome);

/// What must survive, as name=number; instants and durations in nanoseconds.
std::string to_text(const Memory& memory);

/// The reverse. Throws std::invalid_argument with the reason.
Memory parse_memory(std::string_view text);

/// What the heart began with, without the mark: the same, with boot=same or boot=another before it.
std::string to_text(const Remembered& remembered);

/// The reverse. Throws std::invalid_argument with the reason.
Remembered parse_remembered(std::string_view text);

struct Call {
    Now now;
    Observation observation;
};

/// The reverse of to_text(now, observation). Throws std::invalid_argument with the reason.
Call parse_call(std::string_view text);

}  // namespace sitbreak::sitting
