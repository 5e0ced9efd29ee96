#pragma once
// The test's main thread, and what the sources told it.

#include <chrono>
#include <functional>
#include <vector>

#include "platform/asio.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::desktop_test {

/// Declared before whatever posts to it.
struct PresenceThread {
    asio::io_context io;
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};

    /// Runs the loop until `condition` holds; looks again at each event, and now and then without one. False
    /// if it does not hold within ten seconds, which is a failure: nothing here takes that long.
    bool until(const std::function<bool()>& condition);

    /// Runs the loop for that long. How many handlers ran: each is a reason to wake up.
    std::size_t run_for(std::chrono::milliseconds duration);
};

/// What was told, in its order.
struct Told {
    std::vector<sitting::Observation> all;

    template <typename What>
    std::size_t count() const {
        std::size_t found = 0;
        for (const auto& observation : all)
            found += std::holds_alternative<What>(observation.what) ? 1 : 0;
        return found;
    }

    /// Whether this is the latest of its kind.
    template <typename What>
    bool latest_is(const What& what) const {
        for (auto told = all.rbegin(); told != all.rend(); ++told)
            if (const auto* same_kind = std::get_if<What>(&told->what)) return *same_kind == what;
        return false;
    }

    bool ends_with(decltype(sitting::Observation::what) what) const {
        return !all.empty() && all.back().what == what;
    }

    /// An observer that adds to it.
    std::function<void(const sitting::Observation&)> observe() {
        return [this](const sitting::Observation& observation) { all.push_back(observation); };
    }
};

}  // namespace sitbreak::desktop_test
