#pragma once
// Waits for something to come about in an io_context, but not for long.

#include <chrono>

#include "platform/asio.hpp"

namespace sitbreak::doctor {

/// Runs `io`, which is never out of work, until `condition` holds; false if that takes longer than `limit`.
template <typename Condition>
bool run_until(asio::io_context& io, Condition condition, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition() && std::chrono::steady_clock::now() < deadline)
        io.run_one_until(deadline);
    return condition();
}

}  // namespace sitbreak::doctor
