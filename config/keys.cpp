#include "config/keys.hpp"

#include <algorithm>
#include <array>

#include "config/duration.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr hours day{24};
constexpr hours year = 365 * day;

constexpr std::array<std::string_view, 3> hold_names = {"call", "do-not-disturb", "full-screen"};
constexpr std::array<std::string_view, 3> urgency_names = {"low", "normal", "critical"};
constexpr std::array<std::string_view, 4> level_names = {"debug", "info", "warn", "error"};

/// A setting of this shape that is `member` of `group`.
template <typename Shape, typename Group, typename Member>
Key key(std::string_view full_name, Shape shape, Group Settings::* group, Member Group::* member) {
    const std::size_t dot = full_name.find('.');
    return {
        full_name.substr(0, dot),
        full_name.substr(dot + 1),
        shape.range(),
        &Shape::takes,
        [shape, group, member](const Value& value, Settings& settings, Reading& reading) {
            if (auto read = shape.read(value, reading)) settings.*group.*member = std::move(*read);
        },
        [shape, group, member](const Settings& settings) { return shape.print(settings.*group.*member); }};
}

std::vector<Key> make_keys() {
    return {
        key("sitting.limit", Duration{seconds{3}, day}, &Settings::sitting, &SittingSettings::limit),
        key("sitting.break_length", Duration{seconds{1}, day}, &Settings::sitting,
            &SittingSettings::break_length),
        key("sitting.passive_limit", Duration{seconds{0}, day}, &Settings::sitting,
            &SittingSettings::passive_limit),
        key("reminder.repeat_every", Duration{seconds{1}, day}, &Settings::reminder,
            &ReminderSettings::repeat_every),
        key("reminder.snooze", Duration{seconds{1}, day}, &Settings::reminder, &ReminderSettings::snooze),
        key("reminder.snoozes_per_bout", Count{0, 100}, &Settings::reminder,
            &ReminderSettings::snoozes_per_bout),
        key("reminder.wait_for_pause", Duration{seconds{0}, hours{1}}, &Settings::reminder,
            &ReminderSettings::wait_for_pause),
        key("reminder.show_for", DurationOr{"until-break", {seconds{1}, day}}, &Settings::reminder,
            &ReminderSettings::show_for),
        key("reminder.hold_at_most", Duration{seconds{0}, day}, &Settings::reminder,
            &ReminderSettings::hold_at_most),
        key("reminder.hold_for", Choices<std::set<Hold>>{{hold_names}, true}, &Settings::reminder,
            &ReminderSettings::hold_for),
        key("reminder.urgency", Choice<Urgency>{urgency_names}, &Settings::reminder,
            &ReminderSettings::urgency),
        key("reminder.say_when_done", YesOrNo{}, &Settings::reminder, &ReminderSettings::say_when_done),
        key("reminder.sound", Sound{}, &Settings::reminder, &ReminderSettings::sound),
        key("schedule.active", WeekWindows{}, &Settings::schedule, &ScheduleSettings::active),
        key("movements.places", Choices<std::vector<Place>>{place_choice(), false}, &Settings::movements,
            &MovementSettings::places),
        key("movements.only", MovementIds{}, &Settings::movements, &MovementSettings::only),
        key("movements.own", OwnMovements{}, &Settings::movements, &MovementSettings::own),
        key("hooks.on_reminder", ArgumentList{}, &Settings::hooks, &HookSettings::on_reminder),
        key("hooks.on_break_begin", ArgumentList{}, &Settings::hooks, &HookSettings::on_break_begin),
        key("hooks.on_break_end", ArgumentList{}, &Settings::hooks, &HookSettings::on_break_end),
        key("hooks.on_bout_begin", ArgumentList{}, &Settings::hooks, &HookSettings::on_bout_begin),
        key("history.enabled", YesOrNo{}, &Settings::history, &HistorySettings::enabled),
        key("history.keep", Duration{day, 100 * year}, &Settings::history, &HistorySettings::keep),
        key("log.level", Choice<LogLevel>{level_names}, &Settings::log, &LogSettings::level),
    };
}

std::optional<std::string> break_not_shorter(const Settings& settings) {
    if (settings.sitting.break_length < settings.sitting.limit) return std::nullopt;
    return format_duration(settings.sitting.break_length) + " must be shorter than";
}

std::optional<std::string> passive_without_effect(const Settings& settings) {
    const seconds passive = settings.sitting.passive_limit;
    if (passive == seconds{0} || passive >= settings.sitting.break_length) return std::nullopt;
    return format_duration(passive) + " must be 0s or at least";
}

void fit_break_to_limit(Settings& settings) {
    SittingSettings& sitting = settings.sitting;
    sitting.break_length = std::min(sitting.break_length, std::max(sitting.limit / 3, seconds{1}));
}

}  // namespace

const std::vector<Key>& keys() {
    static const std::vector<Key> table = make_keys();
    return table;
}

const Key* find_key(std::string_view full_name) {
    const auto found = std::ranges::find(keys(), full_name, &Key::full_name);
    return found == keys().end() ? nullptr : &*found;
}

std::vector<std::string_view> table_names() {
    std::vector<std::string_view> names;
    for (const Key& key : keys())
        if (names.empty() || names.back() != key.table) names.push_back(key.table);
    return names;
}

std::vector<std::string_view> key_names(std::string_view table) {
    std::vector<std::string_view> names;
    for (const Key& key : keys())
        if (key.table == table) names.push_back(key.name);
    return names;
}

const std::vector<Contradiction>& contradictions() {
    static const std::vector<Contradiction> table = {
        {"sitting.break_length", "sitting.limit", break_not_shorter},
        {"sitting.passive_limit", "sitting.break_length", passive_without_effect},
    };
    return table;
}

const std::vector<DerivedDefault>& derived_defaults() {
    static const std::vector<DerivedDefault> table = {{"sitting.break_length", fit_break_to_limit}};
    return table;
}

}  // namespace sitbreak::config
