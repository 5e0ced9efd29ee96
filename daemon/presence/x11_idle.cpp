#include "presence/x11_idle.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>
#include <xcb/sync.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

#include "platform/boot_clock.hpp"
#include "platform/handle.hpp"
#include "platform/lifetime.hpp"
#include "platform/readable_fd.hpp"
#include "platform/unix_fd.hpp"
#include "presence/x11_connecting.hpp"

namespace sitbreak::presence {

namespace {

using std::chrono::milliseconds;

template <typename T>
using ReplyPtr = platform::Handle<T, std::free>;

std::int64_t as_number(xcb_sync_int64_t value) {
    return static_cast<std::int64_t>(value.hi) * (std::int64_t{1} << 32) + value.lo;
}

xcb_sync_int64_t as_sync(std::int64_t value) {
    return {static_cast<std::int32_t>(value >> 32), static_cast<std::uint32_t>(value & 0xffff'ffff)};
}

/// Two alarms do it: `pause_` fires when the idle time reaches the threshold, `input_again_` when it falls
/// below. Both are of the Transition kind while they wait for the next crossing: they stay armed, so nothing
/// is lost between an event and the answer to it. A Transition alarm is deaf to what is already past, so
/// whenever that is the question, a Comparison alarm asks it (once: it is inactive after its event).
class X11Idle final : public InputSource {
 public:
    X11Idle(asio::io_context& io, const std::string& display, sitting::Duration idle_threshold,
            Observe observe);

    std::string_view name() const override { return name_; }
    std::string fault() const override { return fault_; }
    void look(sitting::Duration idle_threshold) override;
    void machine_woke() override;

 private:
    enum class Input {
        goes_on,
        idle,
        /// The machine woke, and how long there has been no input is being asked.
        asked_after_wake,
        /// The machine woke, and no input has come since.
        none_since_wake
    };

    std::int64_t threshold_ms() const { return std::chrono::ceil<milliseconds>(idle_threshold_).count(); }

    void connected(X11Connected to);
    void ask_how_long_idle();
    void take_answer();
    xcb_sync_alarm_t make_alarm();
    void arm(xcb_sync_alarm_t alarm, xcb_sync_testtype_t test, std::int64_t idle_ms);
    void wait_for_pause();
    void drain();
    void drain_soon();
    void handle(const xcb_generic_event_t& event);
    void handle_alarm(const xcb_sync_alarm_notify_event_t& event);
    void idle_reached(std::int64_t idle_ms, bool is_after_other_input);
    void woken_and_idle_for(std::int64_t idle_ms);
    void input_came(std::int64_t idle_ms);
    void lose(const std::string& why);
    void tell_idle(std::int64_t idle_ms);
    void tell_resumed(std::int64_t idle_ms);

    asio::io_context& io_;
    std::string name_;
    std::string fault_;
    Observe observe_;
    sitting::Duration idle_threshold_;
    Input input_ = Input::goes_on;
    /// When the last input came that is known, by the server's clock, which wraps around after 49 days.
    std::optional<std::uint32_t> last_input_ms_;

    std::optional<X11Connecting> connecting_;
    XcbConnectionPtr connection_;
    xcb_sync_counter_t idletime_ = XCB_NONE;
    /// Of the question how long there has been no input, until it is answered.
    std::optional<unsigned> asked_;
    bool has_told_ = false;
    xcb_sync_alarm_t pause_ = XCB_NONE;
    xcb_sync_alarm_t input_again_ = XCB_NONE;
    std::optional<platform::ReadableFd> readable_;
    platform::Lifetime lifetime_;
};

X11Idle::X11Idle(asio::io_context& io, const std::string& display, sitting::Duration idle_threshold,
                 Observe observe)
    : io_{io},
      name_{"input on X display " + display + " (XSync)"},
      observe_{std::move(observe)},
      idle_threshold_{idle_threshold} {
    connecting_.emplace(io_, display, [this](X11Connected to) { connected(std::move(to)); });
}

void X11Idle::connected(X11Connected to) {
    connecting_.reset();
    if (!to.why_not.empty()) return lose(to.why_not);
    connection_ = std::move(to.connection);
    idletime_ = to.idletime;
    pause_ = make_alarm();
    input_again_ = make_alarm();
    readable_.emplace(io_, platform::UnixFd::dup_cloexec(xcb_get_file_descriptor(connection_.get())),
                      [this] { drain(); });
    wait_for_pause();
    ask_how_long_idle();
    drain_soon();
}

/// After the alarms are armed, so that nothing falls in between.
void X11Idle::ask_how_long_idle() {
    asked_ = xcb_sync_query_counter(connection_.get(), idletime_).sequence;
}

void X11Idle::take_answer() {
    if (!asked_) return;
    void* answer = nullptr;
    if (xcb_poll_for_reply(connection_.get(), *asked_, &answer, nullptr) == 0) return;
    asked_.reset();
    const ReplyPtr<xcb_sync_query_counter_reply_t> idle{static_cast<xcb_sync_query_counter_reply_t*>(answer)};
    if (!idle || has_told_) return;
    const auto idle_ms = as_number(idle->counter_value);
    if (idle_ms >= threshold_ms()) {
        input_ = Input::idle;
        tell_idle(idle_ms);
    } else {
        tell_resumed(idle_ms);
    }
}

void X11Idle::look(sitting::Duration idle_threshold) {
    if (idle_threshold == idle_threshold_) return;
    idle_threshold_ = idle_threshold;
    if (!readable_) return;
    if (input_ != Input::goes_on) return;
    wait_for_pause();
    drain_soon();
}

void X11Idle::machine_woke() {
    // An alarm for the next input is armed already while it is idle.
    if (!readable_ || input_ == Input::idle) return;
    input_ = Input::asked_after_wake;
    arm(pause_, XCB_SYNC_TESTTYPE_POSITIVE_COMPARISON, 1);
    drain_soon();
}

xcb_sync_alarm_t X11Idle::make_alarm() {
    const auto alarm = xcb_generate_id(connection_.get());
    xcb_sync_create_alarm_value_list_t values{};
    values.counter = idletime_;
    values.valueType = XCB_SYNC_VALUETYPE_ABSOLUTE;
    values.value = as_sync(INT64_MAX);
    values.testType = XCB_SYNC_TESTTYPE_POSITIVE_TRANSITION;
    values.delta = as_sync(0);
    values.events = 1;
    xcb_sync_create_alarm_aux(connection_.get(), alarm,
                              XCB_SYNC_CA_COUNTER | XCB_SYNC_CA_VALUE_TYPE | XCB_SYNC_CA_VALUE |
                                  XCB_SYNC_CA_TEST_TYPE | XCB_SYNC_CA_DELTA | XCB_SYNC_CA_EVENTS,
                              &values);
    return alarm;
}

void X11Idle::arm(xcb_sync_alarm_t alarm, xcb_sync_testtype_t test, std::int64_t idle_ms) {
    xcb_sync_change_alarm_value_list_t values{};
    values.value = as_sync(idle_ms);
    values.testType = test;
    xcb_sync_change_alarm_aux(connection_.get(), alarm, XCB_SYNC_CA_VALUE | XCB_SYNC_CA_TEST_TYPE, &values);
}

void X11Idle::wait_for_pause() {
    arm(input_again_, XCB_SYNC_TESTTYPE_NEGATIVE_TRANSITION, threshold_ms() - 1);
    arm(pause_, XCB_SYNC_TESTTYPE_POSITIVE_COMPARISON, threshold_ms());
}

/// To be run before each wait: an event can sit in xcb's queue while the descriptor has nothing to read, as
/// flushing reads too.
void X11Idle::drain() {
    bool may_be_more = true;
    while (may_be_more && readable_) {
        may_be_more = false;
        xcb_flush(connection_.get());
        while (const ReplyPtr<xcb_generic_event_t> event{xcb_poll_for_event(connection_.get())}) {
            may_be_more = true;
            handle(*event);
        }
        take_answer();
        if (xcb_connection_has_error(connection_.get())) lose("the X server is gone");
    }
}

/// What was asked is on its way when this returns.
void X11Idle::drain_soon() {
    xcb_flush(connection_.get());
    asio::post(io_, lifetime_.guard([this] { drain(); }));
}

void X11Idle::handle(const xcb_generic_event_t& event) {
    if (event.response_type == 0) {
        const auto& error = reinterpret_cast<const xcb_generic_error_t&>(event);
        spdlog::debug("{}: error {} for request {}.{}", name_, error.error_code, error.major_code,
                      error.minor_code);
        return;
    }
    constexpr int sent_by_a_client = 0x80;
    const int alarm_notify =
        xcb_get_extension_data(connection_.get(), &xcb_sync_id)->first_event + XCB_SYNC_ALARM_NOTIFY;
    if ((event.response_type & ~sent_by_a_client) == alarm_notify)
        handle_alarm(reinterpret_cast<const xcb_sync_alarm_notify_event_t&>(event));
}

void X11Idle::handle_alarm(const xcb_sync_alarm_notify_event_t& event) {
    if (event.state == XCB_SYNC_ALARMSTATE_DESTROYED) return;
    const auto idle_ms = as_number(event.counter_value);
    // Both readings of the server's clock are of the same moment, give or take its millisecond.
    constexpr std::int32_t rounding = 5;
    const auto input_ms = event.timestamp - static_cast<std::uint32_t>(idle_ms);
    const bool is_other_input =
        last_input_ms_ && static_cast<std::int32_t>(input_ms - *last_input_ms_) > rounding;
    last_input_ms_ = input_ms;
    if (event.alarm == input_again_) {
        input_came(idle_ms);
    } else if (event.alarm == pause_) {
        idle_reached(idle_ms, is_other_input);
    }
}

void X11Idle::idle_reached(std::int64_t idle_ms, bool is_after_other_input) {
    switch (input_) {
        case Input::goes_on:
            if (idle_ms < threshold_ms()) return;  // of a smaller threshold, no longer in force
            arm(pause_, XCB_SYNC_TESTTYPE_POSITIVE_TRANSITION, threshold_ms());
            input_ = Input::idle;
            tell_idle(idle_ms);
            return;
        case Input::asked_after_wake:
            woken_and_idle_for(idle_ms);
            return;
        case Input::idle:
        case Input::none_since_wake:
            // The server can miss to tell of an input: when another client asks for the counter in that
            // moment.
            if (is_after_other_input) {
                input_came(idle_ms);
            } else {
                arm(pause_, XCB_SYNC_TESTTYPE_POSITIVE_TRANSITION, threshold_ms());
            }
            return;
    }
}

/// What came before the answer counts as before the wake. An input between the answer and the alarm that it
/// leads to here is seen by that alarm, or when the next pause turns out to have begun later.
void X11Idle::woken_and_idle_for(std::int64_t idle_ms) {
    input_ = Input::none_since_wake;
    arm(input_again_, XCB_SYNC_TESTTYPE_NEGATIVE_COMPARISON, idle_ms - 1);
    const bool is_pause_already = idle_ms >= threshold_ms();
    arm(pause_,
        is_pause_already ? XCB_SYNC_TESTTYPE_POSITIVE_TRANSITION : XCB_SYNC_TESTTYPE_POSITIVE_COMPARISON,
        threshold_ms());
}

void X11Idle::input_came(std::int64_t idle_ms) {
    if (input_ == Input::goes_on || input_ == Input::asked_after_wake) return;
    input_ = Input::goes_on;
    wait_for_pause();
    tell_resumed(idle_ms);
}

void X11Idle::lose(const std::string& why) {
    fault_ = why;
    readable_.reset();
    observe_({platform::boot_now(), sitting::SourceLost{}});
}

void X11Idle::tell_idle(std::int64_t idle_ms) {
    has_told_ = true;
    observe_({platform::boot_now() - milliseconds{idle_ms}, sitting::InputIdle{}});
}

void X11Idle::tell_resumed(std::int64_t idle_ms) {
    has_told_ = true;
    observe_({platform::boot_now() - milliseconds{idle_ms}, sitting::InputResumed{}});
}

}  // namespace

std::unique_ptr<InputSource> open_x11_idle(asio::io_context& io, const std::string& display,
                                           sitting::Duration idle_threshold, Observe observe) {
    return std::make_unique<X11Idle>(io, display, idle_threshold, std::move(observe));
}

}  // namespace sitbreak::presence
