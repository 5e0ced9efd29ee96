#pragma once
// The settings in force, for a person and for the reader.

#include <string>

#include "config/reader.hpp"

namespace sitbreak::config {

/// TOML that reads back to the same settings; a comment on each line says where it came from.
std::string print_settings(const Loaded& loaded);

}  // namespace sitbreak::config
