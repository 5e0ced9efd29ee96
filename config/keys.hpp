#pragma once
// The table of everything that can be set. Reading, --set, printing, suggestions and the tests of the
// reference and the default file all go by it. A new setting is a member in settings.hpp and one entry in
// keys.cpp; the tests then ask for its line in docs/settings.md and in sitbreak.toml.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/shapes.hpp"

namespace sitbreak::config {

struct Key {
    /// "sitting", and "limit" in it.
    std::string_view table;
    std::string_view name;
    /// What it can be, for a person: "3s to 1d".
    std::string range;
    /// Whether a value's type is one that it can have.
    bool (*takes)(const Value&) = nullptr;
    /// Puts the value into the settings, or complains and may leave them as they were.
    std::function<void(const Value&, Settings&, Reading&)> read;
    /// The value in the settings as TOML, on one line.
    std::function<std::string(const Settings&)> print;

    std::string full_name() const { return std::string{table} + '.' + std::string{name}; }
};

/// In the order in which a person meets them; the keys of a table are together.
const std::vector<Key>& keys();

/// None when there is no such key.
const Key* find_key(std::string_view full_name);

std::vector<std::string_view> table_names();
std::vector<std::string_view> key_names(std::string_view table);

/// Two settings that cannot both be in force.
struct Contradiction {
    /// The one to blame if somebody set it.
    std::string_view key;
    std::string_view other;
    /// What is wrong, followed by the other one's name and value; none when they go together.
    std::optional<std::string> (*wrong)(const Settings&);
};

const std::vector<Contradiction>& contradictions();

/// A default that follows from other settings.
struct DerivedDefault {
    std::string_view key;
    /// Fits the setting to the others. Called only when nobody set it.
    void (*derive)(Settings&);
};

const std::vector<DerivedDefault>& derived_defaults();

}  // namespace sitbreak::config
