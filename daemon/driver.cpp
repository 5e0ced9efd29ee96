#include "driver.hpp"

#include <chrono>
#include <set>
#include <utility>

#include "platform/boot_clock.hpp"

namespace sitbreak {

namespace {

/// Those who tell of one lock tell of its end within moments. Who has not by then has died, or forgets.
constexpr std::chrono::seconds locker_forgets{10};

}  // namespace

Driver::Driver(asio::io_context& io, platform::GlibThread& desktop, const sitting::Rules& rules,
               const std::optional<sitting::Remembered>& remembered, presence::SessionEnvironment session,
               const std::filesystem::path& program_for_holds, Outputs outputs)
    : Driver{platform::now(),   io, desktop, rules, remembered, std::move(session), program_for_holds,
             std::move(outputs)} {}

Driver::Driver(const sitting::Now& start, asio::io_context& io, platform::GlibThread& desktop,
               const sitting::Rules& rules, const std::optional<sitting::Remembered>& remembered,
               presence::SessionEnvironment session, const std::filesystem::path& program_for_holds,
               Outputs outputs)
    : outputs_{std::move(outputs)},
      heart_{remembered ? sitting::Heart{rules, start, *remembered} : sitting::Heart{rules, start}},
      suspended_before_{platform::total_suspend()},
      timer_{io, [this] { observe(sitting::TimePassed{}); }},
      clock_change_{io, [this] { observe(sitting::TimePassed{}); }},
      locked_{io, [this](const sitting::Observation& observation) { observe(observation); }, locker_forgets},
      kept_awake_{io, [this](const sitting::Observation& observation) { observe(observation); }},
      inputs_{io, desktop, std::move(session), heart_.idle_threshold(),
              teller([this](const sitting::Observation& observation) { observe(observation); })},
      lookout_{io, program_for_holds,
               [this](const sitting::Observation& observation) { observe(observation); }} {
    if (remembered) Narrator::remembered(*remembered);
    // Told once at the beginning, at the heart's very first instant, so that a log holds all that a replay
    // needs.
    wake({start.at, sitting::RulesChanged{rules}}, start);
}

presence::Observe Driver::source() {
    return teller([this](const sitting::Observation& observation) {
        if (!inputs_.take_hint(observation)) observe(observation);
    });
}

presence::Observe Driver::teller(presence::Observe otherwise) {
    return locked_.teller(kept_awake_.teller(std::move(otherwise)));
}

Driver::Refused Driver::observe(decltype(sitting::Observation::what) what) {
    const auto now = platform::now();
    return wake({now.at, std::move(what)}, now);
}

void Driver::observe(const sitting::Observation& observation) {
    wake(observation, platform::now());
}

Driver::Refused Driver::wake(const sitting::Observation& observation, const sitting::Now& now) {
    notice_sleep(now);
    auto refused = tell_heart(observation, now);
    timer_.arm(heart_.deadline());
    inputs_.look(heart_.idle_threshold());
    lookout_.look(heart_.wants_holds() ? heart_.rules().hold_for : std::set<sitting::Hold>{});
    const bool counts = !inputs_.status().empty();
    if (counts) outputs_.publish(heart_.status(now), now);
    return refused;
}

Driver::Refused Driver::tell_heart(const sitting::Observation& observation, const sitting::Now& now) {
    Refused refused;
    narrator_.observed(observation, now);
    const auto actions = heart_.handle(observation, now);
    for (const auto& action : actions) {
        Narrator::asked(action, now);
        if (const auto* refuse = std::get_if<sitting::Refuse>(&action)) refused = *refuse;
        outputs_.obey(action);
    }
    outputs_.record(actions, heart_.memory(now), now);
    if (const auto* sleep = std::get_if<sitting::Asleep>(&observation.what); sleep && !sleep->on)
        inputs_.machine_woke();
    if (const auto* locked = std::get_if<sitting::Locked>(&observation.what);
        locked && std::exchange(is_locked_, locked->on) != locked->on)
        inputs_.screen_locked(locked->on, observation.at);
    if (takes_a_hand(observation)) inputs_.hand_seen();
    return refused;
}

/// Whether somebody must be at the desk for it, besides an unlocked screen.
bool Driver::takes_a_hand(const sitting::Observation& observation) {
    return std::holds_alternative<sitting::SnoozeAsked>(observation.what) ||
           std::holds_alternative<sitting::HowAsked>(observation.what);
}

void Driver::notice_sleep(const sitting::Now& now) {
    const auto suspended = platform::total_suspend();
    const auto slept = suspended - std::exchange(suspended_before_, suspended);
    if (slept <= sitting::Duration::zero()) return;
    tell_heart({now.at - slept, sitting::Asleep{true}}, now);
    tell_heart({now.at, sitting::Asleep{false}}, now);
}

}  // namespace sitbreak
