#pragma once
// The session bus, the two threads and what was told, for the sources that live on the desktop thread.

#include <doctest/doctest.h>

#include <chrono>
#include <optional>

#include "main_thread.hpp"
#include "platform/glib_thread.hpp"
#include "tests/desktop/reminder/child.hpp"
#include "tests/desktop/reminder/private_bus.hpp"
#include "thread_wakeups.hpp"

namespace sitbreak::desktop_test {

struct NeedsBus {
    NeedsBus() { need_programs({"dbus-daemon"}); }
};

/// Derived from by fixtures; sources are to be gone before it.
struct DesktopDesk : NeedsBus {
    ~DesktopDesk() { REQUIRE(desktop->stop(std::chrono::seconds{10})); }
    DesktopDesk() = default;
    DesktopDesk(const DesktopDesk&) = delete;
    DesktopDesk& operator=(const DesktopDesk&) = delete;

    bool comes(decltype(sitting::Observation::what) what) {
        return main.until([this, &what] { return told.ends_with(what); });
    }

    template <typename What>
    bool told_times(std::size_t times) {
        return main.until([this, times] { return told.count<What>() == times; });
    }

    /// Nothing wakes any thread for a second, once all have come to rest.
    bool rests() {
        const auto is_quiet = [this](std::chrono::milliseconds during) {
            const auto before = thread_wakeups();
            return main.run_for(during) == 0 && thread_wakeups() == before;
        };
        REQUIRE(main.until([&] { return is_quiet(std::chrono::milliseconds{300}); }));
        return is_quiet(std::chrono::seconds{1});
    }

    PrivateBus bus;
    PresenceThread main;
    Told told;
    std::optional<platform::GlibThread> desktop{std::in_place};
};

}  // namespace sitbreak::desktop_test
