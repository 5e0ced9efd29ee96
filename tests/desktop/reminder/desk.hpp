#pragma once
// A display on the desktop as the driver has it: a main thread with Asio, the desktop thread, and what came
// back.

#include <chrono>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "platform/asio.hpp"
#include "platform/glib_thread.hpp"
#include "reminder/desktop.hpp"

namespace sitbreak::desktop_test {

/// The test's main thread. Declared before whatever posts to it.
struct MainThread {
    asio::io_context io;
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};

    /// Runs the loop until `condition` holds. False if it does not within ten seconds, which is a failure:
    /// nothing here takes that long.
    bool until(const std::function<bool()>& condition);
};

struct Desk {
    explicit Desk(MainThread& main_thread);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    template <typename What>
    int count() const {
        int found = 0;
        for (const auto& report : reports)
            found += std::holds_alternative<What>(report.what) ? 1 : 0;
        return found;
    }

    MainThread& main;
    std::vector<sitting::Observation> reports;
    std::vector<reminder::Outcome> outcomes;
    platform::GlibThread thread;
    std::optional<reminder::Desktop> desktop;
};

reminder::Message a_reminder(const std::string& summary = "You have been sitting for 30 minutes");
reminder::Message a_notice();

}  // namespace sitbreak::desktop_test
