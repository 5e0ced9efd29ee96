#pragma once
// From TOML text to values. Alone with the TOML library.

#include <optional>
#include <string_view>

#include "config/value.hpp"

namespace sitbreak::config {

struct TomlText {
    /// What could be read. The entries of a table are in the order of their keys, not of the text.
    Table root;
    /// What is no TOML. Reading goes on behind a mistake as far as what follows can still be understood.
    Complaints complaints;
};

TomlText parse_toml(std::string_view text);

/// The text as one TOML value; none if it is not one.
std::optional<Value> parse_toml_value(std::string_view text);

}  // namespace sitbreak::config
