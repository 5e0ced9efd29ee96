#include "presence/mutter_watch.hpp"

#include <algorithm>
#include <utility>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"

namespace sitbreak::presence {

namespace {

using platform::boot_now;
using platform::Bus;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr const char* idle_monitor = "org.gnome.Mutter.IdleMonitor";
constexpr const char* core_path = "/org/gnome/Mutter/IdleMonitor/Core";
constexpr const char* session_manager = "org.gnome.SessionManager";
constexpr const char* session_manager_path = "/org/gnome/SessionManager";
constexpr const char* properties = "org.freedesktop.DBus.Properties";

/// GsmInhibitorFlag: GSM_INHIBITOR_FLAG_IDLE.
constexpr std::uint32_t from_idling = 8;

/// Somebody who fakes input all the time costs a wake-up each so often.
constexpr std::chrono::seconds longest_fake_pause{10};

/// Mutter starts its idle time anew when it hears of the wake, which is before or after we do: by then, that
/// was it.
constexpr std::chrono::seconds starts_anew{1};

/// The clock of Mutter's idle time.
microseconds mutter_now() {
    return microseconds{g_get_monotonic_time()};
}

std::uint32_t number_in(GVariant* answer) {
    guint32 number = 0;
    g_variant_get(answer, "(u)", &number);
    return number;
}

}  // namespace

MutterWatch::MutterWatch(Tell tell, sitting::Duration idle_threshold)
    : tell_{std::move(tell)}, idle_threshold_{idle_threshold}, fake_pause_{longest_fake_pause} {
    // The session manager first, for its answer to be there first.
    const auto connected = [this] {
        names_ = std::make_unique<NameOwners>(
            *bus_, std::vector<std::string>{session_manager, idle_monitor},
            [this](const std::string& name, const std::string& owner) { owner_changed(name, owner); });
    };
    bus_ = std::make_unique<Bus>(G_BUS_TYPE_SESSION,
                                 Bus::Events{connected, [this](const std::string& why) {
                                                 lost("the session bus cannot be reached (" + why + ")");
                                             }});
}

MutterWatch::~MutterWatch() = default;

void MutterWatch::owner_changed(const std::string& name, const std::string& owner) {
    if (is_lost_) return;
    if (name == session_manager) {
        session_manager_ = owner;
        follow_session_manager();
    } else if (!mutter_.empty()) {
        lost("GNOME's compositor has left the session bus");
    } else if (owner.empty()) {
        lost("GNOME's compositor is not on the session bus");
    } else {
        mutter_ = owner;
        begin_if_ready();
    }
}

void MutterWatch::follow_session_manager() {
    inhibition_changed_ = {};
    if (session_manager_.empty()) {
        set_passive(false);
        knows_inhibition_ = true;
        begin_if_ready();
        return;
    }
    inhibition_changed_ = bus_->subscribe(
        {session_manager_.c_str(), session_manager_path, properties}, "PropertiesChanged", session_manager,
        [this](GVariant* arguments) { inhibited_actions_changed(arguments); });
    read_inhibited_actions();
}

void MutterWatch::read_inhibited_actions() {
    bus_->call({session_manager_.c_str(), session_manager_path, properties}, "Get",
               g_variant_new("(ss)", session_manager, "InhibitedActions"), "(v)",
               [this, asked = session_manager_](const Bus::Answer& answer) {
                   if (is_lost_ || asked != session_manager_) return;
                   const auto actions =
                       answer.value ? platform::property_in(answer.value.get(), "u") : nullptr;
                   if (actions) inhibited_actions_are(g_variant_get_uint32(actions.get()));
                   knows_inhibition_ = true;
                   begin_if_ready();
               });
}

void MutterWatch::inhibited_actions_changed(GVariant* arguments) {
    if (is_lost_) return;
    const platform::PropertiesChanged properties_changed{arguments};
    if (const auto actions = platform::lookup_number(properties_changed.changed.get(), "InhibitedActions"))
        inhibited_actions_are(*actions);
    else if (properties_changed.invalidates("InhibitedActions"))
        read_inhibited_actions();
}

void MutterWatch::inhibited_actions_are(std::uint32_t actions) {
    const bool on = (actions & from_idling) != 0;
    const bool begins = on && !inhibited_;
    inhibited_ = on;
    set_passive(on);
    if (input_ == Input::unknown) return;
    if (begins) {
        ask_idletime([this](const Reading& reading) { consider(reading); });
    } else if (!on) {
        ++jumps_asked_;
        get_idletime([this](const Reading& reading) {
            --jumps_asked_;
            idletime_jumped(reading);
        });
    }
}

void MutterWatch::set_passive(bool on) {
    if (std::exchange(passive_, on) != on) tell(sitting::Passive{on}, boot_now());
}

void MutterWatch::begin_if_ready() {
    if (mutter_.empty() || !knows_inhibition_ || input_ != Input::unknown || idle_watches_ > 0) return;
    watch_fired_ = bus_->subscribe({mutter_.c_str(), core_path, idle_monitor}, "WatchFired", nullptr,
                                   [this](GVariant* arguments) {
                                       if (!is_lost_ && platform::is_of_type(arguments, "(u)"))
                                           fired(number_in(arguments));
                                   });
    add_idle_watch();
    ask_idletime([this](const Reading& reading) { opened(reading); });
}

void MutterWatch::opened(const Reading& reading) {
    input_ = Input::goes_on;
    take_note(reading);
    if (reading.idle >= idle_threshold_) return become_idle(reading, reading.event);
    tell(sitting::InputResumed{}, reading.event);
    look_again_when_due(reading);
}

/// What it asks after adding, an idle watch cannot be relied on to tell: that the threshold was passed
/// already.
void MutterWatch::look(sitting::Duration idle_threshold) {
    idle_threshold_ = idle_threshold;
    if (is_lost_ || input_ == Input::unknown) return;
    add_idle_watch();
    ask_idletime([this](const Reading& reading) { consider(reading); });
}

void MutterWatch::machine_woke() {
    ++wakes_;
    woke_at_ = boot_now();
    // The next input is waited for already while it is idle.
    if (is_lost_ || input_ == Input::unknown || input_ == Input::idle) return;
    input_ = Input::none_since_wake;
    doubt_.reset();
    due_.reset();
    ask_idletime([this](const Reading& reading) {
        if (input_ != Input::none_since_wake) return;
        take_note(reading);
        wait_for_input();
    });
}

void MutterWatch::add_idle_watch() {
    remove(idle_watch_);
    call("AddIdleWatch", g_variant_new("(t)", static_cast<guint64>(threshold_ms())), "(u)",
         [this, mine = ++idle_watches_](GVariant* answer) {
             std::optional<std::uint32_t> watch = number_in(answer);
             if (mine == idle_watches_)
                 idle_watch_ = watch;
             else
                 remove(watch);
         });
}

void MutterWatch::remove(std::optional<std::uint32_t>& watch) {
    if (!watch) return;
    bus_->call({mutter_.c_str(), core_path, idle_monitor}, "RemoveWatch", g_variant_new("(u)", *watch), "()",
               [](const Bus::Answer&) {});
    watch.reset();
}

void MutterWatch::fired(std::uint32_t watch) {
    if (watch == idle_watch_) idle_watch_fired();
    if (watch == active_watch_) active_watch_fired();
}

/// After a jump, GetIdletime says too little; the watch may have been set by the input before it.
void MutterWatch::idle_watch_fired() {
    const auto since = boot_now() - idle_threshold_;
    ask_idletime([this, since](const Reading& reading) {
        if (input_ == Input::goes_on && doubt_ && reading.idle < idle_threshold_ && !is_new(reading))
            become_idle(reading, std::min(*doubt_, since));
        else
            consider(reading);
    });
}

void MutterWatch::active_watch_fired() {
    active_watch_.reset();
    // Older ones fire at the jump, which is before the answer that tells of it.
    if (!waits_for_input() || jumps_asked_ > 0) return;
    ask_idletime([this](const Reading& reading) {
        if (!waits_for_input()) return;
        if (is_new(reading))
            input_may_have_come(reading);
        else
            wait_for_input_later();
    });
}

/// While input went on as far as is known: has it been idle for long enough?
void MutterWatch::consider(const Reading& reading) {
    if (input_ != Input::goes_on) return;
    if (reading.idle >= idle_threshold_)
        return become_idle(reading, doubt_ ? std::min(*doubt_, reading.event) : reading.event);
    if (doubt_ && is_new(reading)) return input_came(reading);
    if (doubt_ && boot_now() - *doubt_ >= idle_threshold_) return become_idle(reading, *doubt_);
    look_again_when_due(reading);
}

void MutterWatch::idletime_jumped(const Reading& reading) {
    take_note(reading);
    if (input_ == Input::goes_on) {
        if (reading.idle >= idle_threshold_) return consider(reading);
        if (!doubt_) doubt_ = reading.event;
        look_again_when_due(reading);
    }
    if (waits_for_input()) wait_for_input();
}

void MutterWatch::become_idle(const Reading& reading, sitting::Instant since) {
    input_ = Input::idle;
    take_note(reading);
    doubt_.reset();
    due_.reset();
    tell(sitting::InputIdle{}, std::max(since, woke_at_));
    wait_for_input();
}

void MutterWatch::input_may_have_come(const Reading& reading) {
    if (reading.event >= woke_at_ + starts_anew) return input_came(reading);
    take_note(reading);
    wait_for_input();
}

void MutterWatch::input_came(const Reading& reading) {
    take_note(reading);
    fake_pause_.reset();
    after_fake_.reset();
    remove(active_watch_);
    doubt_.reset();
    if (std::exchange(input_, Input::goes_on) != Input::goes_on)
        tell(sitting::InputResumed{}, std::max(reading.event, woke_at_));
    look_again_when_due(reading);
}

/// Only where the idle watch does not do it.
void MutterWatch::look_again_when_due(const Reading& reading) {
    due_.reset();
    if (!inhibited_ && !doubt_) return;
    const auto left = doubt_ ? *doubt_ + idle_threshold_ - boot_now() : idle_threshold_ - reading.idle;
    // Mutter counts whole milliseconds.
    const auto from_now = std::max(std::chrono::ceil<milliseconds>(left), milliseconds{0}) + milliseconds{1};
    due_.emplace(from_now,
                 [this] { ask_idletime([this](const Reading& reading_then) { consider(reading_then); }); });
}

bool MutterWatch::waits_for_input() const {
    return input_ == Input::idle || input_ == Input::none_since_wake || (input_ == Input::goes_on && doubt_);
}

/// Asks once more when the watch is there, for what came before it.
void MutterWatch::wait_for_input() {
    if (active_watch_ || is_adding_active_watch_) return;
    is_adding_active_watch_ = true;
    call("AddUserActiveWatch", nullptr, "(u)", [this](GVariant* answer) {
        is_adding_active_watch_ = false;
        active_watch_ = number_in(answer);
        if (!waits_for_input()) return remove(active_watch_);
        ask_idletime([this](const Reading& reading) {
            if (waits_for_input() && is_new(reading)) input_may_have_come(reading);
        });
    });
}

void MutterWatch::wait_for_input_later() {
    after_fake_.emplace(std::chrono::ceil<milliseconds>(fake_pause_.next()), [this] {
        if (waits_for_input()) wait_for_input();
    });
}

void MutterWatch::take_note(const Reading& reading) {
    known_ = std::max(known_, reading.not_after);
}

std::uint64_t MutterWatch::threshold_ms() const {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(std::chrono::ceil<milliseconds>(idle_threshold_).count(), 1));
}

void MutterWatch::ask_idletime(OnReading on_reading) {
    get_idletime([this, on_reading = std::move(on_reading)](const Reading& reading) {
        // Whether what it tells is the jump or input, the answer that is on its way will show.
        if (jumps_asked_ == 0) on_reading(reading);
    });
}

void MutterWatch::get_idletime(OnReading on_reading) {
    call("GetIdletime", nullptr, "(t)",
         [asked = boot_now(), asked_of_mutter = mutter_now(),
          on_reading = std::move(on_reading)](GVariant* answer) {
             guint64 idle_ms = 0;
             g_variant_get(answer, "(t)", &idle_ms);
             // Longer than the machine has been running is nonsense.
             const auto longest = std::chrono::floor<milliseconds>(asked_of_mutter);
             const milliseconds idle{
                 std::min<std::uint64_t>(idle_ms, static_cast<std::uint64_t>(longest.count()))};
             // Neither thread is always there at once: the event is between these two.
             on_reading({idle, asked - idle, asked_of_mutter - idle - milliseconds{1}, mutter_now() - idle});
         });
}

void MutterWatch::call(const char* method, GVariant* arguments, const char* type,
                       std::function<void(GVariant*)> on_answer) {
    bus_->call(
        {mutter_.c_str(), core_path, idle_monitor}, method, arguments, type,
        [this, on_answer = std::move(on_answer)](const Bus::Answer& answer) {
            if (is_lost_) return;
            if (answer.value)
                on_answer(answer.value.get());
            else
                lost("GNOME's compositor does not answer (" + std::string{answer.error->message} + ")");
        });
}

void MutterWatch::tell(decltype(sitting::Observation::what) what, sitting::Instant at, std::string fault) {
    tell_({{at, std::move(what)}, wakes_, std::move(fault)});
}

void MutterWatch::lost(const std::string& fault) {
    if (std::exchange(is_lost_, true)) return;
    due_.reset();
    after_fake_.reset();
    // Nobody would tell of its end.
    set_passive(false);
    tell(sitting::SourceLost{}, boot_now(), fault);
}

}  // namespace sitbreak::presence
