#include "presence/wayland_idle.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <ext-idle-notify-v1-client.h>

#include "platform/boot_clock.hpp"
#include "platform/boot_timer.hpp"
#include "platform/guarded.hpp"
#include "platform/handle.hpp"
#include "platform/wayland_connection.hpp"

namespace sitbreak::presence {

namespace {

using sitting::Duration;
using sitting::Instant;
using std::chrono::milliseconds;
using Notifier = platform::Handle<ext_idle_notifier_v1, ext_idle_notifier_v1_destroy>;
using Seat = platform::Handle<wl_seat, wl_seat_destroy>;

/// The first with get_input_idle_notification.
constexpr std::uint32_t tells_input_alone = 2;

/// Without input for this long when it is first looked, nobody is typing just now.
constexpr milliseconds glance{250};
/// Until then the compositor has said so, if it is so: compositors are late by a few hundredths of the time.
constexpr milliseconds glance_over{500};
/// One ext_idle_notification_v1, and what it said last.
class Notification {
 public:
    Notification(ext_idle_notification_v1* proxy) : proxy_{proxy} {
        static constexpr ext_idle_notification_v1_listener listener{idled, resumed};
        ext_idle_notification_v1_add_listener(proxy, &listener, this);
    }
    Notification(const Notification&) = delete;
    Notification& operator=(const Notification&) = delete;

    bool is_idle() const { return is_idle_; }

 private:
    static void idled(void* self, ext_idle_notification_v1*) noexcept {
        static_cast<Notification*>(self)->is_idle_ = true;
    }
    static void resumed(void* self, ext_idle_notification_v1*) noexcept {
        static_cast<Notification*>(self)->is_idle_ = false;
    }

    platform::Handle<ext_idle_notification_v1, ext_idle_notification_v1_destroy> proxy_;
    bool is_idle_ = false;
};

class WaylandIdle final : public InputSource {
 public:
    WaylandIdle(asio::io_context& io, const std::string& display, Duration idle_threshold, Observe observe,
                Duration proves_itself)
        : display_{display},
          name_{"input on Wayland display " + display},
          observe_{std::move(observe)},
          idle_threshold_{idle_threshold},
          proves_itself_{proves_itself},
          glance_over_{io, [this] { decide(); }},
          connection_{
              io, display,
              platform::WaylandConnection::Events{
                  [this](auto name, auto interface, auto version) { offered(name, interface, version); },
                  [this](auto name) { withdrawn(name); }, [this] { listed(); }, [this] { follow(); },
                  [this](const std::string& why) { lose(why); }}} {}

    std::string_view name() const override { return name_; }
    std::string fault() const override { return fault_; }
    bool may_recover() const override { return !is_useless_; }
    bool tells_of_each_pause() const override { return knows_inhibitors(); }
    void look(Duration idle_threshold) override;
    void machine_woke() override;

 private:
    enum class Input { unknown, goes_on, idle };

    void offered(std::uint32_t name, std::string_view interface, std::uint32_t version);
    void withdrawn(std::uint32_t name);
    void listed();
    void take_a_look();
    void follow();
    void decide();
    void wait_for_pause();
    void forget_notifications();
    void tell(Instant at, decltype(sitting::Observation::what) what);
    void tell_passive(bool on, Instant at);
    void lose(const std::string& why);

    /// How long without input and without inhibitors until `uninhibited_` says so: a bit less than the
    /// threshold, so that by then it is known whether something keeps the desktop awake.
    Duration uninhibited_threshold() const { return idle_threshold_ * 9 / 10; }
    bool knows_inhibitors() const { return version_ >= tells_input_alone; }
    void make(std::optional<Notification>& into, Duration after, bool of_input_alone);

    std::string display_;
    std::string name_;
    Observe observe_;
    Duration idle_threshold_;
    Duration proves_itself_;
    std::string fault_;
    platform::BootTimer glance_over_;

    Input input_ = Input::unknown;
    bool is_passive_ = false;
    Instant looked_at_{};
    /// Between a wake of the machine and the first input after it. When the last input was is not known then,
    /// so no pause is told: as far as one could tell, it would begin at the wake, as if somebody had been
    /// there.
    bool none_since_wake_ = false;
    /// It told of a pause, so it can.
    bool is_proven_ = false;
    bool is_useless_ = false;
    /// The notifications are of another threshold, but hold until the next input.
    bool is_outdated_ = false;

    // What belongs to the connection is destroyed before it.
    platform::WaylandConnection connection_;
    std::uint32_t version_ = 0;
    std::uint32_t notifier_name_ = 0;
    std::uint32_t seat_name_ = 0;
    Notifier notifier_;
    Seat seat_;
    /// Of a short time: to know at the beginning whether there is input, and when the first comes.
    std::optional<Notification> glance_;
    /// Of the threshold.
    std::optional<Notification> pause_;
    /// Comes only while nothing keeps the desktop awake. None if that cannot be known.
    std::optional<Notification> uninhibited_;
};

void WaylandIdle::offered(std::uint32_t name, std::string_view interface, std::uint32_t version) {
    if (interface == ext_idle_notifier_v1_interface.name && !notifier_) {
        version_ = std::min(version, tells_input_alone);
        notifier_name_ = name;
        notifier_.reset(
            connection_.bind<ext_idle_notifier_v1>(name, ext_idle_notifier_v1_interface, version_));
        name_ = "input on Wayland display " + display_ + " (ext-idle-notify-v1, version " +
                std::to_string(version_) + ")";
    } else if (interface == wl_seat_interface.name && !seat_) {
        constexpr std::uint32_t has_all_we_need = 1;
        seat_name_ = name;
        seat_.reset(connection_.bind<wl_seat>(name, wl_seat_interface, has_all_we_need));
    } else {
        return;
    }
    if (notifier_ && seat_) take_a_look();
}

void WaylandIdle::withdrawn(std::uint32_t name) {
    if (name != seat_name_ && name != notifier_name_) return;
    lose(name == seat_name_ ? "the compositor has taken the seat away"
                            : "the compositor no longer tells of idleness");
}

void WaylandIdle::listed() {
    if (!notifier_) lose("the compositor does not tell of idleness (ext-idle-notify-v1)");
    // A seat may come later.
}

/// A new notification knows nothing of the past, so whether there is input now must show.
void WaylandIdle::take_a_look() {
    forget_notifications();
    input_ = Input::unknown;
    looked_at_ = platform::boot_now();
    make(glance_, glance, true);
    wait_for_pause();
    glance_over_.arm(looked_at_ + glance_over);
}

void WaylandIdle::wait_for_pause() {
    is_outdated_ = false;
    make(pause_, idle_threshold_, true);
    if (knows_inhibitors()) make(uninhibited_, uninhibited_threshold(), false);
    connection_.flush();
}

void WaylandIdle::forget_notifications() {
    glance_.reset();
    pause_.reset();
    uninhibited_.reset();
}

void WaylandIdle::make(std::optional<Notification>& into, Duration after, bool of_input_alone) {
    const auto ms = static_cast<std::uint32_t>(std::chrono::ceil<milliseconds>(after).count());
    into.reset();
    into.emplace(of_input_alone && knows_inhibitors()
                     ? ext_idle_notifier_v1_get_input_idle_notification(notifier_.get(), ms, seat_.get())
                     : ext_idle_notifier_v1_get_idle_notification(notifier_.get(), ms, seat_.get()));
}

void WaylandIdle::look(Duration idle_threshold) {
    if (!fault_.empty()) return;
    if (!is_proven_ && knows_inhibitors() && input_ == Input::goes_on &&
        platform::boot_now() - looked_at_ >= proves_itself_) {
        is_useless_ = true;
        lose(
            "it has told of no pause in five minutes: either something makes input all the time, or the "
            "compositor does not tell");
        return;
    }
    if (idle_threshold == idle_threshold_) return;
    idle_threshold_ = idle_threshold;
    if (!pause_) return;
    if (input_ == Input::idle)
        is_outdated_ = true;
    else
        wait_for_pause();
}

void WaylandIdle::machine_woke() {
    // Some compositors let their idle timers run through a suspend, and say at the resume that time has
    // passed.
    if (!fault_.empty() || !pause_) return;
    none_since_wake_ = true;
    take_a_look();
}

/// What came in one go is one state: the order inside it means nothing.
void WaylandIdle::follow() {
    if (!pause_ || !fault_.empty()) return;
    if (glance_ && glance_->is_idle()) is_proven_ = true;
    if (pause_->is_idle()) is_proven_ = true;
    const auto now = platform::boot_now();
    const bool is_passive = pause_->is_idle() && uninhibited_ && !uninhibited_->is_idle();

    if (input_ == Input::unknown) {
        if (!glance_->is_idle()) return;
        glance_over_.arm(std::nullopt);
        input_ = Input::idle;
        if (!none_since_wake_) tell(looked_at_, sitting::InputIdle{});
        return;
    }
    const bool is_idle = pause_->is_idle() || (input_ == Input::idle && glance_ && glance_->is_idle());
    if (is_proven_ && !is_idle) glance_.reset();
    if (input_ == Input::goes_on && is_idle) {
        input_ = Input::idle;
        const auto since = now - idle_threshold_;
        tell_passive(is_passive, now);
        tell(since, sitting::InputIdle{});
    } else if (input_ == Input::idle && !is_idle) {
        input_ = Input::goes_on;
        none_since_wake_ = false;
        tell(now, sitting::InputResumed{});
        tell_passive(false, now);
        if (is_outdated_) wait_for_pause();
    } else if (input_ == Input::idle) {
        const bool has_ended = !is_passive && pause_->is_idle();
        tell_passive(is_passive, has_ended ? now - uninhibited_threshold() : now);
    }
    connection_.flush();
}

void WaylandIdle::decide() {
    if (input_ != Input::unknown || !fault_.empty()) return;
    input_ = Input::goes_on;
    none_since_wake_ = false;
    tell(platform::boot_now(), sitting::InputResumed{});
}

void WaylandIdle::lose(const std::string& why) {
    if (!fault_.empty()) return;
    fault_ = why;
    glance_over_.arm(std::nullopt);
    observe_({platform::boot_now(), sitting::SourceLost{}});
}

void WaylandIdle::tell(Instant at, decltype(sitting::Observation::what) what) {
    if (fault_.empty()) observe_({at, std::move(what)});
}

void WaylandIdle::tell_passive(bool on, Instant at) {
    if (std::exchange(is_passive_, on) != on) tell(at, sitting::Passive{on});
}

}  // namespace

std::unique_ptr<InputSource> open_wayland_idle(asio::io_context& io, const std::string& display,
                                               sitting::Duration idle_threshold, Observe observe,
                                               sitting::Duration proves_itself) {
    return std::make_unique<WaylandIdle>(io, display, idle_threshold, std::move(observe), proves_itself);
}

}  // namespace sitbreak::presence
