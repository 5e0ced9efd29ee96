#include "control/snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"
#include "sitting/text.hpp"

namespace sitbreak::control {

namespace {

using platform::GVariantPtr;

std::string state_of(const sitting::Status& status) {
    switch (status.where) {
        case sitting::Where::seated:
            return "seated";
        case sitting::Where::standing:
            return "standing";
        case sitting::Where::away:
            break;
    }
    return status.since ? "away" : "unseen";
}

std::string outcome_of(const sitting::LastReminder& reminder, bool stands) {
    if (reminder.outcome) return sitting::word_for(*reminder.outcome);
    return stands ? "stands" : "open";
}

std::uint64_t whole_seconds(sitting::Duration duration) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(duration).count();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0));
}

std::int64_t or_zero(const std::optional<sitting::Instant>& instant, const UnixTime& time) {
    return instant ? time.of(*instant) : 0;
}

std::int64_t schedule_opens(const sitting::Status& status) {
    return status.schedule_opens ? platform::seconds_since_epoch(*status.schedule_opens) : 0;
}

std::int64_t next_reminder(const sitting::Status& status, const UnixTime& time) {
    const auto next = or_zero(status.next_reminder, time);
    const bool one_comes = status.where == sitting::Where::seated && (next > 0 || status.due);
    return one_comes ? std::max(next, schedule_opens(status)) : next;
}

GVariant* strings(const std::vector<std::string>& texts) {
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("as"));
    for (const auto& text : texts)
        g_variant_builder_add(&builder, "s", platform::as_utf8(text).c_str());
    return g_variant_builder_end(&builder);
}

}  // namespace

Snapshot snapshot_of(const sitting::Status& status, const sitting::Rules& rules,
                     const Circumstances& circumstances, const UnixTime& time) {
    Snapshot snapshot;
    snapshot.state = state_of(status);
    const bool is_seated = status.where == sitting::Where::seated;
    if (is_seated)
        snapshot.sitting_since = or_zero(status.counts_from, time);
    else if (status.counts_from && status.since)
        snapshot.sat_before = whole_seconds(*status.since - *status.counts_from);
    if (!is_seated) snapshot.away_since = or_zero(status.since, time);
    snapshot.break_done = or_zero(status.break_done, time);
    snapshot.due = status.due;
    snapshot.next_reminder = next_reminder(status, time);
    snapshot.reminder_stands = status.reminder_stands;
    snapshot.snoozes_left = static_cast<std::uint32_t>(status.snoozes_left);
    snapshot.snoozed_until = or_zero(status.snoozed_until, time);
    snapshot.skipped_until = or_zero(status.skipped_until, time);
    snapshot.paused_until = or_zero(status.paused_until, time);
    snapshot.schedule_opens = schedule_opens(status);
    for (const auto hold : status.holds)
        snapshot.holds.push_back(sitting::word_for(hold));
    if (status.report) {
        snapshot.posture = sitting::word_for(status.report->posture);
        snapshot.posture_until = or_zero(status.report->until, time);
        snapshot.posture_by = circumstances.reporter;
    }
    snapshot.source = circumstances.source;
    if (!circumstances.source.empty()) snapshot.counts_by = status.by_clock_alone ? "clock" : "input";
    snapshot.limit = whole_seconds(rules.limit);
    snapshot.break_length = whole_seconds(rules.break_length);
    if (status.last_reminder) {
        snapshot.last_reminder_at = time.of(status.last_reminder->at);
        snapshot.last_reminder_movement = circumstances.movement;
        snapshot.last_reminder_outcome = outcome_of(*status.last_reminder, status.reminder_stands);
    }
    snapshot.problems = circumstances.problems;
    return snapshot;
}

std::int64_t quiet_until(const sitting::Status& status, const UnixTime& time) {
    const auto next = next_reminder(status, time);
    if (next > 0) return next;
    return std::max({or_zero(status.snoozed_until, time), or_zero(status.skipped_until, time),
                     or_zero(status.paused_until, time), schedule_opens(status)});
}

std::map<std::string, GVariantPtr, std::less<>> properties_of(const Snapshot& snapshot) {
    std::map<std::string, GVariantPtr, std::less<>> properties;
    const auto add = [&properties](const char* name, GVariant* floating) {
        properties[name] = GVariantPtr{g_variant_ref_sink(floating)};
    };
    const auto text = [&add](const char* name, const std::string& value) {
        add(name, g_variant_new_string(platform::as_utf8(value).c_str()));
    };
    const auto time = [&add](const char* name, std::int64_t value) { add(name, g_variant_new_int64(value)); };
    text("State", snapshot.state);
    time("SittingSince", snapshot.sitting_since);
    time("AwaySince", snapshot.away_since);
    time("BreakDone", snapshot.break_done);
    add("Due", g_variant_new_boolean(snapshot.due));
    time("NextReminder", snapshot.next_reminder);
    add("ReminderStands", g_variant_new_boolean(snapshot.reminder_stands));
    add("SnoozesLeft", g_variant_new_uint32(snapshot.snoozes_left));
    time("SnoozedUntil", snapshot.snoozed_until);
    time("SkippedUntil", snapshot.skipped_until);
    time("PausedUntil", snapshot.paused_until);
    time("ScheduleOpens", snapshot.schedule_opens);
    add("Holds", strings(snapshot.holds));
    text("Posture", snapshot.posture);
    time("PostureUntil", snapshot.posture_until);
    text("PostureBy", snapshot.posture_by);
    text("Source", snapshot.source);
    text("CountsBy", snapshot.counts_by);
    add("Limit", g_variant_new_uint64(snapshot.limit));
    add("BreakLength", g_variant_new_uint64(snapshot.break_length));
    add("LastReminder",
        g_variant_new("(xss)", static_cast<gint64>(snapshot.last_reminder_at),
                      snapshot.last_reminder_movement.c_str(), snapshot.last_reminder_outcome.c_str()));
    add("Problems", strings(snapshot.problems));
    return properties;
}

std::uint64_t sitting_at(const Snapshot& snapshot, std::int64_t now) {
    if (snapshot.sitting_since == 0) return snapshot.sat_before;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(now - snapshot.sitting_since, 0));
}

}  // namespace sitbreak::control
