#pragma once
// The commented default file, as it was when this program was built.

#include <string_view>

namespace sitbreak::command {

/// config/sitbreak.toml, whole.
std::string_view default_settings();

}  // namespace sitbreak::command
