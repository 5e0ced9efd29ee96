#pragma once
// A source of two halves: one that speaks D-Bus and lives on the desktop thread, and a hearer on the main
// thread.

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "platform/asio.hpp"
#include "platform/glib_thread.hpp"

namespace sitbreak::platform {

/// Owned by the main thread's half. `Half` is made, used and destroyed on the desktop thread; its constructor
/// takes a std::function<void(const Told&)> first.
template <typename Half, typename Told>
class DesktopHalf {
 public:
    using Hear = std::function<void(const Told&)>;

    /// What the half tells comes to `hear` on the thread that runs `main`, unless this object is gone by
    /// then. Both `desktop` and `main` are to outlive this object, and `main` the end of the desktop thread.
    template <typename... Arguments>
    DesktopHalf(GlibThread& desktop, asio::io_context& main, Hear hear, Arguments... arguments)
        : desktop_{desktop},
          hear_{std::make_shared<const Hear>(std::move(hear))},
          half_{std::make_shared<std::optional<Half>>()} {
        const Hear tell = [&main, listener = std::weak_ptr{hear_}](const Told& told) {
            asio::post(main, [listener, told] {
                if (const auto live = listener.lock()) (*live)(told);
            });
        };
        desktop_.invoke([half = half_, tell, arguments...] { half->emplace(tell, arguments...); });
    }

    /// Does not wait for the desktop thread.
    ~DesktopHalf() {
        desktop_.invoke([half = std::move(half_)] { half->reset(); });
    }

    DesktopHalf(const DesktopHalf&) = delete;
    DesktopHalf& operator=(const DesktopHalf&) = delete;

    /// Does `work` with the half on its thread.
    void ask(std::function<void(Half&)> work) const {
        desktop_.invoke([half = half_, work = std::move(work)] {
            if (*half) work(**half);
        });
    }

 private:
    GlibThread& desktop_;
    std::shared_ptr<const Hear> hear_;
    /// Only the desktop thread looks into it.
    std::shared_ptr<std::optional<Half>> half_;
};

}  // namespace sitbreak::platform
