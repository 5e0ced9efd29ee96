#pragma once
// The end of every C callback: an exception must not cross into C.

#include <exception>
#include <utility>

#include <spdlog/spdlog.h>

namespace sitbreak::platform {

/// Runs `work`. An exception that leaves it is a fault of ours, and ends the program with its reason.
template <typename Work>
void guarded(Work&& work) noexcept {
    try {
        std::forward<Work>(work)();
    } catch (const std::exception& error) {
        spdlog::critical("a callback failed: {}", error.what());
        std::terminate();
    }
}

}  // namespace sitbreak::platform
