#pragma once
// One who looks for a reason not to interrupt, and how it says what it sees. All on the one thread of this
// program, in its one GLib loop.

#include <functional>
#include <memory>

namespace sitbreak::holds {

/// Lives until the process ends, which takes back whatever a server holds for it.
class Looker {
 public:
    Looker() = default;
    virtual ~Looker() = default;
    Looker(const Looker&) = delete;
    Looker& operator=(const Looker&) = delete;
};

using LookerPtr = std::unique_ptr<Looker>;

struct Tell {
    /// Whether there is its reason, now. It begins as there being none; the same again is no news.
    std::function<void(bool on)> hold;
    /// All that is so now has been told, or there is nobody to ask. Again is no news.
    std::function<void()> looked;
};

}  // namespace sitbreak::holds
