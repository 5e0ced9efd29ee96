#pragma once
// Messages as desktop notifications: one notification, replaced in place. libnotify and its bus live on the
// notification thread, so a server that answers nothing costs the main thread nothing (R20).

#include <chrono>
#include <functional>
#include <memory>

#include "platform/asio.hpp"
#include "reminder/display.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::platform {
class GlibThread;
}

namespace sitbreak::reminder {

/// The name of our .desktop file, without its ending: by it servers find our name, icon and settings.
inline constexpr auto desktop_entry = "org.sitbreak.Sitbreak";

/// What becomes of a reminder is reported as NotificationClosed, SnoozeAsked, SkipAsked, HowAsked or
/// NotShown; what becomes of a notice is not. ServerAppeared is reported whenever a server takes the bus
/// name, and once at the start if one is there. A session bus that dies is connected to again, with growing
/// pauses.
class Desktop final : public Display {
 public:
    /// Both are called on the main thread, and never after `stop` or the destructor.
    struct Events {
        std::function<void(const sitting::Observation&)> observed;
        /// What became of a message that was not replaced before it could be shown.
        std::function<void(const Outcome&)> came_out;
    };

    /// `thread` and `main` outlive this.
    Desktop(platform::GlibThread& thread, asio::io_context& main, Events events);

    /// Stops, without waiting.
    ~Desktop() override;

    /// Of several messages that the notification thread has not come to yet only the newest is shown.
    void show(const Message& message) override;
    void withdraw() override;

    /// Withdraws what stands and ends everything. False if that is not done after `patience`: the desktop
    /// thread is then stuck in a call.
    bool stop(std::chrono::milliseconds patience);

 private:
    class Link;
    void stop_then(std::function<void()> done);

    platform::GlibThread& thread_;
    std::shared_ptr<Link> link_;
};

}  // namespace sitbreak::reminder
