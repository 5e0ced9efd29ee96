#include "presence/inputs.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"
#include "presence/x11_idle.hpp"

namespace sitbreak::presence {

namespace {

constexpr std::chrono::minutes longest_pause{5};
/// A source that lasted this long was a good one: the pauses begin anew.
constexpr std::chrono::minutes proves_itself{1};

std::optional<std::string> variable(const char* name) {
    const char* value = std::getenv(name);
    if (!value || !*value) return std::nullopt;
    return value;
}

}  // namespace

SessionEnvironment SessionEnvironment::of_process() {
    return {variable("DISPLAY"), variable("WAYLAND_DISPLAY")};
}

/// A way to know of input.
struct Inputs::Candidate {
    using Opened = std::unique_ptr<InputSource>;

    /// Why it is not for this session; none if it is.
    std::optional<std::string> (*unusable)(const SessionEnvironment&);
    /// Throws std::runtime_error with a reason a person can act on.
    Opened (*open)(asio::io_context&, const SessionEnvironment&, sitting::Duration, Observe);
};

/// The best first.
const std::vector<Inputs::Candidate>& Inputs::candidates() {
    static const std::vector<Candidate> all{
        {[](const SessionEnvironment& session) -> std::optional<std::string> {
             // An X server under a compositor sees the input to X programs and nothing else.
             if (session.wayland_display) return "this is a Wayland session, whose input cannot be seen yet";
             if (!session.display) return "DISPLAY is not set, so there is no X server to ask";
             return std::nullopt;
         },
         [](asio::io_context& io, const SessionEnvironment& session, sitting::Duration idle_threshold,
            Observe observe) {
             return open_x11_idle(io, *session.display, idle_threshold, std::move(observe));
         }},
    };
    return all;
}

Inputs::Inputs(asio::io_context& io, SessionEnvironment environment, sitting::Duration idle_threshold,
               Observe observe)
    : io_{io},
      environment_{std::move(environment)},
      idle_threshold_{idle_threshold},
      observe_{std::move(observe)},
      pause_{longest_pause},
      retry_{io, [this] { open(); }} {
    asio::post(io_, lifetime_.guard([this] { open(); }));
}

Inputs::~Inputs() = default;

void Inputs::look(sitting::Duration idle_threshold) {
    idle_threshold_ = idle_threshold;
    if (source_) source_->look(idle_threshold);
}

void Inputs::machine_woke() {
    if (source_) source_->machine_woke();
}

void Inputs::open() {
    std::string why_none;
    bool is_worth_another_try = false;
    for (const auto& candidate : candidates()) {
        std::string why_not;
        if (const auto unusable = candidate.unusable(environment_)) {
            why_not = *unusable;
        } else {
            if (open(candidate, why_not)) return;
            is_worth_another_try = true;
        }
        why_none += (why_none.empty() ? "" : "; ") + why_not;
    }
    use_none(why_none, is_worth_another_try);
}

bool Inputs::open(const Candidate& candidate, std::string& why_not) {
    is_opening_ = true;
    try {
        source_ = candidate.open(io_, environment_, idle_threshold_,
                                 [this](const sitting::Observation& observation) { observed(observation); });
    } catch (const std::runtime_error& error) {
        why_not = error.what();
    }
    is_opening_ = false;
    const auto told = std::exchange(told_while_opening_, {});
    if (!source_) return false;
    opened_at_ = platform::boot_now();
    status_ = source_->name();
    spdlog::info("counts by {}", status_);
    for (const auto& observation : told)
        observed(observation);
    return true;
}

void Inputs::use_none(const std::string& why, bool is_worth_another_try) {
    if (is_worth_another_try) retry_.arm(platform::boot_now() + pause_.next());
    const std::string status = "the clock alone: " + why;
    if (std::exchange(has_told_, true)) return;  // either said already, or a source was lost, which was said
    status_ = status;
    spdlog::info("counts by {}{}", status_, is_worth_another_try ? "; trying again" : "");
    observe_({platform::boot_now(), sitting::NoSource{}});
}

void Inputs::observed(const sitting::Observation& observation) {
    if (is_opening_) {
        told_while_opening_.push_back(observation);
        return;
    }
    has_told_ = true;
    if (std::holds_alternative<sitting::SourceLost>(observation.what)) lost();
    observe_(observation);
}

void Inputs::lost() {
    spdlog::warn("lost {}; trying to get it back", source_->name());
    status_ = "nothing at the moment: " + std::string{source_->name()} + " is gone";
    if (platform::boot_now() - opened_at_ >= proves_itself) pause_.reset();
    retry_.arm(platform::boot_now() + pause_.next());
    // It is in the middle of telling.
    asio::post(io_, lifetime_.guard([this] { source_.reset(); }));
}

}  // namespace sitbreak::presence
