#include "control/command.hpp"

#include <map>
#include <string_view>

#include "platform/variant.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::control {

namespace {

using std::chrono::seconds;
using Read = std::variant<Command, Error>;

constexpr std::size_t longest_name = 64;

Error invalid(std::string why) {
    return {Error::Kind::invalid_argument, std::move(why)};
}

/// The only argument of a call that has one number.
std::int64_t number(GVariant* arguments) {
    gint64 value = 0;
    g_variant_get(arguments, "(x)", &value);
    return value;
}

/// Whether it is a length of time that can be asked for; 0 stands for none in particular.
bool is_length(std::int64_t length, seconds longest) {
    return length >= 0 && length <= longest.count();
}

Read read_snooze(GVariant* arguments) {
    const auto length = number(arguments);
    if (!is_length(length, longest_snooze))
        return invalid("a snooze is 1 to 86400 seconds long, or 0 for what the settings say; got " +
                       std::to_string(length));
    return Snooze{length > 0 ? std::optional{seconds{length}} : std::nullopt};
}

Read read_report(GVariant* arguments) {
    static const std::map<std::string_view, sitting::Posture> postures{
        {"sitting", sitting::Posture::sitting},
        {"standing", sitting::Posture::standing},
        {"away", sitting::Posture::away}};
    const char* posture = nullptr;
    gint64 length = 0;
    const char* who = nullptr;
    g_variant_get(arguments, "(&sx&s)", &posture, &length, &who);
    const auto known = postures.find(posture);
    if (known == postures.end()) return invalid("a posture is \"sitting\", \"standing\" or \"away\"");
    if (!is_length(length, longest_report))
        return invalid(
            "a report holds for 1 to 31622400 seconds, or for 0, which is until the next one; got " +
            std::to_string(length));
    if (known->second == sitting::Posture::sitting && length != 0)
        return invalid("\"sitting\" holds until input says otherwise, so its length has to be 0");
    const std::string name{who};
    if (name.size() > longest_name)
        return invalid("who reports it takes at most 64 bytes; got " + std::to_string(name.size()));
    Report report{{known->second, std::nullopt}, name};
    if (length > 0) report.report.lasts = seconds{length};
    return report;
}

GVariant* movement_lines(const std::vector<MovementLine>& movements) {
    GVariantBuilder lines;
    g_variant_builder_init(&lines, G_VARIANT_TYPE("a(ssssass)"));
    for (const auto& movement : movements) {
        GVariantBuilder steps;
        g_variant_builder_init(&steps, G_VARIANT_TYPE("as"));
        for (const auto& step : movement.steps)
            g_variant_builder_add(&steps, "s", step.c_str());
        g_variant_builder_add(&lines, "(ssssass)", movement.id.c_str(), movement.title.c_str(),
                              movement.place.c_str(), movement.dose.c_str(), &steps,
                              movement.picture.c_str());
    }
    return g_variant_new("(a(ssssass))", &lines);
}

}  // namespace

std::string name_of(Error::Kind kind) {
    const auto named = [](const char* name) { return std::string{"org.sitbreak.Sitbreak1.Error."} + name; };
    switch (kind) {
        case Error::Kind::invalid_argument:
            return named("InvalidArgument");
        case Error::Kind::not_due:
            return named("NotDue");
        case Error::Kind::no_snooze_left:
            return named("NoSnoozeLeft");
        case Error::Kind::nobody_sitting:
            return named("NobodySitting");
        case Error::Kind::reminder_stands:
            return named("ReminderStands");
        case Error::Kind::unknown_movement:
            return named("UnknownMovement");
        case Error::Kind::not_shown:
            return named("NotShown");
        case Error::Kind::bad_settings:
            return named("BadSettings");
    }
    return named("Failed");
}

std::variant<Command, Error> read_command(const std::string& method, GVariant* arguments) {
    using Reader = Read (*)(GVariant*);
    static const std::map<std::string_view, Reader> readers{
        {"Snooze", read_snooze},
        {"Skip", [](GVariant*) -> Read { return Skip{}; }},
        {"Pause", [](GVariant* values) -> Read { return Pause{number(values)}; }},
        {"Resume", [](GVariant*) -> Read { return Resume{}; }},
        {"Report", read_report},
        {"TakeBreak", [](GVariant*) -> Read { return TakeBreak{}; }},
        {"Reload", [](GVariant*) -> Read { return Reload{}; }},
        {"ShowReminder", [](GVariant* values) -> Read { return ShowReminder{platform::text_at(values, 0)}; }},
        {"Movements", [](GVariant*) -> Read { return ListMovements{}; }},
    };
    return readers.at(method)(arguments);
}

GVariant* values_of(const Reply& reply) {
    return std::visit(
        sitting::Overloaded{
            [](const Done&) -> GVariant* { return nullptr; },
            [](const Until& until) { return g_variant_new("(x)", static_cast<gint64>(until.when)); },
            [](const Shown& shown) { return g_variant_new("(s)", shown.how.c_str()); },
            [](const std::vector<MovementLine>& movements) { return movement_lines(movements); },
            [](const Error&) -> GVariant* { return nullptr; },
        },
        reply);
}

}  // namespace sitbreak::control
