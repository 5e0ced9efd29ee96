#pragma once
// From what a person set to what the heart goes by: the two rooms do not know each other.

#include "config/settings.hpp"
#include "sitting/rules.hpp"

namespace sitbreak {

/// `checkpoint_every` is not a person's to set.
sitting::Rules rules_from(const config::Settings& settings, sitting::Duration checkpoint_every);

}  // namespace sitbreak
