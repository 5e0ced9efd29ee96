#pragma once
// The kinds of values a setting can have: what each can be, how it is read or refused with a reason, and how
// it is printed. Each has the same four functions, which config/keys.cpp binds to a place in the settings.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "config/value.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

/// What a value is read with, and where the complaints go.
struct Reading {
    std::span<const std::string_view> known_movements;
    /// Lines of the text that could not be read: what seems to be missing may stand there.
    std::span<const unsigned> lost_lines;
    Complaints complaints;
};

template <typename T>
bool holds(const Value& value) {
    return std::holds_alternative<T>(value.is);
}

/// The value for a message: `the number 30`, `the text "x"`, `a list`.
std::string describe(const Value& value);

/// `["a", "b"]`.
std::string print_list(const std::vector<std::string>& texts);

/// The index of the one of `names` that the value is; complains if it is none.
std::optional<std::size_t> read_name(const Value& value, std::span<const std::string_view> names,
                                     Reading& reading);

/// The value as a list; complains with the example if it is none.
const List* read_list(const Value& value, std::string_view example, Reading& reading);

/// From `shortest` to `longest`.
struct Duration {
    std::chrono::seconds shortest;
    std::chrono::seconds longest;

    std::string range() const;
    static bool takes(const Value& value) { return holds<std::string>(value); }
    std::optional<std::chrono::seconds> read(const Value& value, Reading& reading) const;
    static std::string print(std::chrono::seconds duration);
};

/// A duration, or a word for none.
struct DurationOr {
    std::string_view word;
    Duration duration;

    std::string range() const;
    static bool takes(const Value& value) { return holds<std::string>(value); }
    std::optional<std::optional<std::chrono::seconds>> read(const Value& value, Reading& reading) const;
    std::string print(const std::optional<std::chrono::seconds>& value) const;
};

/// A whole number.
struct Count {
    int lowest;
    int highest;

    std::string range() const;
    static bool takes(const Value& value) { return holds<std::int64_t>(value); }
    std::optional<int> read(const Value& value, Reading& reading) const;
    static std::string print(int count);
};

struct YesOrNo {
    static std::string range();
    static bool takes(const Value& value) { return holds<bool>(value); }
    static std::optional<bool> read(const Value& value, Reading& reading);
    static std::string print(bool value);
};

/// A sound name, an absolute path, or nothing.
struct Sound {
    static std::string range();
    static bool takes(const Value& value) { return holds<std::string>(value); }
    static std::optional<std::string> read(const Value& value, Reading& reading);
    static std::string print(const std::string& sound);
};

/// A list of parts of the week.
struct WeekWindows {
    static std::string range();
    static bool takes(const Value& value) { return holds<List>(value); }
    static std::optional<std::vector<WeekWindow>> read(const Value& value, Reading& reading);
    static std::string print(const std::vector<WeekWindow>& windows);
};

/// A list of ids of the catalogue.
struct MovementIds {
    static std::string range();
    static bool takes(const Value& value) { return holds<List>(value); }
    static std::optional<std::vector<std::string>> read(const Value& value, Reading& reading);
    static std::string print(const std::vector<std::string>& ids);
};

/// A program and its arguments, or nothing.
struct ArgumentList {
    static std::string range();
    static bool takes(const Value& value) { return holds<List>(value); }
    static std::optional<std::vector<std::string>> read(const Value& value, Reading& reading);
    static std::string print(const std::vector<std::string>& arguments);
};

/// A list of tables, each a movement.
struct OwnMovements {
    static std::string range();
    static bool takes(const Value& value) { return holds<List>(value); }
    static std::optional<std::vector<OwnMovement>> read(const Value& value, Reading& reading);
    static std::string print(const std::vector<OwnMovement>& movements);
};

/// One value of an enumeration by its name. The names are in the order of the values, which count from 0.
template <typename E>
struct Choice {
    std::span<const std::string_view> names;

    std::string name(E value) const { return std::string{names[static_cast<std::size_t>(value)]}; }
    std::string range() const { return listed(names, "or"); }
    static bool takes(const Value& value) { return holds<std::string>(value); }

    std::optional<E> read(const Value& value, Reading& reading) const {
        const auto index = read_name(value, names, reading);
        return index ? std::optional{static_cast<E>(*index)} : std::nullopt;
    }

    std::string print(E value) const { return '"' + name(value) + '"'; }
};

/// A place, spelled as place_name says.
Choice<Place> place_choice();

/// Several values of an enumeration, each once, in a container of them.
template <typename Container>
struct Choices {
    using E = typename Container::value_type;
    Choice<E> choice;
    bool may_be_empty;

    std::string range() const {
        return (may_be_empty ? "any of " : "one or more of ") + listed(choice.names, "and");
    }
    static bool takes(const Value& value) { return holds<List>(value); }

    std::optional<Container> read(const Value& value, Reading& reading) const {
        const auto* list = read_list(value, "[\"" + std::string{choice.names.front()} + "\"]", reading);
        if (!list) return std::nullopt;
        if (list->empty() && !may_be_empty)
            reading.complaints.push_back({value.at, "empty, expected " + range()});
        Container result;
        for (const Value& element : *list) {
            const auto one = choice.read(element, reading);
            if (!one) continue;
            if (std::ranges::find(result, *one) != result.end())
                reading.complaints.push_back({element.at, '"' + choice.name(*one) + "\" is there twice"});
            else
                result.insert(result.end(), *one);
        }
        return result;
    }

    std::string print(const Container& values) const {
        std::vector<std::string> texts;
        std::ranges::transform(values, std::back_inserter(texts),
                               [this](E value) { return choice.name(value); });
        return print_list(texts);
    }
};

}  // namespace sitbreak::config
