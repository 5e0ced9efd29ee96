#include "config/toml_text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "config/words.hpp"

namespace sitbreak::config {

namespace {

/// The library frees nested tables by recursion; a table opened by a dotted key costs a few hundred bytes of
/// stack, so this many are safe. No settings come near.
constexpr std::ptrdiff_t most_dots = 4'000;

/// Deeper than any setting. What is deeper is left out, the table that holds it is unknown anyway.
constexpr int deepest = 8;

/// A person reads no more at once.
constexpr int most_syntax_errors = 20;

Position position(const toml::source_position& at) {
    return {at.line, at.column};
}

Value to_value(const toml::node& node, int depth) {
    Value value{position(node.source().begin), DateOrTime{}};
    if (const auto* boolean = node.as_boolean())
        value.is = boolean->get();
    else if (const auto* integer = node.as_integer())
        value.is = integer->get();
    else if (const auto* number = node.as_floating_point())
        value.is = number->get();
    else if (const auto* text = node.as_string())
        value.is = text->get();
    else if (const auto* array = node.as_array()) {
        List list;
        if (depth < deepest)
            for (const toml::node& element : *array)
                list.push_back(to_value(element, depth + 1));
        value.is = std::move(list);
    } else if (const auto* table = node.as_table()) {
        Table entries;
        if (depth < deepest)
            for (const auto& [key, element] : *table)
                entries.push_back(
                    {position(key.source().begin), std::string{key.str()}, to_value(element, depth + 1)});
        value.is = std::move(entries);
    }
    return value;
}

Table to_table(const toml::table& table) {
    return std::get<Table>(to_value(table, 0).is);
}

bool nests_too_deep(std::string_view text) {
    std::ptrdiff_t dots = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = trimmed(text.substr(0, end));
        if (!line.starts_with('#')) dots += std::ranges::count(line, '.');
        text.remove_prefix(end);
    }
    return dots > most_dots;
}

/// A line of the text, with its line end.
struct Line {
    std::size_t begin = 0;
    std::size_t length = 0;
};

/// `number` counts from 1. Behind the text the length is 0.
Line line_of(std::string_view text, unsigned number) {
    Line line;
    for (unsigned i = 1;; ++i) {
        const std::size_t end = text.find('\n', line.begin);
        line.length = (end == std::string_view::npos ? text.size() : end + 1) - line.begin;
        if (i == number || line.length == 0) return line;
        line.begin += line.length;
    }
}

void blank(std::string& text, const Line& line) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(line.begin);
    std::replace_if(
        begin, begin + static_cast<std::ptrdiff_t>(line.length), [](char c) { return c != '\n'; }, ' ');
}

bool is_bare(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    });
}

bool is_header(std::string_view line) {
    std::string_view text = trimmed(line.substr(0, line.find('#')));
    if (!text.starts_with('[') || !text.ends_with(']')) return false;
    while (text.starts_with('['))
        text.remove_prefix(1);
    while (text.ends_with(']'))
        text.remove_suffix(1);
    return is_bare(trimmed(text));
}

/// "key = value" on one line.
struct Setting {
    std::string_view key;
    std::string_view value;
    /// In the line, from 0.
    std::size_t equals = 0;
    std::size_t value_begin = 0;
};

std::optional<Setting> setting_in(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || !is_bare(trimmed(line.substr(0, equals)))) return std::nullopt;
    const std::size_t begin = std::min(line.find_first_not_of(" \t", equals + 1), line.size());
    return Setting{trimmed(line.substr(0, equals)),
                   trimmed(line.substr(begin, line.find('#', begin) - begin)), equals, begin};
}

/// Takes the mistake out of the text, if what follows it can be understood without it: a setting on one line,
/// or the part of the text under a header.
bool mend(std::string& text, unsigned number) {
    Line line = line_of(text, number);
    const std::string copy = text.substr(line.begin, line.length);
    if (const auto setting = setting_in(copy)) {
        const bool goes_on = setting->value.starts_with('[') ||
                             setting->value.find("\"\"\"") != std::string_view::npos ||
                             setting->value.find("'''") != std::string_view::npos;
        if (!goes_on || setting->value.ends_with(']')) {
            blank(text, line);
            return true;
        }
        return false;
    }
    if (!trimmed(copy).starts_with('[')) return false;
    do {
        blank(text, line);
        line = line_of(text, ++number);
    } while (line.length > 0 && !is_header(std::string_view{text}.substr(line.begin, line.length)));
    return true;
}

bool is_twice(const toml::parse_error& error) {
    return error.description().find("cannot redefine") != std::string_view::npos;
}

/// Whether the mistake is that something opened on a line before is still open: the file ends, or what stands
/// there would be a setting but was not taken for one.
bool is_left_open(const toml::parse_error& error, const std::optional<Setting>& setting) {
    if (error.description().find("end-of-file") != std::string_view::npos) return true;
    return setting && error.source().begin.column <= setting->equals && !is_twice(error);
}

bool is_unquoted_text(std::string_view value) {
    constexpr std::string_view opens_a_value = "\"'[{";
    return !value.empty() && opens_a_value.find(value.front()) == std::string_view::npos &&
           value.find('"') == std::string_view::npos && characters(value) &&
           value.find_first_not_of("+-_.0123456789") != std::string_view::npos;
}

bool is_meant_as_boolean(std::string_view value) {
    constexpr std::array<std::string_view, 6> spellings = {"true", "false", "yes", "no", "on", "off"};
    return std::ranges::find(spellings, lower_case(value)) != spellings.end();
}

bool is_unclosed_text(std::string_view value) {
    return (value.starts_with('"') || value.starts_with('\'')) &&
           std::ranges::count(value, value.front()) == 1;
}

/// The library's words without their beginning, which says where it was in its own work.
std::string in_other_words(std::string_view description) {
    constexpr std::string_view beginning = "Error while parsing ";
    const std::size_t colon = description.find(": ");
    if (!description.starts_with(beginning) || colon == std::string_view::npos)
        return "not valid TOML: " + std::string{description};
    const std::string_view what = description.substr(beginning.size(), colon - beginning.size());
    return "not valid TOML (" + std::string{what} + "): " + std::string{description.substr(colon + 2)};
}

/// What was probably meant by the value that is none; nothing if that is not clear.
std::optional<std::string> meant(const Setting& setting) {
    const std::string example = std::string{setting.key} + " = ";
    constexpr std::string_view curly_quote = "\xE2\x80\x9C";
    if (setting.value.starts_with(curly_quote))
        return "texts need straight quotes, as in " + example + "\"…\"";
    if (is_unclosed_text(setting.value)) return "the text lacks its closing quote";
    if (is_meant_as_boolean(setting.value))
        return in_quotes(setting.value) + " is no value, expected true or false";
    if (is_unquoted_text(setting.value))
        return "texts need quotes, write " + example + in_quotes(setting.value);
    return std::nullopt;
}

Complaint complaint(const toml::parse_error& error, std::string_view line) {
    const Position at = position(error.source().begin);
    const auto in_line = [&at](std::size_t begin) {
        return Position{at.line, static_cast<unsigned>(begin) + 1};
    };
    if (is_twice(error) && is_header(line))
        return {at, std::string{trimmed(line.substr(0, line.find('#')))} + " is there twice, expected once"};
    const auto setting = setting_in(line);
    if (setting && is_twice(error))
        return {in_line(line.find_first_not_of(" \t")),
                in_quotes(setting->key) + " is set twice, expected once"};
    if (setting && !is_left_open(error, setting))
        if (const auto words = meant(*setting)) return {in_line(setting->value_begin), *words};
    if (setting && is_left_open(error, setting) && at.column <= setting->equals)
        return {at, "not valid TOML: a list or text that begins before this is not closed"};
    return {at, in_other_words(error.description())};
}

}  // namespace

TomlText parse_toml(std::string_view text) {
    TomlText result;
    if (nests_too_deep(text)) {
        result.complaints.push_back({{1, 1}, "too many dotted keys for a settings file"});
        return result;
    }
    std::string rest{text};
    for (int errors = 0; errors < most_syntax_errors; ++errors) {
        try {
            result.root = to_table(toml::parse(std::string_view{rest}));
            return result;
        } catch (const toml::parse_error& error) {
            const unsigned number = error.source().begin.line;
            const Line line = line_of(rest, number);
            const std::string_view words = std::string_view{rest}.substr(line.begin, line.length);
            result.complaints.push_back(complaint(error, words));
            if (is_left_open(error, setting_in(words)) || !mend(rest, number)) return result;
        }
    }
    return result;
}

std::optional<Value> parse_toml_value(std::string_view text) {
    if (nests_too_deep(text)) return std::nullopt;
    try {
        Table table = to_table(toml::parse("value = " + std::string{text}));
        if (table.size() != 1) return std::nullopt;
        return std::move(table.front().value);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

}  // namespace sitbreak::config
