#pragma once
// Tells in the log what a person would ask about, one line each, and at `debug` all that goes into the heart
// and comes out of it.

#include "sitting/action.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::narrator {

void observed(const sitting::Observation& observation, const sitting::Now& now);
void asked(const sitting::Action& action, const sitting::Now& now);

}  // namespace sitbreak::narrator
