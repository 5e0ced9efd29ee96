// With the very rules that were in force, a replay gives the bouts and the reminders that were recorded, on
// random histories. Left out is what no record tells: what docs/whatif.md lists.

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "recording.hpp"

namespace sitbreak::whatif::testing {

namespace {

using namespace std::chrono_literals;
using sitting::Rules;
using sitting::test::Desk;

/// One random step: what kind, after how many seconds, and a number for whatever else it needs.
using Step = std::tuple<int, int, int>;

Rules some_rules(int number) {
    Rules rules;
    rules.limit = std::chrono::minutes{5 + number % 40};
    // A third of it is whole milliseconds, as all that is recorded.
    rules.break_length = std::chrono::seconds{9 + number % 90 * 3};
    rules.passive_limit = std::chrono::minutes{number % 5 * 30};
    rules.repeat_every = std::chrono::seconds{30 + number % 600};
    rules.snoozes_per_bout = number % 4;
    rules.wait_for_pause = std::chrono::seconds{number % 3 * 20};
    rules.hold_at_most = std::chrono::minutes{number % 4 * 10};
    if (number % 5 == 0) rules.schedule.windows = {{8h, 12h}, {13h, 18h}, {46h, 50h}};
    return rules;
}

bool is_open(const Desk& desk) {
    return desk.heart().memory(desk.now()).reminding.open.has_value();
}

/// Whoever wakes it looks at it for a while, of which the source says nothing, and then types.
void wake(Desk& desk, std::chrono::seconds looks_for) {
    desk.machine_wakes();
    desk.run_until(desk.now().at + looks_for);
    desk.types();
}

/// Left out is what no record tells: that it was lost while only what keeps the desktop awake told of
/// somebody.
void lose_source(Desk& desk) {
    if (!desk.typing() && !desk.heart().memory(desk.now()).presence.absence) return;
    desk.tell(sitting::Passive{false});
    desk.loses_source();
}

/// The daemon is stopped, or killed, and starts again some time later. Left out is what no record tells: that
/// it was not there in a bout to show a reminder, or when one that stands would be shown again.
void restart(Desk& desk, int number) {
    const auto off = std::chrono::seconds{1 + number % (number % 3 == 0 ? 20'000 : 400)};
    const auto& rules = desk.heart().rules();
    const auto memory = desk.heart().memory(desk.now());
    if (memory.reminding.open) return;
    const bool is_due =
        memory.bout && desk.now().at + off - memory.bout->begin - memory.bout->absent >= rules.limit;
    const auto boot = number % 5 == 0 ? sitting::Boot::another : sitting::Boot::same;
    const bool ends = boot == sitting::Boot::another || off > rules.break_length + 2 * rules.checkpoint_every;
    if (is_due && !ends) return;
    if (number % 2 == 0)
        desk.daemon_stops();
    else
        desk.daemon_is_killed();
    desk.run_until(desk.now().at + off);
    desk.daemon_starts(boot);
}

void take(Desk& desk, const Step& step) {
    const auto [kind, delay, number] = step;
    // A schedule opens up to a second late, by when the heart was called last: then only whole seconds.
    const bool is_exact = desk.heart().rules().schedule.windows.empty();
    desk.run_until(desk.now().at + std::chrono::seconds{delay} +
                   std::chrono::milliseconds{is_exact ? 1 + number % 999 : 1000});
    if (desk.machine_asleep()) return wake(desk, std::chrono::seconds{number % 20});
    const sitting::Duration length = std::chrono::seconds{1 + number % 4000};
    const bool on = number % 2 == 0;
    switch (kind) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
            return desk.types();
        case 5:
        case 6:
        case 7:
            return desk.stops();
        case 8:
            return desk.tell(sitting::Locked{on});
        case 9:
            return desk.tell(sitting::SessionActive{on});
        case 10:
            return desk.tell(sitting::PostureReport{sitting::Posture(number % 3),
                                                    on ? std::optional{length} : std::nullopt});
        case 11:
            return desk.tell(sitting::PostureReport{sitting::Posture::sitting, std::nullopt});
        case 12:
            desk.tell(sitting::Leaving{});
            return desk.stops();
        case 13:
            return desk.hold(sitting::Hold(number % 3), number % 5 == 0);
        case 14:
            if (is_open(desk)) desk.tell(sitting::SnoozeAsked{});
            return;
        case 15:
            if (is_open(desk)) desk.tell(sitting::SkipAsked{});
            return;
        case 16:
            return desk.tell(sitting::PauseAsked{length});
        case 17:
            return desk.tell(sitting::ResumeAsked{});
        case 18:
            return desk.tell(sitting::NotificationClosed{});
        case 19:
            return desk.machine_sleeps(number % 2 == 0);
        case 20:
            if (desk.source_alive()) desk.tell(sitting::Passive{on});
            return;
        case 21:
            return restart(desk, number);
        case 22:
            return desk.source_alive() ? lose_source(desk) : desk.reopens_source();
        case 23:
            if (is_open(desk)) desk.tell(sitting::NotShown{});
            return;
        case 24:
            return desk.tell(sitting::ServerAppeared{});
        default:
            return;
    }
}

rc::Gen<std::vector<Step>> some_history() {
    const auto delay = rc::gen::weightedOneOf<int>({{4, rc::gen::inRange(0, 10)},
                                                    {8, rc::gen::inRange(0, 400)},
                                                    {2, rc::gen::inRange(0, 3000)},
                                                    {1, rc::gen::inRange(0, 20'000)}});
    return rc::gen::resize(600, rc::gen::container<std::vector<Step>>(rc::gen::tuple(
                                    rc::gen::inRange(0, 25), delay, rc::gen::inRange(0, 10'000))));
}

/// An absence or a pause that goes on has no row yet.
void come_to_an_end(Desk& desk) {
    if (desk.machine_asleep()) wake(desk, 1s);
    const auto soon_tell = [&](auto what) {
        desk.run_until(desk.now().at + 1s);
        desk.tell(what);
    };
    soon_tell(sitting::ResumeAsked{});
    soon_tell(sitting::PostureReport{sitting::Posture::sitting, std::nullopt});
    soon_tell(sitting::Locked{false});
    soon_tell(sitting::Passive{false});
    if (!desk.source_alive()) desk.reopens_source();
    soon_tell(sitting::SessionActive{true});
    desk.run_until(desk.now().at + 1s);
    desk.types();
    desk.run_until(desk.now().at + 1s);
    desk.stops();
}

/// Where two lists part, in seconds since `start`.
std::string difference(const std::vector<Time>& was, const std::vector<Time>& is, Time start) {
    const auto [a, b] = std::ranges::mismatch(was, is);
    const auto text = [&](const auto& at, const auto& list) {
        return at == list.end() ? std::string{"nothing"}
                                : std::to_string(std::chrono::duration<double>{*at - start}.count());
    };
    return a == was.end() && b == is.end() ? "" : "was " + text(a, was) + ", is " + text(b, is);
}

/// The beginnings and ends of bouts, and the beginnings again as much later as they have absence inside.
std::vector<Time> times_of(const std::vector<Bout>& bouts) {
    std::vector<Time> times;
    for (const auto& bout : bouts)
        times.insert(times.end(), {bout.span.begin, bout.span.end, bout.span.begin + bout.absent});
    return times;
}

std::vector<Time> times_of(const std::vector<Shown>& reminders) {
    std::vector<Time> times;
    for (const auto& reminder : reminders)
        times.push_back(reminder.at);
    return times;
}

/// Whether somebody had left already when what they had said of their absence ended, so that another absence,
/// or the break after the bout, begins then: the record does not tell when that was noticed.
bool tells_too_little(const Recorded& recorded) {
    const auto ends_in_one = [&](const history::AbsenceRow& absence) {
        const auto end = absence.span.end;
        return std::ranges::find(recorded.absences, end, [](const auto& one) { return one.span.begin; }) !=
                   recorded.absences.end() ||
               std::ranges::find(recorded.bouts, end, [](const auto& one) { return one.span.end; }) !=
                   recorded.bouts.end();
    };
    return std::ranges::any_of(recorded.absences, ends_in_one);
}

}  // namespace

TEST_CASE("with the very rules in force a replay gives what was recorded") {
    std::size_t doubtful = 0;
    std::size_t bouts = 0;
    std::size_t reminders = 0;
    const bool same = rc::check("replayed as it was", [&] {
        const auto history = *some_history();
        const Rules rules = some_rules(*rc::gen::inRange(0, 10'000));
        Desk desk{rules};
        Recording recording{desk};
        const Time start = clocks(desk).time(desk.start());
        // The source has spoken.
        desk.types();
        for (const auto& step : history)
            take(desk, step);
        come_to_an_end(desk);
        desk.run_until(desk.now().at + 3h);
        const auto recorded = recording.recorded();
        if (tells_too_little(recorded)) {
            ++doubtful;
            return;
        }
        const auto replayed = replay(recorded, rules);
        RC_ASSERT(difference(times_of(recording.bouts()), times_of(replayed.bouts), start) == "");
        RC_ASSERT(difference(recording.shown(), times_of(replayed.reminders), start) == "");
        bouts += replayed.bouts.size();
        reminders += replayed.reminders.size();
    });
    CHECK(same);
    if (same) CHECK(bouts >= 500);
    if (same) CHECK(reminders >= 1000);
    CHECK(doubtful <= 50);
    MESSAGE("bouts: ", bouts, ", reminders: ", reminders, ", histories that tell too little: ", doubtful);
}

}  // namespace sitbreak::whatif::testing
