#include "narrator.hpp"

#include <chrono>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

#include "reminder/message.hpp"
#include "sitting/overloaded.hpp"
#include "sitting/text.hpp"
#include "wall_text.hpp"

namespace sitbreak {

namespace {

using reminder::in_short;

const char* known_by(sitting::End how) {
    switch (how) {
        case sitting::End::no_input:
            return "no input since";
        case sitting::End::passive_limit:
            return "kept awake for too long without input";
        case sitting::End::locked:
            return "locked";
        case sitting::End::session_away:
            return "another session was on the screen";
        case sitting::End::asleep:
            return "the machine slept";
        case sitting::End::reported_away:
            return "reported away";
        case sitting::End::standing:
            return "reported standing";
        case sitting::End::left:
            return "left";
        case sitting::End::source_lost:
            return "the input source was lost";
        case sitting::End::not_running:
            return "sitbreak did not run";
    }
    return "";
}

const char* name_of(sitting::Hold hold) {
    switch (hold) {
        case sitting::Hold::call:
            return "a call";
        case sitting::Hold::do_not_disturb:
            return "do-not-disturb";
        case sitting::Hold::full_screen:
            return "full screen";
    }
    return "";
}

const char* name_of(sitting::Posture posture) {
    switch (posture) {
        case sitting::Posture::sitting:
            return "sitting";
        case sitting::Posture::standing:
            return "standing";
        case sitting::Posture::away:
            return "away";
    }
    return "";
}

}  // namespace

void Narrator::remembered(const sitting::Remembered& remembered) {
    if (spdlog::should_log(spdlog::level::debug))
        spdlog::debug("{}{}", sitting::memory_mark, to_text(remembered));
}

void Narrator::observed(const sitting::Observation& observation, const sitting::Now& now) {
    if (spdlog::should_log(spdlog::level::debug))
        spdlog::debug("{}{}", sitting::observation_mark, to_text(now, observation));
    std::visit(
        sitting::Overloaded{
            [this](const sitting::Locked& what) {
                if (std::exchange(locked_, what.on) != what.on) spdlog::info(what.on ? "locked" : "unlocked");
            },
            [this](const sitting::SessionActive& what) {
                if (std::exchange(on_screen_, what.on) == what.on) return;
                spdlog::info(what.on ? "this session is on the screen" : "another session is on the screen");
            },
            [](const sitting::Asleep& what) {
                spdlog::info(what.on ? "the machine goes to sleep" : "the machine is awake again");
            },
            [](const sitting::Leaving&) { spdlog::info("leaving the desk, by the person's own word"); },
            [](const sitting::PostureReport& what) { spdlog::info("reported {}", name_of(what.posture)); },
            [](const sitting::Held& what) {
                spdlog::info(
                    "{} {}", name_of(what.by),
                    what.on ? "speaks for holding a reminder" : "no longer speaks for holding a reminder");
            },
            [](const sitting::SnoozeAsked&) { spdlog::info("snooze asked for"); },
            [](const sitting::SkipAsked&) { spdlog::info("this reminder is to be skipped"); },
            [](const sitting::PauseAsked& what) {
                spdlog::info("reminders are to pause for {}", in_short(what.for_how_long));
            },
            [](const sitting::ResumeAsked&) { spdlog::info("reminders are to go on"); },
            [](const sitting::NotificationClosed&) { spdlog::info("the reminder was closed"); },
            [](const auto&) {},
        },
        observation.what);
}

void Narrator::asked(const sitting::Action& action, const sitting::Now& now) {
    if (spdlog::should_log(spdlog::level::debug))
        spdlog::debug("{}{}", sitting::action_mark, to_text(action));
    const auto after = [](const std::optional<sitting::Duration>& delay) {
        return delay ? ", " + in_short(*delay) + " after the reminder" : std::string{};
    };
    std::visit(
        sitting::Overloaded{
            [](const sitting::BoutBegan&) { spdlog::info("bout began"); },
            [&](const sitting::BoutEnded& what) {
                spdlog::info("bout of {} ended at {} ({}){}", in_short(what.end - what.begin - what.absent),
                             wall_text(what.end, now), known_by(what.how), after(what.after_reminder));
            },
            [&](const sitting::BreakOver& what) {
                spdlog::info("break of {}{}", in_short(what.end - what.begin), after(what.after_reminder));
            },
            [](const sitting::UnknownOver& what) {
                // The moment until a daemon that starts has seen somebody is nothing to talk about.
                if (what.end - what.begin >= std::chrono::minutes{1})
                    spdlog::info("of {} until then nothing is known", in_short(what.end - what.begin));
            },
            [](const sitting::PauseOver& what) {
                spdlog::info("the pause of {} is over", in_short(what.end - what.begin));
            },
            [](const sitting::HoldOver& what) {
                spdlog::info("a reminder was held back for {}", in_short(what.end - what.begin));
            },
            [](const sitting::Withdraw&) { spdlog::info("reminder withdrawn"); },
            [](const sitting::Refuse& what) { spdlog::info("refused: {}", what.why); },
            [](const auto&) {},
        },
        action);
}

}  // namespace sitbreak
