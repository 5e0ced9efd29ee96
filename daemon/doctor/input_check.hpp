#pragma once
// Which source of input counts, and whether it notices a key.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "doctor/daemon_check.hpp"
#include "doctor/finding.hpp"
#include "platform/asio.hpp"

namespace sitbreak::doctor {

/// What a daemon would count by that is started here.
struct InputFacts {
    /// As presence::Inputs says it; empty: nobody answered in time.
    std::string status;
    bool is_input = false;
};

/// What a key press led to.
struct KeyFacts {
    /// Empty if it was tried.
    std::string skipped{};
    /// Input never ceased for as long as it takes to see that it begins again.
    bool never_ceased = false;
    bool source_saw = false;
    bool terminal_got_key = false;
    /// By how much later the source saw it, if both did; 0 if it was the first.
    std::chrono::milliseconds delay{};
};

/// Tries the sources as the daemon does, in the same order and by the same code.
class InputTrial {
 public:
    explicit InputTrial(asio::io_context& io);
    ~InputTrial();
    InputTrial(const InputTrial&) = delete;
    InputTrial& operator=(const InputTrial&) = delete;

    /// It is known what counts.
    bool is_over() const;
    InputFacts facts() const;

    /// Waits, by the io_context, for the person at this terminal to press a key, 10 s at most. `ask` is
    /// called when they are to do so. Standard input is a terminal, which shows no keys in that time.
    KeyFacts try_key(const std::function<void()>& ask);

 private:
    struct Parts;
    asio::io_context& io_;
    std::unique_ptr<Parts> parts_;
};

Finding input_finding(const DaemonFacts& daemon, const InputFacts& own);
Finding key_finding(const KeyFacts& facts);

}  // namespace sitbreak::doctor
