#include "sitting/text.hpp"

#include <map>
#include <utility>

#include "sitting/names.hpp"
#include "sitting/overloaded.hpp"
#include "sitting/words.hpp"

namespace sitbreak::sitting {

using namespace words;

namespace {

using std::chrono::seconds;
using words::write;

std::string write(const std::set<Hold>& holds) {
    std::string text;
    for (const Hold hold : holds)
        text += name_of(hold, hold_names) + ",";
    return text;
}

std::string onoff(bool on) {
    return on ? " on" : " off";
}

std::string write(const Rules& rules) {
    std::string text =
        " limit=" + write(rules.limit) + " break_length=" + write(rules.break_length) +
        " passive_limit=" + write(rules.passive_limit) + " repeat_every=" + write(rules.repeat_every) +
        " snooze=" + write(rules.snooze) + " snoozes_per_bout=" + std::to_string(rules.snoozes_per_bout) +
        " wait_for_pause=" + write(rules.wait_for_pause) + " hold_at_most=" + write(rules.hold_at_most) +
        " checkpoint_every=" + write(rules.checkpoint_every) +
        " say_when_done=" + (rules.say_when_done ? "1" : "0");
    if (rules.show_for) text += " show_for=" + write(*rules.show_for);
    text += " hold_for=" + write(rules.hold_for);
    text += " schedule=";
    for (const auto& window : rules.schedule.windows)
        text += std::to_string(window.begin.count()) + "-" + std::to_string(window.end.count()) + ",";
    return text;
}

Rules read_rules(const Words& words) {
    Rules rules;
    rules.limit = read_duration(words("limit"));
    rules.break_length = read_duration(words("break_length"));
    rules.passive_limit = read_duration(words("passive_limit"));
    rules.repeat_every = read_duration(words("repeat_every"));
    rules.snooze = read_duration(words("snooze"));
    rules.snoozes_per_bout = read_number<int>(words("snoozes_per_bout"));
    rules.wait_for_pause = read_duration(words("wait_for_pause"));
    rules.hold_at_most = read_duration(words("hold_at_most"));
    rules.checkpoint_every = read_duration(words("checkpoint_every"));
    rules.say_when_done = words("say_when_done") == "1";
    if (words.has("show_for")) rules.show_for = read_duration(words("show_for"));
    rules.hold_for.clear();
    for (const auto hold : split(words("hold_for")))
        rules.hold_for.insert(value_of(hold, hold_names));
    for (const auto window : split(words("schedule"))) {
        const auto dash = window.find('-');
        if (dash == std::string_view::npos) throw bad("not a window: " + std::string{window});
        rules.schedule.windows.push_back({std::chrono::minutes{read_number<int>(window.substr(0, dash))},
                                          std::chrono::minutes{read_number<int>(window.substr(dash + 1))}});
    }
    return rules;
}

std::string write_what(const Observation& observation) {
    return std::visit(
        Overloaded{
            [](const TimePassed&) { return std::string{"time-passed"}; },
            [](const InputIdle&) { return std::string{"input-idle"}; },
            [](const InputResumed&) { return std::string{"input-resumed"}; },
            [](const SourceLost&) { return std::string{"source-lost"}; },
            [](const NoSource&) { return std::string{"no-source"}; },
            [](const Passive& what) { return "passive" + onoff(what.on); },
            [](const Locked& what) { return "locked" + onoff(what.on); },
            [](const SessionActive& what) { return "session-active" + onoff(what.on); },
            [](const Asleep& what) { return "asleep" + onoff(what.on); },
            [](const Leaving&) { return std::string{"leaving"}; },
            [](const PostureReport& what) {
                return "report " + name_of(what.posture, posture_names) +
                       (what.lasts ? " lasts=" + write(*what.lasts) : "");
            },
            [](const Held& what) { return "held " + name_of(what.by, hold_names) + onoff(what.on); },
            [](const SnoozeAsked& what) {
                return "snooze" +
                       (what.for_how_long ? " length=" + write(*what.for_how_long) : std::string{});
            },
            [](const SkipAsked&) { return std::string{"skip"}; },
            [](const PauseAsked& what) { return "pause length=" + write(what.for_how_long); },
            [](const ResumeAsked&) { return std::string{"resume"}; },
            [](const HoldsLooked&) { return std::string{"holds-looked"}; },
            [](const HowAsked&) { return std::string{"how"}; },
            [](const RulesChanged& what) { return "rules" + write(what.rules); },
            [](const SettingsBroken& what) { return "settings-broken why=" + write(what.why); },
            [](const SettingsMended&) { return std::string{"settings-mended"}; },
            [](const NotificationClosed&) { return std::string{"notification-closed"}; },
            [](const NotShown&) { return std::string{"not-shown"}; },
            [](const ServerAppeared&) { return std::string{"server-appeared"}; },
        },
        observation.what);
}

bool read_on(std::string_view word) {
    if (word == "on") return true;
    if (word == "off") return false;
    throw bad("neither on nor off: " + std::string{word});
}

decltype(Observation::what) read_what(const Words& words) {
    using What = decltype(Observation::what);
    using Reader = What (*)(const Words&);
    static const std::map<std::string_view, Reader> readers{
        {"time-passed", [](const Words&) -> What { return TimePassed{}; }},
        {"input-idle", [](const Words&) -> What { return InputIdle{}; }},
        {"input-resumed", [](const Words&) -> What { return InputResumed{}; }},
        {"source-lost", [](const Words&) -> What { return SourceLost{}; }},
        {"no-source", [](const Words&) -> What { return NoSource{}; }},
        {"passive", [](const Words& w) -> What { return Passive{read_on(w.bare(1))}; }},
        {"locked", [](const Words& w) -> What { return Locked{read_on(w.bare(1))}; }},
        {"session-active", [](const Words& w) -> What { return SessionActive{read_on(w.bare(1))}; }},
        {"asleep", [](const Words& w) -> What { return Asleep{read_on(w.bare(1))}; }},
        {"leaving", [](const Words&) -> What { return Leaving{}; }},
        {"report",
         [](const Words& w) -> What {
             PostureReport report{value_of(w.bare(1), posture_names), std::nullopt};
             if (w.has("lasts")) report.lasts = read_duration(w("lasts"));
             return report;
         }},
        {"held",
         [](const Words& w) -> What { return Held{value_of(w.bare(1), hold_names), read_on(w.bare(2))}; }},
        {"snooze",
         [](const Words& w) -> What {
             SnoozeAsked asked;
             if (w.has("length")) asked.for_how_long = read_duration(w("length"));
             return asked;
         }},
        {"skip", [](const Words&) -> What { return SkipAsked{}; }},
        {"pause", [](const Words& w) -> What { return PauseAsked{read_duration(w("length"))}; }},
        {"resume", [](const Words&) -> What { return ResumeAsked{}; }},
        {"holds-looked", [](const Words&) -> What { return HoldsLooked{}; }},
        {"how", [](const Words&) -> What { return HowAsked{}; }},
        {"rules", [](const Words& w) -> What { return RulesChanged{read_rules(w)}; }},
        {"settings-broken", [](const Words& w) -> What { return SettingsBroken{std::string{w("why")}}; }},
        {"settings-mended", [](const Words&) -> What { return SettingsMended{}; }},
        {"notification-closed", [](const Words&) -> What { return NotificationClosed{}; }},
        {"not-shown", [](const Words&) -> What { return NotShown{}; }},
        {"server-appeared", [](const Words&) -> What { return ServerAppeared{}; }},
    };
    const auto reader = readers.find(words.bare(0));
    if (reader == readers.end()) throw bad("unknown observation: " + std::string{words.bare(0)});
    return reader->second(words);
}

template <typename Span>
std::string write_span(const Span& span) {
    return " begin=" + write(span.begin) + " end=" + write(span.end);
}

std::string write_after(const std::optional<Duration>& after_reminder) {
    return after_reminder ? " after_reminder=" + write(*after_reminder) : "";
}

}  // namespace

std::string word_for(End how) {
    return name_of(how, end_names);
}

std::string word_for(Hold hold) {
    return name_of(hold, hold_names);
}

std::string word_for(Posture posture) {
    return name_of(posture, posture_names);
}

std::string word_for(Outcome outcome) {
    return name_of(outcome, outcome_names);
}

std::string to_text(const Now& now, const Observation& observation) {
    return "now=" + write(now.at) + " wall=" + std::to_string(now.wall.time_since_epoch().count()) +
           " at=" + write(observation.at) + " " + write_what(observation);
}

Call parse_call(std::string_view text) {
    const Words words{text};
    Call call;
    call.now.at = Instant{read_duration(words("now"))};
    call.now.wall = WallTime{seconds{read_number<std::int64_t>(words("wall"))}};
    call.observation.at = Instant{read_duration(words("at"))};
    call.observation.what = read_what(words);
    return call;
}

std::string to_text(const Action& action) {
    return std::visit(
        Overloaded{
            [](const Show& what) {
                return "show sat=" + write(what.sat) +
                       (what.missing ? " missing=" + write(*what.missing) : std::string{}) +
                       " snoozes_left=" + std::to_string(what.snoozes_left);
            },
            [](const Withdraw&) { return std::string{"withdraw"}; },
            [](const SayBreakDone& what) { return "say-break-done length=" + write(what.length); },
            [](const SaySettingsBroken& what) { return "say-settings-broken why=" + write(what.why); },
            [](const SaySettingsMended&) { return std::string{"say-settings-mended"}; },
            [](const OpenCard&) { return std::string{"open-card"}; },
            [](const Refuse& what) {
                return "refuse " + name_of(what.kind, refusal_names) + " why=" + write(what.why);
            },
            [](const BoutBegan& what) { return "bout-began at=" + write(what.at); },
            [](const BoutEnded& what) {
                return "bout-ended begin=" + write(what.begin) + " end=" + write(what.end) +
                       " absent=" + write(what.absent) + " how=" + name_of(what.how, end_names) +
                       write_after(what.after_reminder);
            },
            [](const BreakOver& what) {
                return "break-over begin=" + write(what.begin) + " end=" + write(what.end) +
                       write_after(what.after_reminder);
            },
            [](const AbsenceOver& what) {
                return "absence-over" + write_span(what) + " certain=" + write(what.certain) +
                       " how=" + name_of(what.how, end_names);
            },
            [](const UnknownOver& what) { return "unknown-over" + write_span(what); },
            [](const ReminderOver& what) {
                return "reminder-over shown=" + write(what.shown) + " at=" + write(what.at) +
                       " outcome=" + name_of(what.outcome, outcome_names);
            },
            [](const PauseOver& what) { return "pause-over" + write_span(what); },
            [](const HoldOver& what) { return "hold-over by=" + write(what.by) + write_span(what); },
            [](const Checkpoint&) { return std::string{"checkpoint"}; },
        },
        action);
}

}  // namespace sitbreak::sitting
