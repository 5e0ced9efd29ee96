#pragma once
// Merges several tellers of one thing that is on or off: the session is locked (logind, screen savers), the
// desktop is kept awake (the input source, logind, the power manager).

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "platform/asio.hpp"
#include "platform/boot_clock.hpp"
#include "platform/boot_timer.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

/// It is on while any of them says so, and told only when that changes. All on the main thread. `What` is an
/// observation with a flag `on`.
template <typename What>
class AnyOf {
 public:
    /// Of one and the same thing that several have said to be on, one can forget to say that it is over: a
    /// locker that died leaves logind's hint as it was. With `patience`, who still says so that long after
    /// another took it back is no longer believed, until they say it anew.
    AnyOf(asio::io_context& io, Observe observe, std::optional<sitting::Duration> patience = std::nullopt)
        : observe_{std::move(observe)}, patience_{patience} {
        if (patience_) patience_is_over_.emplace(io, [this] { forget(); });
    }

    AnyOf(const AnyOf&) = delete;
    AnyOf& operator=(const AnyOf&) = delete;

    /// An observer for one more teller; `otherwise` hears what it tells of other things. It must not be
    /// called once this object is gone.
    Observe teller(Observe otherwise) {
        const std::size_t who = says_.size();
        says_.push_back(false);
        return [this, who, otherwise = std::move(otherwise)](const sitting::Observation& observation) {
            if (const auto* what = std::get_if<What>(&observation.what))
                told(who, what->on, observation.at);
            else
                otherwise(observation);
        };
    }

 private:
    void told(std::size_t who, bool on, sitting::Instant at) {
        const bool takes_back = says_[who] && !on;
        says_[who] = on;
        if (on || !any()) {
            if (patience_) patience_is_over_->arm(std::nullopt);
            set(on, at);
        } else if (patience_ && takes_back) {
            patience_is_over_->arm(platform::boot_now() + *patience_);
        }
    }

    void forget() {
        says_.assign(says_.size(), false);
        set(false, platform::boot_now());
    }

    bool any() const {
        for (const bool says : says_)
            if (says) return true;
        return false;
    }

    void set(bool on, sitting::Instant at) {
        if (std::exchange(on_, on) != on) observe_({at, What{on}});
    }

    Observe observe_;
    std::optional<sitting::Duration> patience_;
    std::vector<bool> says_;
    bool on_ = false;
    std::optional<platform::BootTimer> patience_is_over_;
};

}  // namespace sitbreak::presence
