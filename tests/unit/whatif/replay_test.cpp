// What other settings would have done with days that are known: docs/whatif.md.

#include "whatif/replay.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "recording.hpp"
#include "whatif/summary.hpp"

namespace sitbreak::whatif::testing {

namespace {

using namespace std::chrono_literals;
using history::AbsenceRow;
using history::BoutRow;
using history::HoldRow;
using sitting::End;
using sitting::Outcome;

constexpr Time day{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

Span span(Length begin, Length end) {
    return {day + begin, day + end, utc_offset};
}

BoutRow bout(Length begin, Length end, End how = End::no_input) {
    return {span(begin, end), 0ms, how, 30min, 3min};
}

sitting::Rules rules(Length limit, Length break_length) {
    sitting::Rules rules;
    rules.limit = limit;
    rules.break_length = break_length;
    return rules;
}

/// When, since midnight.
std::vector<Length> shown(const Replayed& replayed) {
    std::vector<Length> times;
    for (const auto& reminder : replayed.reminders)
        if (reminder.is_seen) times.push_back(reminder.at - day);
    return times;
}

std::vector<Span> bouts(const Replayed& replayed) {
    std::vector<Span> spans;
    for (const auto& one : replayed.bouts)
        spans.push_back(one.span);
    return spans;
}

std::vector<Span> bouts_of(const Recorded& recorded) {
    std::vector<Span> spans;
    for (const auto& one : recorded.bouts)
        spans.push_back(one.span);
    return spans;
}

}  // namespace

TEST_CASE("a shorter limit reminds earlier, and of more bouts") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 28min), bout(10h, 10h + 33min)};
    recorded.breaks = {span(9h + 28min, 10h)};
    recorded.reminders = {{day + 10h + 30min + 30s, Outcome::followed, 150s}};
    CHECK(shown(replay(recorded, rules(30min, 3min))) == std::vector<Length>{10h + 30min + 30s});
    CHECK(shown(replay(recorded, rules(25min, 3min))) ==
          std::vector<Length>{9h + 25min + 30s, 10h + 25min + 30s, 10h + 30min + 30s});
    CHECK(shown(replay(recorded, rules(60min, 3min))).empty());
}

TEST_CASE("a longer break makes one bout of two, and a reading pause counts as sitting") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 20min), bout(9h + 24min, 9h + 40min)};
    recorded.breaks = {span(9h + 20min, 9h + 24min)};
    const auto replayed = replay(recorded, rules(30min, 5min));
    CHECK(replayed.bouts == std::vector<Bout>{{span(9h, 9h + 40min), 0ms}});
    CHECK(shown(replayed) == std::vector<Length>{9h + 30min + 30s, 9h + 35min + 30s});
}

TEST_CASE("a break that began with a lock is no sitting, though it would be too short") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 20min, End::locked), bout(9h + 24min, 9h + 40min)};
    recorded.breaks = {span(9h + 20min, 9h + 24min)};
    const auto replayed = replay(recorded, rules(30min, 5min));
    CHECK(replayed.bouts == std::vector<Bout>{{span(9h, 9h + 40min), 4min}});
    CHECK(shown(replayed) == std::vector<Length>{9h + 34min + 30s, 9h + 39min + 30s});
}

TEST_CASE("a shorter break makes two bouts of one") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 40min)};
    recorded.absences = {AbsenceRow{span(9h + 10min, 9h + 12min), 0ms, End::no_input}};
    const auto replayed = replay(recorded, rules(30min, 1min));
    CHECK(bouts(replayed) == std::vector<Span>{span(9h, 9h + 10min), span(9h + 12min, 9h + 40min)});
    CHECK(shown(replayed).empty());
}

TEST_CASE("unknown time ends a bout, however long a break has to be") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 20min, End::not_running), bout(9h + 21min, 9h + 40min)};
    const auto replayed = replay(recorded, rules(30min, 5min));
    CHECK(bouts(replayed) == std::vector<Span>{span(9h, 9h + 20min), span(9h + 21min, 9h + 40min)});
}

TEST_CASE("a snooze lasts until the next reminder that was recorded") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 10h)};
    recorded.reminders = {{day + 9h + 30min + 30s, Outcome::snoozed, 30s},
                          {day + 9h + 51min, Outcome::ignored, 5min},
                          {day + 9h + 56min, Outcome::followed, 4min}};
    CHECK(shown(replay(recorded, rules(30min, 3min))) ==
          std::vector<Length>{9h + 30min + 30s, 9h + 51min, 9h + 56min});
}

TEST_CASE("a natural pause is known where a reminder was shown in it") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 31min)};
    recorded.reminders = {{day + 9h + 30min + 7s, Outcome::followed, 53s}};
    CHECK(shown(replay(recorded, rules(30min, 3min))) == std::vector<Length>{9h + 30min + 7s});
    CHECK(shown(replay(recorded, rules(29min, 3min))) == std::vector<Length>{9h + 29min + 30s});
}

TEST_CASE("what was paused and held back stays so") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 59min)};
    recorded.pauses = {span(9h + 20min, 9h + 45min)};
    recorded.holds = {{span(9h + 45min, 9h + 50min), {sitting::Hold::call}}};
    CHECK(shown(replay(recorded, rules(25min, 3min))) == std::vector<Length>{9h + 50min, 9h + 55min});
}

TEST_CASE("what held a reminder back in the very instant in which the person left holds it back again") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 35min + 30s, End::session_away)};
    recorded.reminders = {{day + 9h + 30min + 30s, Outcome::ignored, 5min}};
    recorded.holds = {{span(9h + 35min + 30s, 9h + 35min + 30s), {sitting::Hold::call}}};
    CHECK(shown(replay(recorded, rules(30min, 3min))) == std::vector<Length>{9h + 30min + 30s});
}

TEST_CASE("a bout that is not over counts as far as it is known") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 28min)};
    recorded.last_is_open = true;
    const auto replayed = replay(recorded, rules(25min, 3min));
    CHECK(bouts(replayed) == std::vector<Span>{span(9h, 9h + 28min)});
    CHECK(shown(replayed) == std::vector<Length>{9h + 25min + 30s});
}

TEST_CASE("what two machines recorded at once is replayed as what one person did") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 10h), bout(9h + 30min, 10h + 30min, End::locked), bout(11h, 11h + 20min)};
    recorded.breaks = {span(10h, 11h), span(10h + 30min, 11h)};
    recorded.absences = {AbsenceRow{span(9h + 10min, 9h + 12min), 2min, End::locked},
                         AbsenceRow{span(9h + 28min, 9h + 30min + 30s), 2min, End::locked},
                         AbsenceRow{span(9h + 50min, 9h + 51min), 0ms, End::no_input}};
    recorded.bouts[0].absent = 4min;
    recorded.holds = {{span(9h + 45min, 9h + 50min), {sitting::Hold::call}},
                      {span(9h + 48min, 9h + 55min), {sitting::Hold::full_screen}}};
    recorded.reminders = {{day + 9h + 40min, Outcome::ignored, 1min},
                          {day + 9h + 40min + 1s, Outcome::ignored, 1min}};
    const auto person = of_one_person(recorded);
    REQUIRE(person.bouts.size() == 2);
    CHECK(person.bouts[0].span == span(9h, 10h + 30min));
    CHECK(person.bouts[0].how == End::locked);
    CHECK(person.bouts[0].absent == 2min);
    CHECK(person.breaks == std::vector<Span>{span(10h + 30min, 11h)});
    CHECK(person.absences == std::vector<AbsenceRow>{{span(9h + 10min, 9h + 12min), 2min, End::locked},
                                                     {span(9h + 28min, 9h + 30min), 96s, End::locked}});
    CHECK(person.holds == std::vector<HoldRow>{{span(9h + 45min, 9h + 55min),
                                                {sitting::Hold::call, sitting::Hold::full_screen}}});
    CHECK(person.reminders == recorded.reminders);
    CHECK(of_one_person(person) == person);
    CHECK(bouts(replay(person, rules(30min, 3min))) ==
          std::vector<Span>{span(9h, 10h + 30min), span(11h, 11h + 20min)});
}

TEST_CASE("who left one desk and came to another within less than a break had none") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 9h + 20min), bout(9h + 20min + 10s, 9h + 40min)};
    recorded.breaks = {span(9h + 20min, 10h), span(9h + 40min, 10h)};
    auto person = of_one_person(recorded);
    CHECK(bouts_of(person) == std::vector<Span>{span(9h, 9h + 40min)});
    CHECK(person.absences ==
          std::vector<AbsenceRow>{{span(9h + 20min, 9h + 20min + 10s), 0ms, End::no_input}});
    CHECK(of_one_person(person) == person);
    CHECK(bouts(replay(person, rules(30min, 3min))) == bouts_of(person));
    recorded.bouts[0].how = End::locked;
    person = of_one_person(recorded);
    CHECK(person.bouts[0].absent == 10s);
    CHECK(summary_of(person).sitting == 40min - 10s);
    CHECK(summary_of(replay(person, rules(30min, 3min)), 30min).sitting == 40min - 10s);
}

TEST_CASE("a bout that goes on goes on where it comes last, or is part of the one that does") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 10h), bout(11h, 12h), bout(10h + 30min, 11h + 30min)};
    recorded.last_is_open = true;
    auto person = of_one_person(recorded);
    CHECK(person.last_is_open);
    CHECK(bouts_of(person) == std::vector<Span>{span(9h, 10h), span(10h + 30min, 12h)});
    recorded.bouts = {bout(11h, 12h), bout(9h, 10h)};
    person = of_one_person(recorded);
    CHECK(!person.last_is_open);
    CHECK(bouts_of(person) == std::vector<Span>{span(9h, 10h), span(11h, 12h)});
}

TEST_CASE("records that overlap all the same are replayed without an end, and in their order") {
    Recorded recorded;
    recorded.bouts = {bout(9h, 10h), bout(9h + 30min, 10h + 30min)};
    recorded.absences = {AbsenceRow{span(9h + 50min, 10h + 10min), 0ms, End::no_input}};
    const auto replayed = replay(recorded, rules(50min, 3min));
    CHECK(bouts(replayed).size() == 3);
    CHECK(std::ranges::is_sorted(bouts(replayed), {}, &Span::begin));
    CHECK(shown(replayed).size() == 2);
    CHECK(std::ranges::is_sorted(shown(replayed)));
}

TEST_CASE("the bouts that began in some time, and what happened with them") {
    Recorded recorded;
    recorded.bouts = {bout(8h, 9h), bout(9h + 10min, 10h), bout(11h, 12h), bout(13h, 14h)};
    recorded.last_is_open = true;
    recorded.breaks = {span(9h, 9h + 10min), span(10h, 11h), span(12h, 13h)};
    recorded.reminders = {{day + 8h + 30min, Outcome::ignored, 1min},
                          {day + 9h + 40min, Outcome::unseen, 0min},
                          {day + 11h + 30min, Outcome::followed, 30min},
                          {day + 13h + 30min, {}, {}}};
    const auto some = within(recorded, day + 9h, day + 12h);
    Recorded expected;
    expected.bouts = {recorded.bouts[1], recorded.bouts[2]};
    expected.breaks = recorded.breaks;
    expected.reminders = {recorded.reminders[1], recorded.reminders[2]};
    CHECK(some == expected);
    CHECK(within(recorded, day + 15h, day + 16h) == Recorded{});
    const auto summary = summary_of(some);
    CHECK(summary.bouts == 2);
    CHECK(summary.over_limit == 2);
    CHECK(summary.longest == 60min);
    CHECK(summary.sitting == 110min);
    CHECK(summary.reminders == std::vector<Time>{day + 11h + 30min});
}

TEST_CASE("a bout without any sitting is not counted") {
    Recorded recorded;
    recorded.bouts = {bout(8h, 9h), bout(10h, 10h + 2min), bout(11h, 11h)};
    recorded.bouts[1].absent = 2min;
    CHECK(summary_of(recorded).bouts == 1);
    CHECK(summary_of(Replayed{{{span(8h, 9h), 0min}, {span(10h, 10h + 2min), 2min}}, {}}, 30min).bouts == 1);
}

}  // namespace sitbreak::whatif::testing
