#pragma once
// For callbacks that may still be queued when their object is gone.

#include <memory>
#include <utility>

namespace sitbreak::platform {

/// A member of the object that the callbacks belong to. All on one thread.
class Lifetime {
 public:
    /// `callback`, which does nothing once this object is gone.
    template <typename Callback>
    auto guard(Callback callback) const {
        return [lives = std::weak_ptr<const char>{token_}, guarded = std::move(callback)] {
            if (!lives.expired()) guarded();
        };
    }

 private:
    std::shared_ptr<const char> token_ = std::make_shared<const char>();
};

}  // namespace sitbreak::platform
