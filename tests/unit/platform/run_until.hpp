#pragma once
// Waiting for events on an io_context, bounded.

#include <chrono>

#include "platform/asio.hpp"

namespace sitbreak::platform {

/// Runs handlers until `done()` says so; false if that takes more than ten seconds.
template <typename Done>
bool run_until(asio::io_context& io, Done done) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!done()) {
        if (io.stopped()) io.restart();
        if (std::chrono::steady_clock::now() > deadline) return false;
        io.run_one_for(std::chrono::milliseconds{100});
    }
    return true;
}

}  // namespace sitbreak::platform
