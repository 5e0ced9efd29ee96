#include "platform/bus.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "desktop_desk.hpp"
#include "stand_in_service.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;

namespace {

const platform::Bus::Object clock_on_the_wall{"org.example.Clock", "/clock", "org.example.Clock"};

/// A service that strikes on a bus, which is heard by a GLib loop on this thread.
struct ClockOnTheWall : NeedsBus {
    ClockOnTheWall() {
        g_main_context_push_thread_default(context.get());
        bool opened = false;
        bus.emplace(G_BUS_TYPE_SESSION, platform::Bus::Events{[&opened] { opened = true; },
                                                              [this](const std::string&) { lost(); }});
        REQUIRE(until([&opened] { return opened; }));
    }
    ~ClockOnTheWall() {
        bus.reset();
        g_main_context_pop_thread_default(context.get());
    }
    ClockOnTheWall(const ClockOnTheWall&) = delete;
    ClockOnTheWall& operator=(const ClockOnTheWall&) = delete;

    bool until(const std::function<bool()>& condition) {
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            g_main_context_iteration(context.get(), FALSE);
            g_usleep(1000);
        }
        return true;
    }

    /// The bus has what it was sent before this.
    bool is_heard_by_bus() {
        bool answered = false;
        bus->call({"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"}, "GetId", nullptr,
                  "(s)", [&answered](const platform::Bus::Answer&) { answered = true; });
        return until([&answered] { return answered; });
    }

    void strike() { service.emit("/clock", "org.example.Clock", "Struck", nullptr); }

    std::unique_ptr<GMainContext, void (*)(GMainContext*)> context{g_main_context_new(),
                                                                   g_main_context_unref};
    PrivateBus own_bus;
    StandInService service{own_bus.address(), {"org.example.Clock"}, [](const Called&) { return nullptr; }};
    std::function<void()> lost = [] {};
    std::optional<platform::Bus> bus;
};

}  // namespace

TEST_CASE_FIXTURE(ClockOnTheWall, "whoever no longer hears a signal is kept by nobody") {
    int struck = 0;
    auto held = std::make_shared<int>(0);
    const std::weak_ptr seen{held};
    auto subscription = bus->subscribe(clock_on_the_wall, "Struck", nullptr,
                                       [&struck, held = std::move(held)](GVariant*) { ++struck; });
    REQUIRE(is_heard_by_bus());
    strike();
    REQUIRE(until([&] { return struck == 1; }));
    REQUIRE(!seen.expired());
    subscription = {};
    // At once: the thread may end before its loop runs again.
    CHECK(seen.expired());
}

TEST_CASE_FIXTURE(ClockOnTheWall, "a subscription may be destroyed by what it calls") {
    int struck = 0;
    int struck_for_others = 0;
    platform::Bus::Subscription subscription;
    subscription =
        bus->subscribe(clock_on_the_wall, "Struck", nullptr, [&, own = std::make_shared<int>(0)](GVariant*) {
            subscription = {};
            // What it brought along is still there.
            struck += ++*own;
        });
    const auto others =
        bus->subscribe(clock_on_the_wall, "Struck", nullptr, [&](GVariant*) { ++struck_for_others; });
    REQUIRE(is_heard_by_bus());
    strike();
    strike();
    REQUIRE(until([&] { return struck_for_others == 2; }));
    CHECK(struck == 1);
}

TEST_CASE_FIXTURE(ClockOnTheWall,
                  "whoever subscribes where the bus has just closed is told of that, and nothing else") {
    bool is_lost = false;
    platform::Bus::Subscription late;
    // The connection is closed, as it already was some moments before this.
    lost = [&] {
        late = bus->subscribe(clock_on_the_wall, "Struck", nullptr, [](GVariant*) {});
        is_lost = true;
    };
    own_bus.kill();
    // GIO would say that it cannot send what the subscription needs, which fails a test here.
    CHECK(until([&] { return is_lost; }));
}
