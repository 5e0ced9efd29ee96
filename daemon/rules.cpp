#include "rules.hpp"

namespace sitbreak {

namespace {

sitting::Hold hold_from(config::Hold hold) {
    switch (hold) {
        case config::Hold::call:
            return sitting::Hold::call;
        case config::Hold::do_not_disturb:
            return sitting::Hold::do_not_disturb;
        case config::Hold::full_screen:
            return sitting::Hold::full_screen;
    }
    return sitting::Hold::call;
}

}  // namespace

sitting::Rules rules_from(const config::Settings& settings, sitting::Duration checkpoint_every) {
    sitting::Rules rules;
    rules.limit = settings.sitting.limit;
    rules.break_length = settings.sitting.break_length;
    rules.passive_limit = settings.sitting.passive_limit;
    rules.repeat_every = settings.reminder.repeat_every;
    rules.snooze = settings.reminder.snooze;
    rules.snoozes_per_bout = settings.reminder.snoozes_per_bout;
    rules.wait_for_pause = settings.reminder.wait_for_pause;
    rules.show_for = settings.reminder.show_for;
    rules.hold_at_most = settings.reminder.hold_at_most;
    rules.hold_for.clear();
    for (const auto hold : settings.reminder.hold_for)
        rules.hold_for.insert(hold_from(hold));
    rules.say_when_done = settings.reminder.say_when_done;
    for (const auto& window : settings.schedule.active)
        rules.schedule.windows.push_back({window.begin, window.end});
    rules.checkpoint_every = checkpoint_every;
    return rules;
}

}  // namespace sitbreak
