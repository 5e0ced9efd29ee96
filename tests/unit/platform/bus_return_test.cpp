#include "platform/bus_return.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "platform/socket_path.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;
using platform::bus_socket;
using platform::BusReturn;

namespace {

namespace fs = std::filesystem;

/// A system bus that is said to be at a file in a directory of the test's, and a GLib loop on this thread.
struct Machine {
    Machine() {
        std::string name = "/tmp/sitbreak-bus-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        directory = name;
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + (directory / "run/bus").string()).c_str(), 1);
        g_main_context_push_thread_default(context.get());
    }
    ~Machine() {
        g_main_context_pop_thread_default(context.get());
        ::unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
        fs::remove_all(directory);
    }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Whether it is tried that often within this time.
    bool is_tried(int times, std::chrono::milliseconds within) {
        const auto end = std::chrono::steady_clock::now() + within;
        while (tried < times && std::chrono::steady_clock::now() < end) {
            g_main_context_iteration(context.get(), FALSE);
            g_usleep(1000);
        }
        return tried >= times;
    }

    void appear(const std::string& name) { std::ofstream{directory / "run" / name}; }

    fs::path directory;
    std::unique_ptr<GMainContext, void (*)(GMainContext*)> context{g_main_context_new(),
                                                                   g_main_context_unref};
    int tried = 0;
};

/// It has been tried until only the socket's appearance is waited for.
void run_out_of_patience(BusReturn& bus) {
    for (int i = 0; i < 5; ++i)
        bus.await();
}

}  // namespace

TEST_CASE_FIXTURE(Machine, "a bus is tried again when its socket appears, and not before") {
    fs::create_directory(directory / "run");
    BusReturn bus{G_BUS_TYPE_SYSTEM, 1h, [this] { ++tried; }};
    run_out_of_patience(bus);
    appear("another");
    CHECK(!is_tried(1, 1200ms));
    appear("bus");
    REQUIRE(is_tried(1, 5s));

    SUBCASE("each time it does") {
        run_out_of_patience(bus);
        fs::rename(directory / "run/another", directory / "run/bus");
        CHECK(is_tried(2, 5s));
    }
    SUBCASE("unless there is one meanwhile") {
        bus.arrived();
        fs::remove(directory / "run/bus");
        appear("bus");
        CHECK(!is_tried(2, 300ms));
    }
    SUBCASE("for it may not answer yet, by time at first") {
        bus.await();
        CHECK(is_tried(2, 5s));
    }
    SUBCASE("by time if its directory is taken away") {
        run_out_of_patience(bus);
        fs::remove_all(directory / "run");
        CHECK(is_tried(2, 5s));
    }
}

TEST_CASE_FIXTURE(Machine, "a bus at no place that can be watched is tried again by time") {
    BusReturn bus{G_BUS_TYPE_SYSTEM, 1s, [this] { ++tried; }};
    run_out_of_patience(bus);
    CHECK(is_tried(1, 5s));
    bus.await_by_time();
    CHECK(is_tried(2, 5s));
}

TEST_CASE("where the socket of a bus is") {
    CHECK(bus_socket("unix:path=/run/user/1000/bus") == "/run/user/1000/bus");
    CHECK(bus_socket("unix:guid=0af1,path=/tmp/a%20b%2Cc,x=y;unix:path=/elsewhere") == "/tmp/a b,c");
    for (const auto* none : {"", "unix:abstract=/tmp/dbus-1", "tcp:host=there,port=1",
                             "unix:path=", "unix:path=relative", "autolaunch:", "unix:tmpdir=/tmp"})
        CHECK_MESSAGE(bus_socket(none) == std::nullopt, none);
}
