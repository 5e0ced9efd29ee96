#include "reminder/message.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "markup_text.hpp"

namespace sitbreak::reminder {

namespace {

using std::chrono::ceil;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t body_lines = 3;
/// How long a notice stands.
constexpr seconds short_notice{10};
constexpr seconds long_notice{60};

std::string counted(std::int64_t count, std::string_view unit) {
    return std::to_string(count).append(" ").append(unit).append(count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& lines, std::string_view between) {
    std::string text;
    for (const auto& line : lines) {
        if (!text.empty()) text += between;
        text += line;
    }
    return text;
}

/// Puts `steps` into at most `count` lines, in their order, the shortest neighbours together.
std::vector<std::string> folded(std::vector<std::string> steps, std::size_t count) {
    while (steps.size() > count) {
        auto shortest = steps.begin();
        for (auto it = steps.begin(); std::next(it) != steps.end(); ++it) {
            if (it->size() + std::next(it)->size() < shortest->size() + std::next(shortest)->size())
                shortest = it;
        }
        *shortest += " " + *std::next(shortest);
        steps.erase(std::next(shortest));
    }
    return steps;
}

/// The title and the steps in at most `count` lines, `count` at least 1. The title has a line of its own
/// where that leaves each step its own.
std::vector<std::string> action_lines(const Message& message, std::size_t count) {
    if (message.title.empty()) return folded(message.steps, count);
    if (message.steps.size() < count) {
        std::vector<std::string> lines{message.title};
        lines.insert(lines.end(), message.steps.begin(), message.steps.end());
        return lines;
    }
    std::vector<std::string> lines = folded(message.steps, count);
    lines.front().insert(0, message.title + ": ");
    return lines;
}

/// For a server without buttons.
std::string other_way_to_snooze(const Message& message) {
    return message.snooze_label ? "Not now? Run: sitbreak snooze" : "";
}

std::vector<std::string> lines_of(const Message& message, std::string_view hint) {
    const std::size_t taken = (message.remark.empty() ? 0U : 1U) + (hint.empty() ? 0U : 1U);
    std::vector<std::string> lines = action_lines(message, body_lines - taken);
    if (!message.remark.empty()) lines.insert(lines.begin(), message.remark);
    if (!hint.empty()) lines.emplace_back(hint);
    return lines;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

Message reminder_message(const sitting::Show& show, const config::Movement& movement,
                         const config::ReminderSettings& settings, std::filesystem::path picture) {
    Message message;
    message.kind = Message::Kind::reminder;
    message.summary = "You have been sitting for " + in_words(show.sat);
    if (show.missing) message.remark = in_short(*show.missing) + " more away would have made it a break.";
    message.title = movement.title;
    message.steps = movement.steps;
    message.picture = std::move(picture);
    message.urgency = settings.urgency;
    if (show.snoozes_left > 0) message.snooze_label = "Snooze " + in_short(settings.snooze);
    message.sound = settings.sound;
    message.expires = settings.show_for;
    return message;
}

Message sample_message(const sitting::Show& show, const config::Movement& movement,
                       const config::ReminderSettings& settings, std::filesystem::path picture) {
    Message message = reminder_message(show, movement, settings, std::move(picture));
    message.kind = Message::Kind::sample;
    message.remark = "A sample, asked for just now.";
    message.expires = long_notice;
    return message;
}

Message break_done_message(sitting::Duration length) {
    Message message;
    message.summary = "Break done: " + in_words(length) + " away";
    message.urgency = config::Urgency::low;
    message.expires = short_notice;
    return message;
}

Message settings_broken_message(std::string_view why) {
    const std::vector<std::string> errors = split_lines(why);
    Message message;
    message.summary = "sitbreak's settings file cannot be used";
    if (!errors.empty()) message.steps.push_back(errors.front());
    if (errors.size() > 1) message.steps.push_back("and " + std::to_string(errors.size() - 1) + " more.");
    message.steps.emplace_back("The settings from before stay in force.");
    message.expires = long_notice;
    return message;
}

Message settings_mended_message() {
    Message message;
    message.summary = "sitbreak's settings file can be used again";
    message.urgency = config::Urgency::low;
    message.expires = short_notice;
    return message;
}

Capabilities capabilities_of(std::span<const std::string> names) {
    const auto has = [&names](std::string_view name) {
        return std::ranges::find(names, name) != names.end();
    };
    return {.body = has("body"),
            .body_markup = has("body-markup"),
            .actions = has("actions"),
            // swaync shows pictures and names only the last of these.
            .pictures = has("icon-static") || has("icon-multi") || has("body-images"),
            .sound = has("sound")};
}

Text text_for(const Message& message, const Capabilities& server) {
    const std::string hint = server.actions ? "" : other_way_to_snooze(message);
    if (server.body) {
        const std::string body = joined(lines_of(message, hint), "\n");
        return {.summary = message.summary, .body = server.body_markup ? between_tags(body) : body};
    }
    Text text{.summary = message.summary, .body = ""};
    const std::vector<std::string> action = action_lines(message, 1);
    if (!action.empty()) text.summary += ". " + action.front();
    if (!hint.empty()) text.summary += " " + hint;
    return text;
}

std::string one_line(const Message& message) {
    std::string line = message.summary + ".";
    if (!message.remark.empty()) line += " " + message.remark;
    const std::vector<std::string> action = action_lines(message, 1);
    if (!action.empty()) line += " " + action.front();
    return line;
}

std::string in_words(sitting::Duration duration) {
    if (duration < minutes{1}) return counted(floor<seconds>(duration).count(), "second");
    const auto whole_hours = floor<hours>(duration);
    const auto rest = floor<minutes>(duration - whole_hours);
    if (whole_hours == hours{0}) return counted(rest.count(), "minute");
    if (rest == minutes{0}) return counted(whole_hours.count(), "hour");
    return counted(whole_hours.count(), "hour") + " " + counted(rest.count(), "minute");
}

std::string in_short(sitting::Duration duration) {
    const auto whole = ceil<seconds>(duration);
    const auto h = floor<hours>(whole);
    const auto min = floor<minutes>(whole - h);
    const auto s = whole - h - min;
    std::vector<std::string> parts;
    if (h.count() != 0) parts.push_back(std::to_string(h.count()) + " h");
    if (min.count() != 0) parts.push_back(std::to_string(min.count()) + " min");
    if (s.count() != 0 || parts.empty()) parts.push_back(std::to_string(s.count()) + " s");
    return joined(parts, " ");
}

}  // namespace sitbreak::reminder
