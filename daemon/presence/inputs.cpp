#include "presence/inputs.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"
#include "platform/socket_path.hpp"
#include "presence/wayland_idle.hpp"
#include "presence/x11_idle.hpp"

namespace sitbreak::presence {

namespace {

constexpr std::chrono::minutes longest_pause{5};
/// A server whose socket is watched is tried that often by itself, for the time it takes to come up.
constexpr std::chrono::seconds comes_up{8};
/// A source that lasted this long was a good one: the pauses begin anew.
constexpr std::chrono::minutes proves_itself{1};
/// A server that has not answered by then is not waited for; if it does later, it counts.
constexpr std::chrono::seconds answers{3};
/// By then a hand that was seen elsewhere has reached the source.
constexpr std::chrono::seconds hand_arrives{2};

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

    /// Why it is not for this session, which is empty where the session is of another kind; none if it is.
    std::optional<std::string> (*unusable)(const SessionEnvironment&, bool has_compositor);
    /// Where its server listens, if that is a socket that is known.
    std::optional<std::filesystem::path> (*socket)(const SessionEnvironment&);
    /// Throws std::runtime_error with a reason a person can act on.
    Opened (*open)(asio::io_context&, platform::GlibThread&, const SessionEnvironment&, sitting::Duration,
                   Observe);
};

namespace {
constexpr std::size_t wayland = 0;
}

/// The best first.
const std::vector<Inputs::Candidate>& Inputs::candidates() {
    static const std::vector<Candidate> all{
        {[](const SessionEnvironment& session, bool) -> std::optional<std::string> {
             if (!session.wayland_display) return "";
             return std::nullopt;
         },
         [](const SessionEnvironment& session) { return platform::wayland_socket(*session.wayland_display); },
         [](asio::io_context& io, platform::GlibThread&, const SessionEnvironment& session,
            sitting::Duration idle_threshold, Observe observe) {
             return open_wayland_idle(io, *session.wayland_display, idle_threshold, std::move(observe));
         }},
        {[](const SessionEnvironment& session, bool has_compositor) -> std::optional<std::string> {
             if (!session.display) return "";
             if (has_compositor) return "an X server under a compositor sees the input to X programs alone";
             return std::nullopt;
         },
         [](const SessionEnvironment& session) { return platform::x11_socket(*session.display); },
         [](asio::io_context& io, platform::GlibThread&, const SessionEnvironment& session,
            sitting::Duration idle_threshold, Observe observe) {
             return open_x11_idle(io, *session.display, idle_threshold, std::move(observe));
         }},
        {[](const SessionEnvironment& session, bool) -> std::optional<std::string> {
             // GNOME's compositor is asked where it is the session's only way; on X11 the server knows as
             // well.
             if (!session.wayland_display) return "";
             return std::nullopt;
         },
         [](const SessionEnvironment&) -> std::optional<std::filesystem::path> { return std::nullopt; },
         [](asio::io_context& io, platform::GlibThread& desktop, const SessionEnvironment&,
            sitting::Duration idle_threshold,
            Observe observe) { return open_mutter_idle(io, desktop, idle_threshold, std::move(observe)); }},
    };
    return all;
}

Inputs::Inputs(asio::io_context& io, platform::GlibThread& desktop, SessionEnvironment environment,
               sitting::Duration idle_threshold, Observe observe)
    : io_{io},
      desktop_{desktop},
      environment_{std::move(environment)},
      idle_threshold_{idle_threshold},
      observe_{std::move(observe)},
      entries_(candidates().size()),
      pause_{longest_pause},
      retry_{io, [this] { start_over(); }},
      patience_{io, [this] { slow(); }},
      doubt_{io, [this] { doubt(); }} {
    asio::post(io_, lifetime_.guard([this] { start_over(); }));
}

Inputs::~Inputs() = default;

void Inputs::look(sitting::Duration idle_threshold) {
    idle_threshold_ = idle_threshold;
    for (auto& entry : entries_)
        if (entry.source) entry.source->look(idle_threshold);
}

void Inputs::machine_woke() {
    stuck_watch_.begin_anew(platform::boot_now());
    for (auto& entry : entries_)
        if (entry.source) entry.source->machine_woke();
}

void Inputs::start_over() {
    if (counts_) return;
    next_ = 0;
    open_next();
}

void Inputs::open_next() {
    while (next_ < candidates().size()) {
        const auto index = next_++;
        if (entries_[index].source) continue;  // a slow one, which opens when it answers
        open(index);
        if (counts_) return;
        if (entries_[index].source) {
            patience_.arm(platform::boot_now() + answers);
            return;
        }
    }
    use_none();
}

void Inputs::open(std::size_t index) {
    const auto& candidate = candidates()[index];
    auto& entry = entries_[index];
    entry.is_open = entry.is_worth_another_try = false;
    // A compositor that tells nothing of use is there all the same.
    if (entry.is_useless) return;
    entry.is_there = false;
    entry.told.clear();
    if (auto unusable = candidate.unusable(environment_, entries_[wayland].is_there)) {
        entry.why_not = *unusable;
        return;
    }
    entry.is_worth_another_try = true;
    entry.opened_at = platform::boot_now();
    try {
        entry.source = candidate.open(
            io_, desktop_, environment_, idle_threshold_,
            [this, index](const sitting::Observation& observation) { told(index, observation); });
        entry.is_there = true;
        entry.why_not = std::string{entry.source->name()} + ": no answer yet";
    } catch (const std::runtime_error& error) {
        entry.why_not = error.what();
        return;
    }
    if (!entry.told.empty()) opened(index);
}

/// The one that is opening takes its time; the next may be quicker.
void Inputs::slow() {
    if (counts_) return;
    if (const auto& why_not = entries_[next_ - 1].why_not; !why_not.empty()) spdlog::debug("{}", why_not);
    open_next();
}

void Inputs::told(std::size_t index, const sitting::Observation& observation) {
    auto& entry = entries_[index];
    const bool is_lost = std::holds_alternative<sitting::SourceLost>(observation.what);
    if (entry.is_open) {
        if (counts_ != index) return;
        if (is_lost) return lost();
        if (std::holds_alternative<sitting::InputIdle>(observation.what)) {
            is_idle_ = true;
            entry.is_stuck = false;
            stuck_watch_.paused();
        } else if (std::holds_alternative<sitting::InputResumed>(observation.what)) {
            if (std::exchange(is_idle_, false)) entry.is_deaf = false;
            doubt_.arm(std::nullopt);
        } else if (const auto* passive = std::get_if<sitting::Passive>(&observation.what)) {
            is_kept_awake_ = passive->on;
        }
        observe_(observation);
    } else if (is_lost) {
        failed(index);
    } else {
        entry.told.push_back(observation);
        if (entry.source) opened(index);
    }
}

void Inputs::opened(std::size_t index) {
    auto& entry = entries_[index];
    entry.is_open = true;
    if (counts_ && *counts_ < index) return close(index);
    stop_counting();
    counts_ = index;
    is_idle_ = tells_none_ = awaits_return_ = false;
    opened_at_ = platform::boot_now();
    stuck_watch_.begin_anew(opened_at_);
    sockets_.clear();
    mutter_.reset();
    retry_.arm(std::nullopt);
    patience_.arm(std::nullopt);
    status_ = entry.source->name();
    const std::string better = why_not(index);
    spdlog::info("counts by {}{}", status_, better.empty() ? "" : " for want of a better: " + better);
    for (auto observation : std::exchange(entry.told, {})) {
        // That there was no input since it looks is no sign that somebody was there when it began.
        if (std::holds_alternative<sitting::InputIdle>(observation.what) && observation.at >= entry.opened_at)
            observation.at = entry.opened_at - idle_threshold_;
        told(index, observation);
    }
}

/// It cannot serve, as it turned out when it was asked.
void Inputs::failed(std::size_t index) {
    auto& entry = entries_[index];
    entry.why_not = entry.source ? entry.source->fault() : "it ended at once";
    const bool was_waited_for = !counts_ && next_ == index + 1;
    // It is in the middle of telling.
    asio::post(io_, lifetime_.guard([this, index, was_waited_for] {
        entries_[index].source.reset();
        if (was_waited_for) open_next();
    }));
}

void Inputs::lost() {
    const auto* source = counting();
    drop(source->fault(), !source->may_recover());
}

/// The source that counts is no good any more.
void Inputs::drop(const std::string& why, bool is_useless) {
    const auto index = *counts_;
    const std::string name{entries_[index].source->name()};
    spdlog::warn("lost {}: {}; {}", name, why, is_useless ? "looking for another" : "trying to get it back");
    status_ = "nothing at the moment: " + name + " is lost (" + why + ")";
    entries_[index].is_useless = is_useless;
    awaits_return_ = !is_useless;
    entries_[index].why_not = name + ": " + why;
    stop_counting();
    if (platform::boot_now() - opened_at_ >= proves_itself) pause_.reset();
    if (is_useless)
        retry_.arm(platform::boot_now());
    else
        try_again_later();
    observe_({platform::boot_now(), sitting::SourceLost{}});
}

void Inputs::stop_counting() {
    if (!counts_) return;
    doubt_.arm(std::nullopt);
    close(*std::exchange(counts_, std::nullopt));
    if (std::exchange(is_kept_awake_, false)) observe_({platform::boot_now(), sitting::Passive{false}});
}

void Inputs::close(std::size_t index) {
    entries_[index].is_open = false;
    asio::post(io_, lifetime_.guard([source = std::make_shared<std::unique_ptr<InputSource>>(
                                         std::move(entries_[index].source))] { source->reset(); }));
}

/// When a server appears, and for a while by itself, for it takes a while until one answers.
void Inputs::try_again_later() {
    watch_for_return();
    const auto pause = pause_.next();
    if (sockets_.empty() || pause <= comes_up) retry_.arm(platform::boot_now() + pause);
}

void Inputs::watch_for_return() {
    const auto appeared = [this] {
        pause_.reset();
        retry_.arm(platform::boot_now());
    };
    if (environment_.wayland_display && !mutter_) mutter_.emplace(io_, desktop_, appeared);
    if (!sockets_.empty()) return;
    for (const auto& candidate : candidates()) {
        if (candidate.unusable(environment_, false)) continue;
        if (const auto socket = candidate.socket(environment_))
            sockets_.push_back(std::make_unique<platform::FileWatcher>(io_, *socket, appeared));
    }
}

void Inputs::use_none() {
    const bool is_worth_another_try =
        std::ranges::any_of(entries_, [](const Entry& entry) { return entry.is_worth_another_try; });
    if (is_worth_another_try) try_again_later();
    if (awaits_return_ || std::exchange(tells_none_, true)) return;
    status_ = "the clock alone: " + why_none();
    spdlog::info("counts by {}{}", status_, is_worth_another_try ? "; trying again" : "");
    is_idle_ = false;
    observe_({platform::boot_now(), sitting::NoSource{}});
    follow_hint();
}

bool Inputs::take_hint(const sitting::Observation& observation) {
    if (std::holds_alternative<sitting::InputIdle>(observation.what))
        hinted_idle_ = observation.at;
    else if (std::holds_alternative<sitting::InputResumed>(observation.what))
        hinted_idle_.reset();
    else
        return false;
    follow_hint();
    return true;
}

/// Where the clock alone would count.
void Inputs::follow_hint() {
    if (counts_ || !tells_none_ || is_idle_ == hinted_idle_.has_value()) return;
    is_idle_ = hinted_idle_.has_value();
    if (!is_idle_) {
        doubt_.arm(std::nullopt);
        return observe_({platform::boot_now(), sitting::NoSource{}});
    }
    const std::string status = "the clock and logind's idle hint, for want of a better: " + why_none();
    if (std::exchange(status_, status) != status) spdlog::info("counts by {}", status);
    observe_({*hinted_idle_, sitting::InputIdle{}});
}

std::string Inputs::why_none() const {
    const std::string reasons = why_not(entries_.size());
    return reasons.empty() ? "neither WAYLAND_DISPLAY nor DISPLAY is set, so there is no desktop to ask"
                           : reasons;
}

/// What is wrong with the first `count` candidates.
std::string Inputs::why_not(std::size_t count) const {
    std::string reasons;
    for (std::size_t i = 0; i < count; ++i) {
        if (entries_[i].why_not.empty()) continue;
        if (!reasons.empty()) reasons += "; ";
        reasons += entries_[i].why_not;
    }
    return reasons;
}

void Inputs::hand_seen() {
    if (is_idle_ && (counts_ || tells_none_)) doubt_.arm(platform::boot_now() + hand_arrives);
}

void Inputs::screen_locked(bool on, sitting::Instant at) {
    if (on) return stuck_watch_.locked(at, is_idle_);
    const auto restless = stuck_watch_.unlocked(at);
    if (!restless || !counts_ || !counting()->tells_of_each_pause()) return hand_seen();
    // Whoever calls is in the middle of an observation.
    asio::post(io_, lifetime_.guard([this, index = *counts_, length = *restless] {
        if (counts_ == index) saw_input_of_nobody(length);
    }));
}

void Inputs::saw_input_of_nobody(sitting::Duration length) {
    const bool was_stuck = std::exchange(entries_[*counts_].is_stuck, true);
    drop(fmt::format("it told of no pause while the screen was locked for {} minutes: something makes input "
                     "all the time",
                     std::chrono::floor<std::chrono::minutes>(length).count()),
         was_stuck);
}

void Inputs::doubt() {
    if (!is_idle_) return;
    if (!counts_) {
        hinted_idle_.reset();
        return follow_hint();
    }
    const bool was_deaf = std::exchange(entries_[*counts_].is_deaf, true);
    drop("somebody was at this desk, and it did not notice", was_deaf);
}

}  // namespace sitbreak::presence
