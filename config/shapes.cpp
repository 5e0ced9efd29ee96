#include "config/shapes.hpp"

#include <array>
#include <cstdio>
#include <set>

#include "config/duration.hpp"
#include "config/schedule_text.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

namespace {

/// Longer than any path that a system takes.
constexpr std::size_t longest_sound = 4096;

/// Enough for a script between quotes, and far less than a system refuses.
constexpr std::size_t longest_argument = 8192;
constexpr std::size_t most_arguments = 100;

std::string number_text(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", number);
    return text.data();
}

struct Describe {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return "the number " + std::to_string(number); }
    std::string operator()(double number) const { return "the number " + number_text(number); }
    std::string operator()(const std::string& text) const { return "the text " + in_quotes(text); }
    std::string operator()(const DateOrTime&) const { return "a date or time"; }
    std::string operator()(const List&) const { return "a list"; }
    std::string operator()(const Table&) const { return "a table"; }
};

void complain(Reading& reading, const Value& value, std::string what) {
    reading.complaints.push_back({value.at, std::move(what)});
}

void complain_of_type(Reading& reading, const Value& value, const std::string& expected) {
    complain(reading, value, "expected " + expected + ", got " + describe(value));
}

/// A path that is neither absolute nor the person's own would depend on where the daemon was started.
bool is_program(std::string_view text) {
    return text.starts_with('/') || text.starts_with("~/") ||
           (!trimmed(text).empty() && text.find('/') == std::string_view::npos && !text.starts_with('~'));
}

}  // namespace

std::string describe(const Value& value) {
    return std::visit(Describe{}, value.is);
}

std::string print_list(const std::vector<std::string>& texts) {
    std::string result = "[";
    for (const std::string& text : texts) {
        if (result.size() > 1) result += ", ";
        result += toml_string(text);
    }
    return result + ']';
}

std::optional<std::size_t> read_name(const Value& value, std::span<const std::string_view> names,
                                     Reading& reading) {
    const auto* text = std::get_if<std::string>(&value.is);
    if (!text) {
        complain_of_type(reading, value, listed(names, "or"));
        return std::nullopt;
    }
    const auto found = std::ranges::find(names, *text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const auto meant = nearest(*text, names);
    complain(reading, value,
             "unknown value " + in_quotes(*text) +
                 (meant ? ", did you mean " + in_quotes(*meant) + '?' : ", expected " + listed(names, "or")));
    return std::nullopt;
}

const List* read_list(const Value& value, std::string_view example, Reading& reading) {
    const auto* list = std::get_if<List>(&value.is);
    if (!list) complain_of_type(reading, value, "a list such as " + std::string{example});
    return list;
}

Choice<Place> place_choice() {
    static const std::array<std::string_view, 4> names = {place_name(Place::desk), place_name(Place::chair),
                                                          place_name(Place::floor), place_name(Place::bed)};
    return {names};
}

std::string Duration::range() const {
    return format_duration(shortest) + " to " + format_duration(longest);
}

std::optional<std::chrono::seconds> Duration::read(const Value& value, Reading& reading) const {
    if (const auto* number = std::get_if<std::int64_t>(&value.is)) {
        const std::string digits = std::to_string(*number);
        complain(reading, value, digits + " of what? Write \"" + digits + "min\" or \"" + digits + "s\"");
        return std::nullopt;
    }
    const auto* text = std::get_if<std::string>(&value.is);
    if (!text) {
        complain_of_type(reading, value, "a duration such as \"30min\"");
        return std::nullopt;
    }
    try {
        const auto duration = parse_duration(*text);
        if (duration >= shortest && duration <= longest) return duration;
        complain(reading, value, format_duration(duration) + " is out of range, expected " + range());
    } catch (const std::invalid_argument& reason) {
        complain(reading, value, reason.what());
    }
    return std::nullopt;
}

std::string Duration::print(std::chrono::seconds duration) {
    return '"' + format_duration(duration) + '"';
}

std::string DurationOr::range() const {
    return '"' + std::string{word} + "\" or " + duration.range();
}

std::optional<std::optional<std::chrono::seconds>> DurationOr::read(const Value& value,
                                                                    Reading& reading) const {
    const auto* text = std::get_if<std::string>(&value.is);
    if (text && *text == word) return std::optional<std::chrono::seconds>{};
    const auto read = duration.read(value, reading);
    if (read) return read;
    reading.complaints.back().what += ", or \"" + std::string{word} + '"';
    return std::nullopt;
}

std::string DurationOr::print(const std::optional<std::chrono::seconds>& value) const {
    return value ? Duration::print(*value) : toml_string(word);
}

std::string Count::range() const {
    return std::to_string(lowest) + " to " + std::to_string(highest);
}

std::optional<int> Count::read(const Value& value, Reading& reading) const {
    const auto* number = std::get_if<std::int64_t>(&value.is);
    if (!number) {
        complain_of_type(reading, value, "a whole number from " + range());
        return std::nullopt;
    }
    if (*number >= lowest && *number <= highest) return static_cast<int>(*number);
    complain(reading, value, std::to_string(*number) + " is out of range, expected " + range());
    return std::nullopt;
}

std::string Count::print(int count) {
    return std::to_string(count);
}

std::string YesOrNo::range() {
    return "true or false";
}

std::optional<bool> YesOrNo::read(const Value& value, Reading& reading) {
    if (const auto* boolean = std::get_if<bool>(&value.is)) return *boolean;
    complain_of_type(reading, value, range());
    return std::nullopt;
}

std::string YesOrNo::print(bool value) {
    return value ? "true" : "false";
}

std::string Sound::range() {
    return "a sound name, an absolute path, or \"\"";
}

std::optional<std::string> Sound::read(const Value& value, Reading& reading) {
    const auto* text = std::get_if<std::string>(&value.is);
    if (!text) {
        complain_of_type(reading, value, range());
        return std::nullopt;
    }
    const bool is_path = text->starts_with('/');
    const bool is_name = text->find_first_of("/ ~") == std::string::npos;
    if ((is_path || is_name) && characters(*text) && !has_control_characters(*text) &&
        text->size() <= longest_sound)
        return *text;
    complain(reading, value, in_quotes(*text) + " is no sound, expected " + range());
    return std::nullopt;
}

std::string Sound::print(const std::string& sound) {
    return toml_string(sound);
}

std::string WeekWindows::range() {
    return "parts of the week such as \"Mon-Fri 08:30-18:00\"";
}

std::optional<std::vector<WeekWindow>> WeekWindows::read(const Value& value, Reading& reading) {
    const auto* list = read_list(value, "[\"Mon-Fri 08:30-18:00\"]", reading);
    if (!list) return std::nullopt;
    std::set<WeekWindow> windows;
    for (const Value& element : *list) {
        const auto* text = std::get_if<std::string>(&element.is);
        if (!text) {
            complain_of_type(reading, element, "a part of the week such as \"Mon-Fri 08:30-18:00\"");
            continue;
        }
        try {
            const auto more = parse_week_windows(*text);
            if (std::ranges::any_of(more, [&windows](const auto& one) { return windows.contains(one); }))
                complain(reading, element,
                         in_quotes(*text) + " has a day and time that an entry before it has too");
            windows.insert(more.begin(), more.end());
        } catch (const std::invalid_argument& reason) {
            complain(reading, element, reason.what());
        }
    }
    return std::vector<WeekWindow>{windows.begin(), windows.end()};
}

std::string WeekWindows::print(const std::vector<WeekWindow>& windows) {
    return print_list(format_week_windows(windows));
}

std::string MovementIds::range() {
    return "movements by their id";
}

std::optional<std::vector<std::string>> MovementIds::read(const Value& value, Reading& reading) {
    const auto* list = read_list(value, "[\"walk\"]", reading);
    if (!list) return std::nullopt;
    std::vector<std::string> ids;
    for (const Value& element : *list) {
        const auto index = read_name(element, reading.known_movements, reading);
        if (!index) continue;
        const std::string id{reading.known_movements[*index]};
        if (std::ranges::find(ids, id) != ids.end())
            complain(reading, element, in_quotes(id) + " is there twice");
        else
            ids.push_back(id);
    }
    return ids;
}

std::string MovementIds::print(const std::vector<std::string>& ids) {
    return print_list(ids);
}

std::string ArgumentList::range() {
    return "a program and its arguments, or []";
}

std::optional<std::vector<std::string>> ArgumentList::read(const Value& value, Reading& reading) {
    const auto* list = read_list(value, "[\"notify-send\", \"Up!\"]", reading);
    if (!list) return std::nullopt;
    if (list->size() > most_arguments)
        complain(reading, value,
                 std::to_string(list->size()) + " texts, expected at most " + std::to_string(most_arguments));
    std::vector<std::string> arguments;
    for (const Value& element : *list) {
        const auto* text = std::get_if<std::string>(&element.is);
        if (!text)
            complain_of_type(reading, element, "a text");
        else if (text->find('\0') != std::string::npos)
            complain(reading, element, in_quotes(*text) + " has a NUL character, which no argument can have");
        else if (text->size() > longest_argument)
            complain(reading, element,
                     in_quotes(*text) + " is too long, expected at most " + std::to_string(longest_argument) +
                         " bytes");
        else if (&element == &list->front() && !is_program(*text))
            complain(reading, element,
                     in_quotes(*text) +
                         " is no program, expected a name to look for on PATH, an absolute "
                         "path, or one that begins with \"~/\"");
        else
            arguments.push_back(*text);
    }
    return arguments;
}

std::string ArgumentList::print(const std::vector<std::string>& arguments) {
    return print_list(arguments);
}

}  // namespace sitbreak::config
