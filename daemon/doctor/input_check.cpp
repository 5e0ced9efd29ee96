#include "doctor/input_check.hpp"

#include <unistd.h>

#include <system_error>
#include <utility>
#include <variant>

#include "doctor/run_until.hpp"
#include "doctor/terminal_keys.hpp"
#include "platform/glib_thread.hpp"
#include "presence/inputs.hpp"

namespace sitbreak::doctor {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// After so long without input its return can be seen.
constexpr milliseconds pause{1000};
/// Somebody who has just started this rests their hands by then.
constexpr milliseconds hands_rest{3000};
constexpr milliseconds key_comes{10'000};
/// The source and the terminal hear of a key one after the other.
constexpr milliseconds both_hear{2000};

}  // namespace

struct InputTrial::Parts {
    explicit Parts(asio::io_context& io)
        : inputs{io, desktop, presence::SessionEnvironment::of_process(), pause,
                 [this](const sitting::Observation& observation) { observed(observation); }} {}

    void observed(const sitting::Observation& observation) {
        using namespace sitting;
        is_over = true;
        if (std::holds_alternative<InputIdle>(observation.what)) {
            is_input = is_idle = true;
        } else if (std::holds_alternative<InputResumed>(observation.what)) {
            is_input = true;
            if (std::exchange(is_idle, false)) resumed_at = steady_clock::now();
        } else if (std::holds_alternative<NoSource>(observation.what) ||
                   std::holds_alternative<SourceLost>(observation.what)) {
            is_input = is_idle = false;
        }
    }

    bool is_over = false;
    bool is_input = false;
    bool is_idle = false;
    /// From the last pause.
    std::optional<steady_clock::time_point> resumed_at;
    platform::GlibThread desktop;
    presence::Inputs inputs;
};

InputTrial::InputTrial(asio::io_context& io) : io_{io}, parts_{std::make_unique<Parts>(io)} {}

InputTrial::~InputTrial() = default;

bool InputTrial::is_over() const {
    return parts_->is_over;
}

InputFacts InputTrial::facts() const {
    return {parts_->is_over ? parts_->inputs.status() : "", parts_->is_input};
}

KeyFacts InputTrial::try_key(const std::function<void()>& ask) {
    std::optional<steady_clock::time_point> typed_at;
    const TerminalKeys keys{io_, [&typed_at] {
                                if (!typed_at) typed_at = steady_clock::now();
                            }};
    KeyFacts facts;
    if (!run_until(io_, [this] { return parts_->is_idle; }, hands_rest)) {
        facts.never_ceased = true;
        return facts;
    }
    parts_->resumed_at.reset();
    typed_at.reset();
    ask();
    const auto& resumed_at = parts_->resumed_at;
    run_until(io_, [&] { return resumed_at || typed_at; }, key_comes);
    if (resumed_at || typed_at) run_until(io_, [&] { return resumed_at && typed_at; }, both_hear);
    facts.source_saw = resumed_at.has_value();
    facts.terminal_got_key = typed_at.has_value();
    if (resumed_at && typed_at && *resumed_at > *typed_at)
        facts.delay = std::chrono::duration_cast<milliseconds>(*resumed_at - *typed_at);
    return facts;
}

Finding input_finding(const DaemonFacts& daemon, const InputFacts& own) {
    Finding finding{.check = "input"};
    const auto warn = [&finding](std::string advice) {
        finding.verdict = Verdict::warning;
        finding.advice = std::move(advice);
    };
    const std::string own_text = own.status.empty() ? "nothing that answers" : own.status;
    constexpr auto by_clock =
        "Breaks are not noticed then, but for locking and sleep. docs/desktops.md says what "
        "is needed on which desktop.";
    if (daemon.reach != Reach::answered) {
        finding.found = "a daemon that is started here counts by " + own_text;
        if (!own.is_input) warn(by_clock);
        return finding;
    }
    const auto& source = daemon.snapshot.source;
    finding.found = "the daemon counts by " + (source.empty() ? "what it does not know yet" : source);
    if (own.is_input && own.status != source) {
        finding.details.push_back("Started here, it would count by " + own_text + '.');
        warn(
            "The daemon may not know this desktop. If systemd starts it: systemctl --user import-environment "
            "DISPLAY WAYLAND_DISPLAY XAUTHORITY. Then restart it.");
    } else if (daemon.snapshot.counts_by != "input") {
        warn(by_clock);
    }
    return finding;
}

Finding key_finding(const KeyFacts& facts) {
    Finding finding{.check = "key"};
    if (!facts.skipped.empty()) {
        finding.verdict = Verdict::skipped;
        finding.found = facts.skipped;
    } else if (facts.never_ceased) {
        finding.verdict = Verdict::warning;
        finding.found = "input is seen all the time, so it cannot be seen to begin";
        finding.advice =
            "If nobody touches anything, something that fakes input or a restless mouse makes an "
            "empty chair look taken.";
    } else if (facts.source_saw) {
        finding.found = facts.terminal_got_key ? "seen after " + std::to_string(facts.delay.count()) + " ms"
                                               : "input was seen, though not a key in this terminal";
    } else if (facts.terminal_got_key) {
        finding.verdict = Verdict::wrong;
        finding.found = "this terminal got the key, and the source of input did not notice";
        finding.advice =
            "To the daemon nobody is there. Is this terminal at another desk, or is the desktop "
            "not the one of DISPLAY and WAYLAND_DISPLAY?";
    } else {
        finding.verdict = Verdict::skipped;
        finding.found = "no key was pressed";
    }
    return finding;
}

}  // namespace sitbreak::doctor
