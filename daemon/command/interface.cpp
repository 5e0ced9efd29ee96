#include "command/interface.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "platform/variant.hpp"

namespace sitbreak::command {

namespace {

using platform::GVariantPtr;
using std::chrono::seconds;

/// The end of the year 9999: what is behind it is no time of anybody's.
constexpr std::int64_t last_second = 253402300799;

std::optional<Time> time_from(std::int64_t since_epoch) {
    if (since_epoch <= 0 || since_epoch > last_second) return std::nullopt;
    return Time{seconds{since_epoch}};
}

/// The controls of ASCII and of Latin-1 (C0, DEL, C1), and those by which text changes its direction
/// (Unicode's Bidi_Control).
bool is_control(gunichar c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Anybody can say who they are when they report a posture, and a terminal obeys control characters. `text`
/// is UTF-8, as all that D-Bus brings.
std::string harmless(std::string_view text) {
    std::string result;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        const char* const next = g_utf8_next_char(at);
        result += is_control(g_utf8_get_char(at)) ? " " : std::string_view{at, next};
        at = next;
    }
    return result;
}

class Properties {
 public:
    explicit Properties(GVariant* dictionary) : dictionary_{dictionary} {}

    std::string text(const char* name) const {
        return harmless(platform::lookup_text(dictionary_, name).value_or(""));
    }
    bool flag(const char* name) const { return platform::lookup_bool(dictionary_, name).value_or(false); }
    unsigned number(const char* name) const { return platform::lookup_number(dictionary_, name).value_or(0); }
    std::optional<Time> time(const char* name) const {
        const auto value = of_type(name, G_VARIANT_TYPE_INT64);
        return value ? time_from(g_variant_get_int64(value.get())) : std::nullopt;
    }
    seconds length(const char* name) const {
        const auto value = of_type(name, G_VARIANT_TYPE_UINT64);
        const std::uint64_t count = value ? g_variant_get_uint64(value.get()) : 0;
        return seconds{std::min<std::uint64_t>(count, last_second)};
    }
    std::vector<std::string> texts(const char* name) const {
        const auto value = of_type(name, G_VARIANT_TYPE_STRING_ARRAY);
        std::vector<std::string> result;
        for (gsize i = 0; value && i < g_variant_n_children(value.get()); ++i)
            result.push_back(harmless(platform::text_at(value.get(), i)));
        return result;
    }
    std::optional<LastReminder> last_reminder() const {
        const auto value = of_type("LastReminder", G_VARIANT_TYPE("(xss)"));
        if (!value) return std::nullopt;
        std::int64_t since_epoch = 0;
        g_variant_get_child(value.get(), 0, "x", &since_epoch);
        const auto at = time_from(since_epoch);
        if (!at) return std::nullopt;
        return LastReminder{*at, harmless(platform::text_at(value.get(), 1)),
                            harmless(platform::text_at(value.get(), 2))};
    }

 private:
    GVariantPtr of_type(const char* name, const GVariantType* type) const {
        return GVariantPtr{g_variant_lookup_value(dictionary_, name, type)};
    }

    GVariant* dictionary_;
};

/// Whether this user's programs are started by systemd.
bool has_service_manager() {
    const char* const directory = std::getenv("XDG_RUNTIME_DIR");
    std::error_code unknown;
    return directory != nullptr &&
           std::filesystem::exists(std::filesystem::path{directory} / "systemd" / "private", unknown);
}

}  // namespace

platform::Bus::Object daemon_object() {
    return {interface_name, object_path, interface_name};
}

platform::Bus::Object daemon_properties() {
    return {interface_name, object_path, properties_interface};
}

Snapshot snapshot_from(GVariant* answer) {
    const GVariantPtr dictionary{g_variant_get_child_value(answer, 0)};
    const Properties properties{dictionary.get()};
    return {.version = properties.text("Version"),
            .state = state_named(properties.text("State")),
            .sitting_since = properties.time("SittingSince"),
            .sitting = properties.length("Sitting"),
            .away_since = properties.time("AwaySince"),
            .break_done = properties.time("BreakDone"),
            .due = properties.flag("Due"),
            .next_reminder = properties.time("NextReminder"),
            .reminder_stands = properties.flag("ReminderStands"),
            .snoozes_left = properties.number("SnoozesLeft"),
            .snoozed_until = properties.time("SnoozedUntil"),
            .skipped_until = properties.time("SkippedUntil"),
            .paused_until = properties.time("PausedUntil"),
            .schedule_opens = properties.time("ScheduleOpens"),
            .holds = properties.texts("Holds"),
            .posture = properties.text("Posture"),
            .posture_until = properties.time("PostureUntil"),
            .posture_by = properties.text("PostureBy"),
            .source = properties.text("Source"),
            .counts_by = properties.text("CountsBy"),
            .limit = properties.length("Limit"),
            .break_length = properties.length("BreakLength"),
            .last_reminder = properties.last_reminder(),
            .problems = properties.texts("Problems")};
}

std::vector<Suggestion> suggestions_from(GVariant* answer) {
    const GVariantPtr list{g_variant_get_child_value(answer, 0)};
    std::vector<Suggestion> result;
    for (gsize i = 0; i < g_variant_n_children(list.get()); ++i) {
        const GVariantPtr movement{g_variant_get_child_value(list.get(), i)};
        const GVariantPtr steps{g_variant_get_child_value(movement.get(), 4)};
        auto& suggestion = result.emplace_back(Suggestion{platform::text_at(movement.get(), 0),
                                                          platform::text_at(movement.get(), 1),
                                                          platform::text_at(movement.get(), 2),
                                                          platform::text_at(movement.get(), 3),
                                                          {},
                                                          platform::text_at(movement.get(), 5)});
        for (gsize step = 0; step < g_variant_n_children(steps.get()); ++step)
            suggestion.steps.push_back(platform::text_at(steps.get(), step));
    }
    return result;
}

Time time_in(GVariant* answer) {
    std::int64_t since_epoch = 0;
    g_variant_get_child(answer, 0, "x", &since_epoch);
    return time_from(since_epoch).value_or(Time{});
}

bool means_not_running(const GError& error) {
    return g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) != FALSE ||
           g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) != FALSE;
}

bool means_no_answer(const GError& error) {
    return g_error_matches(&error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) != FALSE ||
           g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) != FALSE;
}

bool means_other_version(const GError& error) {
    for (const auto code : {G_DBUS_ERROR_UNKNOWN_METHOD, G_DBUS_ERROR_UNKNOWN_INTERFACE,
                            G_DBUS_ERROR_UNKNOWN_OBJECT, G_DBUS_ERROR_UNKNOWN_PROPERTY})
        if (g_error_matches(&error, G_DBUS_ERROR, code) != FALSE) return true;
    return false;
}

std::string how_to_start() {
    return std::string{"sitbreakd is not running. Start it with: "} +
           (has_service_manager() ? "systemctl --user start sitbreakd" : "sitbreakd");
}

std::string no_bus_text(const std::string& why) {
    const char* const address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address == nullptr || *address == '\0')
        return "there is no session bus: DBUS_SESSION_BUS_ADDRESS is not set, nor can one be reached in "
               "XDG_RUNTIME_DIR";
    return std::string{"the session bus at "} + address + " cannot be reached: " + why;
}

}  // namespace sitbreak::command
