#include "command/format.hpp"

#include <optional>

#include <nlohmann/json.hpp>

#include "command/words.hpp"
#include "markup_text.hpp"

namespace sitbreak::command {

namespace {

/// Keeps the order in which members are put in, which is that of docs/json.md.
using Json = nlohmann::ordered_json;

/// Of the JSON that `--json` prints; a member may be added without a new one.
constexpr int schema = 1;

/// Text from elsewhere may have bytes that are no UTF-8.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json instant(const std::optional<Time>& when) {
    return when ? Json(when->time_since_epoch().count()) : Json();
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json posture(const Snapshot& snapshot) {
    if (snapshot.posture.empty()) return {};
    return {{"posture", snapshot.posture},
            {"until", instant(snapshot.posture_until)},
            {"by", text_or_null(snapshot.posture_by)}};
}

Json last_reminder(const Snapshot& snapshot) {
    if (!snapshot.last_reminder) return {};
    return {{"at", instant(snapshot.last_reminder->at)},
            {"movement", snapshot.last_reminder->movement},
            {"outcome", snapshot.last_reminder->outcome}};
}

Json json_of(const Snapshot& snapshot, Time now) {
    return {{"schema", schema},
            {"running", true},
            {"time", instant(now)},
            {"summary", sentence(snapshot, now, To::seconds)},
            {"gist", name_of(gist_of(snapshot, now))},
            {"version", snapshot.version},
            {"state", name_of(snapshot.state)},
            {"sitting_seconds", sitting_length(snapshot, now).count()},
            {"sitting_since", instant(snapshot.sitting_since)},
            {"away_since", instant(snapshot.away_since)},
            {"break_done", instant(snapshot.break_done)},
            {"due", snapshot.due},
            {"next_reminder", instant(snapshot.next_reminder)},
            {"reminder_stands", snapshot.reminder_stands},
            {"snoozes_left", snapshot.snoozes_left},
            {"snoozed_until", instant(snapshot.snoozed_until)},
            {"skipped_until", instant(snapshot.skipped_until)},
            {"paused_until", instant(snapshot.paused_until)},
            {"schedule_opens", instant(snapshot.schedule_opens)},
            {"holds", snapshot.holds},
            {"reported", posture(snapshot)},
            {"source", text_or_null(snapshot.source)},
            {"counts_by", text_or_null(snapshot.counts_by)},
            {"limit_seconds", snapshot.limit.count()},
            {"break_length_seconds", snapshot.break_length.count()},
            {"last_reminder", last_reminder(snapshot)},
            {"problems", snapshot.problems}};
}

Json json_of(const NoDaemon& none, Time now) {
    return {{"schema", schema}, {"running", false}, {"time", instant(now)}, {"summary", none.why + "."}};
}

/// How much a bar is to draw attention.
enum class Tone { quiet, good, waiting, urgent };

Tone tone_of(Gist gist) {
    switch (gist) {
        case Gist::unseen:
        case Gist::seated:
        case Gist::off_schedule:
            return Tone::quiet;
        case Gist::due:
            return Tone::urgent;
        case Gist::held:
        case Gist::snoozed:
        case Gist::skipped:
        case Gist::paused:
            return Tone::waiting;
        case Gist::on_break:
        case Gist::rested:
        case Gist::standing:
            return Tone::good;
    }
    return Tone::quiet;
}

/// "#rrggbb"; empty: the bar's own.
std::string_view bar_colour(Tone tone) {
    switch (tone) {
        case Tone::quiet:
            return "";
        case Tone::good:
            return "#8fbf7f";
        case Tone::waiting:
            return "#d7b96c";
        case Tone::urgent:
            return "#e0706c";
    }
    return "";
}

/// Waybar reads Pango's markup.
std::string waybar(const Snapshot& snapshot, Time now) {
    const auto gist = name_of(gist_of(snapshot, now));
    std::string tooltip = sentence(snapshot, now, To::minutes);
    for (const auto& problem : snapshot.problems)
        tooltip += "\n" + problem;
    Json classes = Json::array({gist});
    if (!snapshot.problems.empty()) classes.push_back("problem");
    return dumped({{"text", between_tags(short_text(snapshot, now))},
                   {"alt", gist},
                   {"tooltip", between_tags(tooltip)},
                   {"class", classes},
                   {"percentage", percentage(snapshot, now)}});
}

std::string i3bar(const Snapshot& snapshot, Time now) {
    const Tone tone = tone_of(gist_of(snapshot, now));
    Json block{{"name", "sitbreak"},
               {"full_text", bar_text(snapshot, now)},
               {"short_text", short_text(snapshot, now)}};
    if (!bar_colour(tone).empty()) block["color"] = bar_colour(tone);
    block["urgent"] = tone == Tone::urgent;
    return dumped(block);
}

std::string polybar(const Snapshot& snapshot, Time now) {
    const std::string colour{bar_colour(tone_of(gist_of(snapshot, now)))};
    const std::string text = bar_text(snapshot, now);
    return colour.empty() ? text : "%{F" + colour + "}" + text + "%{F-}";
}

std::string line_of(Format format, const Snapshot& snapshot, Time now) {
    switch (format) {
        case Format::text:
            return sentence(snapshot, now, To::seconds);
        case Format::json:
            return dumped(json_of(snapshot, now));
        case Format::waybar:
            return waybar(snapshot, now);
        case Format::i3bar:
            return i3bar(snapshot, now);
        case Format::polybar:
            return polybar(snapshot, now);
    }
    return "";
}

constexpr auto no_daemon_short = "off";

std::string line_of(Format format, const NoDaemon& none, Time now) {
    switch (format) {
        case Format::text:
            return none.why + ".";
        case Format::json:
            return dumped(json_of(none, now));
        case Format::waybar:
            return dumped({{"text", no_daemon_short},
                           {"alt", "no-daemon"},
                           {"tooltip", between_tags(none.why)},
                           {"class", Json::array({"no-daemon"})},
                           {"percentage", 0}});
        case Format::i3bar:
            return dumped({{"name", "sitbreak"},
                           {"full_text", none.why},
                           {"short_text", no_daemon_short},
                           {"urgent", false}});
        case Format::polybar:
            return none.why;
    }
    return "";
}

}  // namespace

std::string line(Format format, const View& view, Time now) {
    return std::visit([format, now](const auto& seen) { return line_of(format, seen, now); }, view);
}

std::string_view terminal_colour(const View& view, Time now) {
    const auto* const snapshot = std::get_if<Snapshot>(&view);
    if (snapshot == nullptr) return "";
    switch (tone_of(gist_of(*snapshot, now))) {
        case Tone::quiet:
            return "";
        case Tone::good:
            return "\x1b[32m";
        case Tone::waiting:
            return "\x1b[33m";
        case Tone::urgent:
            return "\x1b[1;31m";
    }
    return "";
}

}  // namespace sitbreak::command
