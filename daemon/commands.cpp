#include "commands.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "control/snapshot.hpp"
#include "platform/boot_clock.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak {

namespace {

using control::Error;
using control::Reply;

Error::Kind kind_of(sitting::Refusal refusal) {
    switch (refusal) {
        case sitting::Refusal::bad_length:
            return Error::Kind::invalid_argument;
        case sitting::Refusal::not_due:
            return Error::Kind::not_due;
        case sitting::Refusal::no_snooze_left:
            return Error::Kind::no_snooze_left;
        case sitting::Refusal::nobody_sitting:
            return Error::Kind::nobody_sitting;
    }
    return Error::Kind::invalid_argument;
}

Reply refused(const sitting::Refuse& refuse) {
    return Error{kind_of(refuse.kind), refuse.why};
}

}  // namespace

void Commands::follow(const control::Called& called) {
    std::visit(sitting::Overloaded{
                   [&](const control::ShowReminder& asked) { show_sample(asked, called.answer); },
                   [&](const auto& command) { called.answer(follow(command)); },
               },
               called.command);
}

sitting::Status Commands::status() const {
    return house_.driver.heart().status(platform::now());
}

Reply Commands::follow(const control::Snooze& snooze) {
    if (const auto refuse = house_.driver.observe(sitting::SnoozeAsked{snooze.for_how_long}))
        return refused(*refuse);
    return control::Until{control::quiet_until(status(), house_.time)};
}

Reply Commands::follow(const control::Skip&) {
    if (const auto refuse = house_.driver.observe(sitting::SkipAsked{})) return refused(*refuse);
    return control::Until{control::quiet_until(status(), house_.time)};
}

Reply Commands::follow(const control::Pause& pause) {
    const auto now = platform::boot_now();
    const auto from = house_.time.of(now);
    const std::chrono::seconds longest = control::longest_report;
    if (pause.until <= from)
        return Error{Error::Kind::invalid_argument,
                     "a pause has to end in the future; its end is in seconds since 1970 UTC"};
    if (pause.until > from + longest.count())
        return Error{Error::Kind::invalid_argument, "a pause is at most 366 days long"};
    if (const auto refuse =
            house_.driver.observe(sitting::PauseAsked{house_.time.instant(pause.until) - now}))
        return refused(*refuse);
    return control::Done{};
}

Reply Commands::follow(const control::Resume&) {
    house_.driver.observe(sitting::ResumeAsked{});
    return control::Done{};
}

Reply Commands::follow(const control::Report& report) {
    reporter_ = report.who;
    house_.driver.observe(report.report);
    return control::Done{};
}

Reply Commands::follow(const control::TakeBreak&) {
    house_.driver.observe(sitting::Leaving{});
    return control::Done{};
}

Reply Commands::follow(const control::Reload&) {
    auto wrong = house_.reload();
    if (!wrong.empty()) return Error{Error::Kind::bad_settings, std::move(wrong)};
    return control::Done{};
}

Reply Commands::follow(const control::ListMovements&) const {
    std::vector<control::MovementLine> lines;
    for (const auto& movement : house_.reminders.movements())
        lines.push_back({movement.id, movement.title, std::string{config::place_name(movement.place)},
                         movement.dose, movement.steps, house_.reminders.picture_of(movement).string()});
    return lines;
}

void Commands::show_sample(const control::ShowReminder& asked, const control::Answer& answer) {
    if (status().reminder_stands) {
        answer(Error{Error::Kind::reminder_stands,
                     "a real reminder is on the screen: that is what one looks like"});
        return;
    }
    if (sample_) {
        answer(Error{Error::Kind::not_shown, "another sample is being shown"});
        return;
    }
    sample_ = answer;
    if (!house_.reminders.show_sample(asked.movement, house_.driver.heart().rules().limit))
        std::exchange(sample_, nullptr)(
            Error{Error::Kind::unknown_movement, "there is no movement \"" + asked.movement + '"'});
}

void Commands::came_out(const reminder::Outcome& outcome) {
    if (!sample_) return;
    const auto answer = std::exchange(sample_, nullptr);
    if (outcome.kind != reminder::Message::Kind::sample)
        answer(Error{Error::Kind::not_shown, "something else had to be shown just then"});
    else if (outcome.shown)
        answer(control::Shown{outcome.how});
    else
        answer(Error{Error::Kind::not_shown, outcome.how});
}

}  // namespace sitbreak
