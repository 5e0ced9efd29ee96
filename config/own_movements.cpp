// The shape of [[movements.own]]: what each table in it may have.

#include <algorithm>
#include <array>
#include <limits>

#include "config/movements.hpp"
#include "config/shapes.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

namespace {

/// What a notification's one line or a list's heading takes.
constexpr std::size_t longest_title = 60;
constexpr std::size_t most_movements = 100;
constexpr std::string_view example = "[{ title = \"…\", steps = [\"…\"], place = \"desk\" }]";
constexpr std::array<std::string_view, 3> members = {"title", "steps", "place"};

void complain(Reading& reading, Position at, std::string what) {
    reading.complaints.push_back({at, std::move(what)});
}

/// One line that says something, of at most `longest` characters.
std::optional<std::string> read_line(const Value& value, std::string_view name, std::size_t longest,
                                     Reading& reading) {
    const auto* text = std::get_if<std::string>(&value.is);
    const std::string subject{name};
    if (!text)
        complain(reading, value.at, subject + ": expected a text, got " + describe(value));
    else if (trimmed(*text).empty())
        complain(reading, value.at, subject + ": empty, expected a text");
    else if (!characters(*text) || has_control_characters(*text))
        complain(reading, value.at, subject + ": " + in_quotes(*text) + " is not one line of text");
    else if (*characters(*text) > longest)
        complain(reading, value.at,
                 subject + ": " + in_quotes(*text) + " is too long, expected at most " +
                     std::to_string(longest) + " characters");
    else
        return *text;
    return std::nullopt;
}

void read_steps(const Value& value, OwnMovement& movement, Reading& reading) {
    const auto* list = std::get_if<List>(&value.is);
    if (!list || list->empty() || list->size() > Movement::step_lines) {
        complain(reading, value.at,
                 "steps: expected a list of 1 to " + std::to_string(Movement::step_lines) + " lines, got " +
                     (list ? std::to_string(list->size()) : describe(value)));
        return;
    }
    for (const Value& element : *list)
        if (auto step = read_line(element, "steps", Movement::step_length, reading))
            movement.steps.push_back(std::move(*step));
}

void read_member(const Entry& entry, OwnMovement& movement, Reading& reading) {
    if (entry.key == "title") {
        if (auto title = read_line(entry.value, "title", longest_title, reading))
            movement.title = std::move(*title);
    } else if (entry.key == "steps") {
        read_steps(entry.value, movement, reading);
    } else if (entry.key == "place") {
        if (const auto place = place_choice().read(entry.value, reading))
            movement.place = *place;
        else
            reading.complaints.back().what.insert(0, "place: ");
    } else {
        const auto meant = nearest(entry.key, members);
        complain(
            reading, entry.at,
            "unknown key " + in_quotes(entry.key) + " in a movement, " +
                (meant ? "did you mean " + in_quotes(*meant) + '?' : "expected " + listed(members, "and")));
    }
}

/// `is_whole`: all that is written of it could be read.
OwnMovement read_movement(const Value& value, const Table& table, bool is_whole, Reading& reading) {
    OwnMovement movement;
    for (const std::string_view member : members)
        if (is_whole && std::ranges::find(table, member, &Entry::key) == table.end())
            complain(reading, value.at,
                     "this movement has no " + std::string{member} + ", expected " + listed(members, "and"));
    for (const Entry& entry : table)
        read_member(entry, movement, reading);
    return movement;
}

}  // namespace

std::string OwnMovements::range() {
    return "tables with " + listed(members, "and");
}

std::optional<std::vector<OwnMovement>> OwnMovements::read(const Value& value, Reading& reading) {
    const auto* list = std::get_if<List>(&value.is);
    if (!list) {
        complain(reading, value.at,
                 "expected a list of tables, each under [[movements.own]], got " + describe(value));
        return std::nullopt;
    }
    if (list->size() > most_movements)
        complain(
            reading, value.at,
            std::to_string(list->size()) + " movements, expected at most " + std::to_string(most_movements));
    std::vector<OwnMovement> own;
    for (auto next = list->begin(); next != list->end();) {
        const Value& element = *next++;
        const auto* table = std::get_if<Table>(&element.is);
        if (!table) {
            complain(reading, element.at,
                     "expected a table such as in " + std::string{example} + ", got " + describe(element));
            continue;
        }
        const unsigned end = next != list->end() ? next->at.line : std::numeric_limits<unsigned>::max();
        const bool is_whole = std::ranges::none_of(
            reading.lost_lines, [&](unsigned line) { return line >= element.at.line && line < end; });
        OwnMovement movement = read_movement(element, *table, is_whole, reading);
        if (!movement.title.empty() &&
            std::ranges::find(own, movement.title, &OwnMovement::title) != own.end())
            complain(reading, element.at,
                     "a movement before this has the title " + in_quotes(movement.title) + " too");
        own.push_back(std::move(movement));
    }
    return own;
}

std::string OwnMovements::print(const std::vector<OwnMovement>& own) {
    std::string result = "[";
    for (const OwnMovement& movement : own) {
        if (result.size() > 1) result += ", ";
        result += "{ title = " + toml_string(movement.title) + ", steps = " + print_list(movement.steps) +
                  ", place = " + toml_string(place_name(movement.place)) + " }";
    }
    return result + ']';
}

}  // namespace sitbreak::config
