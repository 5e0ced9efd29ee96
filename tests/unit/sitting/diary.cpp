#include "diary.hpp"

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "desk.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::sitting::test {

namespace {

using std::chrono::seconds;

seconds read_time(const std::string& text) {
    std::istringstream parts{text};
    seconds total{};
    std::string part;
    while (std::getline(parts, part, ':'))
        total = total * 60 + seconds{std::stol(part)};
    return total;
}

std::string clock_text(Duration duration) {
    const auto whole = std::chrono::round<seconds>(duration).count();
    const auto mm = std::to_string(whole / 60);
    const auto ss = std::to_string(whole % 60);
    return mm + ":" + (ss.size() < 2 ? "0" : "") + ss;
}

const std::map<Hold, std::string> hold_names{
    {Hold::call, "call"}, {Hold::do_not_disturb, "dnd"}, {Hold::full_screen, "full-screen"}};

std::string hold_words(const std::set<Hold>& holds) {
    std::string all;
    for (const auto hold : holds)
        all += (all.empty() ? "" : ", ") + hold_names.at(hold);
    return all;
}

std::string words(Instant start, const Action& action) {
    const auto when = [start](Instant instant) { return clock_text(instant - start); };
    const auto after = [](const std::optional<Duration>& delay) {
        return delay ? ", " + clock_text(*delay) + " after the reminder" : std::string{};
    };
    static const std::map<End, std::string> hows{
        {End::no_input, "no input"},       {End::passive_limit, "passive limit"},
        {End::locked, "locked"},           {End::session_away, "session away"},
        {End::asleep, "asleep"},           {End::reported_away, "reported away"},
        {End::standing, "standing"},       {End::left, "left"},
        {End::source_lost, "source lost"}, {End::not_running, "not running"}};
    static const std::map<Outcome, std::string> outcomes{
        {Outcome::followed, "followed"},   {Outcome::too_short, "too short"}, {Outcome::snoozed, "snoozed"},
        {Outcome::skipped, "skipped"},     {Outcome::closed, "closed"},       {Outcome::ignored, "ignored"},
        {Outcome::withdrawn, "withdrawn"}, {Outcome::not_shown, "not shown"}, {Outcome::unseen, "unseen"},
        {Outcome::unknown, "unknown"}};
    const auto span = [&](const auto& what) { return when(what.begin) + " to " + when(what.end); };
    return std::visit(
        Overloaded{
            [&](const Show& what) {
                return "show sat " + clock_text(what.sat) +
                       (what.missing ? ", missing " + clock_text(*what.missing) : "") +
                       (what.snoozes_left == 0 ? ", no snooze" : "");
            },
            [&](const Withdraw&) { return std::string{"withdraw"}; },
            [&](const SayBreakDone& what) { return "say break done " + clock_text(what.length); },
            [&](const SaySettingsBroken& what) { return "say broken " + what.why; },
            [&](const SaySettingsMended&) { return std::string{"say mended"}; },
            [&](const OpenCard&) { return std::string{"open card"}; },
            [&](const Refuse& what) { return "refuse: " + what.why; },
            [&](const BoutBegan& what) { return "bout began " + when(what.at); },
            [&](const BoutEnded& what) {
                return "bout ended " + when(what.begin) + " to " + when(what.end) + ", " + hows.at(what.how) +
                       (what.absent > Duration::zero() ? ", absent " + clock_text(what.absent) : "") +
                       after(what.after_reminder);
            },
            [&](const BreakOver& what) {
                return "break over " + when(what.begin) + " to " + when(what.end) +
                       after(what.after_reminder);
            },
            [&](const AbsenceOver& what) {
                return "absent " + span(what) + ", " + hows.at(what.how) +
                       (what.certain > Duration::zero() ? ", certain " + clock_text(what.certain) : "");
            },
            [&](const UnknownOver& what) { return "unknown " + span(what); },
            [&](const ReminderOver& what) {
                return "reminder of " + when(what.shown) + " " + outcomes.at(what.outcome) + " " +
                       when(what.at);
            },
            [&](const PauseOver& what) { return "paused " + span(what); },
            [&](const HoldOver& what) { return "held back " + span(what) + " by " + hold_words(what.by); },
            [&](const Checkpoint&) { return std::string{"checkpoint"}; },
        },
        action);
}

Hold read_hold(const std::string& word) {
    for (const auto& [hold, name] : hold_names)
        if (name == word) return hold;
    throw std::invalid_argument{"no such hold: " + word};
}

/// What can happen in a diary: first word(s), then words that it takes.
void happen(Desk& desk, Rules& rules, const std::string& event) {
    std::istringstream words_in{event};
    std::string what;
    std::string more;
    words_in >> what >> more;
    std::string rest;
    words_in >> rest;
    const auto length = [](const std::string& text) { return Duration{read_time(text)}; };
    const auto report = [&](Posture posture) {
        PostureReport told{posture, std::nullopt};
        if (more == "for") told.lasts = length(rest);
        desk.tell(told);
    };
    const std::map<std::string, std::function<void()>> events{
        {"types", [&] { desk.types(); }},
        {"stops", [&] { desk.stops(); }},
        {"nudges",
         [&] {
             desk.types();
             desk.stops();
         }},
        {"locks", [&] { desk.tell(Locked{true}); }},
        {"unlocks", [&] { desk.tell(Locked{false}); }},
        {"switches", [&] { desk.tell(SessionActive{more == "back"}); }},
        {"sleeps", [&] { desk.machine_sleeps(more != "unsaid"); }},
        {"wakes",
         [&] {
             desk.machine_wakes(more == "idle" ? Desk::FirstWord::at_once : Desk::FirstWord::with_input);
         }},
        {"video", [&] { desk.tell(Passive{more == "on"}); }},
        {"stands", [&] { report(Posture::standing); }},
        {"sits", [&] { report(Posture::sitting); }},
        {"away", [&] { report(Posture::away); }},
        {"leaves", [&] { desk.tell(Leaving{}); }},
        {"loses", [&] { desk.loses_source(); }},
        {"reopens", [&] { desk.reopens_source(); }},
        {"nosource", [&] { desk.has_no_source(); }},
        {"hold", [&] { desk.hold(read_hold(more), rest == "on"); }},
        {"mute", [&] { desk.holds_are_mute(); }},
        {"snoozes",
         [&] {
             SnoozeAsked asked;
             if (!more.empty()) asked.for_how_long = length(more);
             desk.tell(asked);
         }},
        {"skips", [&] { desk.tell(SkipAsked{}); }},
        {"pauses", [&] { desk.tell(PauseAsked{length(more)}); }},
        {"resumes", [&] { desk.tell(ResumeAsked{}); }},
        {"how", [&] { desk.tell(HowAsked{}); }},
        {"closes", [&] { desk.tell(NotificationClosed{}); }},
        {"notshown", [&] { desk.tell(NotShown{}); }},
        {"server", [&] { desk.tell(ServerAppeared{}); }},
        {"broken", [&] { desk.tell(SettingsBroken{more}); }},
        {"mended", [&] { desk.tell(SettingsMended{}); }},
        {"limit",
         [&] {
             rules.limit = length(more);
             desk.tell(RulesChanged{rules});
         }},
        {"breaks",
         [&] {
             rules.break_length = length(rest);
             desk.tell(RulesChanged{rules});
         }},
        {"clock", [&] { desk.steps_wall_clock(seconds{std::stol(more) * 3600}); }},
        {"stop", [&] { desk.daemon_stops(); }},
        {"kill", [&] { desk.daemon_is_killed(); }},
        {"start", [&] { desk.daemon_starts(); }},
        {"boot", [&] { desk.daemon_starts(Boot::another); }},
        {"nothing", [] {}},
    };
    const auto found = events.find(what);
    if (found == events.end()) throw std::invalid_argument{"a diary does not know: " + event};
    found->second();
}

bool is_for_history_alone(const Action& action) {
    return std::holds_alternative<AbsenceOver>(action) || std::holds_alternative<UnknownOver>(action) ||
           std::holds_alternative<ReminderOver>(action) || std::holds_alternative<PauseOver>(action) ||
           std::holds_alternative<HoldOver>(action);
}

using Lines = std::vector<std::string>;

std::string difference(const Lines& expected, const Lines& happened) {
    if (happened == expected) return {};
    std::string wrong = "expected:\n";
    for (const auto& each : expected)
        wrong += "  " + each + "\n";
    wrong += "but:\n";
    for (const auto& each : happened)
        wrong += "  " + each + "\n";
    return wrong;
}

std::string status_words(Desk& desk) {
    const Status status = desk.heart().status(desk.now());
    static const std::map<Where, std::string> wheres{
        {Where::seated, "seated"}, {Where::away, "away"}, {Where::standing, "standing"}};
    return wheres.at(status.where) + ", sat " + clock_text(status.sat);
}

std::string failures_once(std::string_view diary, const Rules& given) {
    Rules rules = given;
    Desk desk{rules};
    Lines expected;
    Lines expected_for_history;
    std::string wrong;
    std::istringstream lines{std::string{diary}};
    std::string line;
    seconds end{};
    while (std::getline(lines, line)) {
        std::istringstream line_in{line};
        std::string time;
        if (!(line_in >> time)) continue;
        std::string event;
        std::getline(line_in >> std::ws, event);
        const auto when = read_time(time);
        end = std::max(end, when);
        if (event.starts_with("> ")) {
            expected.push_back(clock_text(when) + " " + event.substr(2));
            continue;
        }
        if (event.starts_with("~ ")) {
            expected_for_history.push_back(clock_text(when) + " " + event.substr(2));
            continue;
        }
        desk.run_until(desk.start() + when);
        if (event.starts_with("= ")) {
            if (const auto is = status_words(desk); is != event.substr(2))
                wrong += clock_text(when) + " expected: " + event.substr(2) + ", but: " + is + "\n";
        } else {
            happen(desk, rules, event);
        }
    }
    desk.run_until(desk.start() + end);
    Lines happened;
    Lines happened_for_history;
    for (const auto& [at, action] : desk.done()) {
        if (std::holds_alternative<Checkpoint>(action)) continue;
        auto& told = is_for_history_alone(action) ? happened_for_history : happened;
        told.push_back(clock_text(at - desk.start()) + " " + words(desk.start(), action));
    }
    wrong += difference(expected, happened);
    if (!expected_for_history.empty()) wrong += difference(expected_for_history, happened_for_history);
    return wrong;
}

}  // namespace

std::string failures(std::string_view diary, const Rules& rules) {
    if (auto wrong = failures_once(diary, rules); !wrong.empty()) return wrong;
    // What is lost with a daemon that is killed hangs on the heartbeat.
    if (diary.find("kill") != std::string_view::npos) return {};
    Rules without_heartbeat = rules;
    without_heartbeat.checkpoint_every = std::chrono::weeks{4};
    const auto wrong = failures_once(diary, without_heartbeat);
    return wrong.empty() ? "" : "without a heartbeat, " + wrong;
}

}  // namespace sitbreak::sitting::test
