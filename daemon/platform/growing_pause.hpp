#pragma once
// How long to wait before the next try of something that failed: 1 s, 2 s, 4 s, … up to a longest.

#include <algorithm>
#include <chrono>

#include "sitting/time.hpp"

namespace sitbreak::platform {

class GrowingPause {
 public:
    explicit GrowingPause(sitting::Duration longest) : longest_{longest} {}

    sitting::Duration next() {
        const auto pause = next_;
        next_ = std::min(next_ * 2, longest_);
        return pause;
    }
    void reset() { next_ = std::chrono::seconds{1}; }

 private:
    sitting::Duration longest_;
    sitting::Duration next_ = std::chrono::seconds{1};
};

}  // namespace sitbreak::platform
