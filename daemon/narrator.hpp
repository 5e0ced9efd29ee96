#pragma once
// Tells in the log what a person would ask about, one line each, and at `debug` all that goes into the heart
// and comes out of it.

#include "sitting/action.hpp"
#include "sitting/memory.hpp"
#include "sitting/observation.hpp"

namespace sitbreak {

class Narrator {
 public:
    /// What the heart begins with.
    static void remembered(const sitting::Remembered& remembered);
    void observed(const sitting::Observation& observation, const sitting::Now& now);
    static void asked(const sitting::Action& action, const sitting::Now& now);

 private:
    /// As a desk is supposed to be found: of that nothing is told.
    bool locked_ = false;
    bool on_screen_ = true;
};

}  // namespace sitbreak
