#pragma once
// A way in which a desktop can be told not to show notifications. Each has programs on the session bus that
// must be there for it to mean anything; they come and go.

#include <utility>
#include <vector>

#include "holds/looker.hpp"
#include "platform/bus.hpp"

namespace sitbreak::holds {

class Way {
 public:
    /// `needs` are the bus names without which there is nobody to ask.
    Way(std::vector<const char*> needs, Tell tell) : needs_{std::move(needs)}, tell_{std::move(tell)} {}
    virtual ~Way() = default;
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;

    const std::vector<const char*>& needs() const { return needs_; }

    /// All of them are there now.
    virtual void begin(platform::Bus& bus) = 0;

    /// One of them has left, or the bus is gone, which then must not be used.
    void stop() {
        forget();
        tell_.hold(false);
        tell_.looked();
    }

    void nobody_to_ask() { tell_.looked(); }

 protected:
    virtual void forget() = 0;

    const Tell& tell() const { return tell_; }

 private:
    std::vector<const char*> needs_;
    Tell tell_;
};

}  // namespace sitbreak::holds
