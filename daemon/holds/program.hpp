#pragma once
// sitbreak-holds at work, and what it says.

#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "platform/asio.hpp"
#include "platform/child_process.hpp"
#include "sitting/rules.hpp"

namespace sitbreak::holds {

/// Runs until it is destroyed or ends by itself.
class Program {
 public:
    struct Events {
        /// There is that reason not to interrupt, or no longer.
        std::function<void(sitting::Hold hold, bool is_on)> held;
        /// All that is so now has been told; within 250 ms of its start.
        std::function<void()> looked;
        /// It has ended, once: "ended with exit code 3". Nothing is told afterwards.
        std::function<void(const std::string& how)> ended;
    };

    /// `path` is where it is; it looks for `wanted`, one at least. `events` are told on the thread that runs
    /// `io`, never inside a call of this object; they may destroy it. Throws std::system_error if it cannot
    /// be started.
    Program(asio::io_context& io, const std::filesystem::path& path, const std::set<sitting::Hold>& wanted,
            const Events& events);

 private:
    platform::ChildProcess process_;
};

}  // namespace sitbreak::holds
