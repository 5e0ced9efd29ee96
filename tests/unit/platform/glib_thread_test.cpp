#include "platform/glib_thread.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

using namespace sitbreak;
using namespace std::chrono_literals;
using platform::GlibThread;

TEST_CASE("work runs in its order, on the desktop thread, never in place") {
    std::vector<int> order;
    std::thread::id where;
    {
        GlibThread desktop;
        for (int i = 0; i < 100; ++i)
            desktop.invoke([&order, i] { order.push_back(i); });
        desktop.invoke([&where] { where = std::this_thread::get_id(); });
    }
    REQUIRE(order.size() == 100);
    for (int i = 0; i < 100; ++i)
        CHECK(order[static_cast<std::size_t>(i)] == i);
    CHECK(where != std::thread::id{});
    CHECK(where != std::this_thread::get_id());
}

TEST_CASE("work invoked on the desktop thread itself comes after what runs now") {
    std::vector<int> order;
    std::promise<void> done;
    GlibThread desktop;
    desktop.invoke([&] {
        desktop.invoke([&] {
            order.push_back(2);
            done.set_value();
        });
        order.push_back(1);
    });
    REQUIRE(done.get_future().wait_for(10s) == std::future_status::ready);
    CHECK(order == std::vector{1, 2});
}

TEST_CASE("its context is the thread's default, so that GDBus answers there") {
    std::promise<bool> is_own;
    GlibThread desktop;
    desktop.invoke([&is_own] { is_own.set_value(g_main_context_get_thread_default() != nullptr); });
    CHECK(is_own.get_future().get());
}

TEST_CASE("stop waits for a thread that is not stuck") {
    GlibThread desktop;
    bool has_run = false;
    desktop.invoke([&has_run] { has_run = true; });
    CHECK(desktop.stop(10s));
    CHECK(has_run);
}

TEST_CASE("stop gives a stuck thread up when its patience ends") {
    // Never destroyed: the thread goes on using both.
    static auto* release = new std::promise<void>;
    static auto* desktop = new GlibThread;
    auto released = release->get_future().share();
    std::promise<void> is_stuck;
    desktop->invoke([&is_stuck, released] {
        is_stuck.set_value();
        released.wait();
    });
    is_stuck.get_future().wait();
    const auto before = std::chrono::steady_clock::now();
    CHECK_FALSE(desktop->stop(50ms));
    const auto waited = std::chrono::steady_clock::now() - before;
    CHECK(waited >= 50ms);
    CHECK(waited < 5s);
    release->set_value();
}
