#pragma once
// The word for each value of an enumeration, as it stands in the log and in the history.

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"
#include "sitting/words.hpp"

namespace sitbreak::sitting::words {

template <typename Enum, std::size_t n>
using Names = std::array<std::pair<Enum, std::string_view>, n>;

inline constexpr Names<Hold, 3> hold_names{
    {{Hold::call, "call"}, {Hold::do_not_disturb, "do-not-disturb"}, {Hold::full_screen, "full-screen"}}};
inline constexpr Names<Posture, 3> posture_names{
    {{Posture::sitting, "sitting"}, {Posture::standing, "standing"}, {Posture::away, "away"}}};
inline constexpr Names<Boot, 2> boot_names{{{Boot::same, "same"}, {Boot::another, "another"}}};
inline constexpr Names<Outcome, 10> outcome_names{{{Outcome::followed, "followed"},
                                                   {Outcome::too_short, "too-short"},
                                                   {Outcome::snoozed, "snoozed"},
                                                   {Outcome::skipped, "skipped"},
                                                   {Outcome::closed, "closed"},
                                                   {Outcome::ignored, "ignored"},
                                                   {Outcome::withdrawn, "withdrawn"},
                                                   {Outcome::not_shown, "not-shown"},
                                                   {Outcome::unseen, "unseen"},
                                                   {Outcome::unknown, "unknown"}}};
inline constexpr Names<End, 10> end_names{{{End::no_input, "no-input"},
                                           {End::passive_limit, "passive-limit"},
                                           {End::locked, "locked"},
                                           {End::session_away, "session-away"},
                                           {End::asleep, "asleep"},
                                           {End::reported_away, "reported-away"},
                                           {End::standing, "standing"},
                                           {End::left, "left"},
                                           {End::source_lost, "source-lost"},
                                           {End::not_running, "not-running"}}};

inline constexpr Names<Refusal, 4> refusal_names{{{Refusal::bad_length, "bad-length"},
                                                  {Refusal::not_due, "not-due"},
                                                  {Refusal::no_snooze_left, "no-snooze-left"},
                                                  {Refusal::nobody_sitting, "nobody-sitting"}}};

template <typename Enum, std::size_t n>
std::string name_of(Enum value, const Names<Enum, n>& names) {
    for (const auto& [known, name] : names)
        if (known == value) return std::string{name};
    return "?";
}

/// Throws std::invalid_argument if the text is no such word.
template <typename Enum, std::size_t n>
Enum value_of(std::string_view text, const Names<Enum, n>& names) {
    for (const auto& [known, name] : names)
        if (name == text) return known;
    throw bad("unknown word: " + std::string{text});
}

}  // namespace sitbreak::sitting::words
