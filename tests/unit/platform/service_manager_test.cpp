#include "platform/service_manager.hpp"

#include <doctest/doctest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

using namespace sitbreak;
using platform::ServiceManager;
using platform::UnixFd;

namespace {

/// The service manager's end: a datagram socket at `address`, "@…" being the abstract namespace.
class Listener {
 public:
    explicit Listener(const std::string& address)
        : socket_{UnixFd::own(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket")} {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, address.data(), address.size());
        if (name.sun_path[0] == '@') name.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
        REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&name), length) == 0);
        setenv("NOTIFY_SOCKET", address.c_str(), 1);
    }

    /// The next message; empty if none has come. A datagram sent on this machine is there when send returns.
    std::string heard() {
        std::array<char, 4096> buffer{};
        const auto length = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
        return length < 0 ? std::string{} : std::string{buffer.data(), static_cast<std::size_t>(length)};
    }

 private:
    UnixFd socket_;
};

struct Fixture {
    Fixture() {
        char pattern[] = "/tmp/sitbreak-test-XXXXXX";
        directory = ::mkdtemp(pattern);
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            unsetenv(name);
    }
    ~Fixture() { std::filesystem::remove_all(directory); }

    std::filesystem::path directory;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "each message reaches a socket in the file system") {
    Listener listener{directory / "notify"};
    ServiceManager manager;
    CHECK(manager.present());
    manager.ready("sitting 0 min");
    CHECK(listener.heard() == "READY=1\nSTATUS=sitting 0 min");
    manager.status("sitting 23 min,\nreminder at 14:32");
    CHECK(listener.heard() == "STATUS=sitting 23 min, reminder at 14:32");
    manager.alive();
    CHECK(listener.heard() == "WATCHDOG=1");
    manager.reloading();
    CHECK(listener.heard().rfind("RELOADING=1\nMONOTONIC_USEC=", 0) == 0);
    manager.stopping();
    CHECK(listener.heard() == "STOPPING=1");
}

TEST_CASE_FIXTURE(Fixture, "an abstract socket is as good") {
    Listener listener{"@sitbreak-test-" + std::to_string(::getpid())};
    ServiceManager manager;
    manager.alive();
    CHECK(listener.heard() == "WATCHDOG=1");
}

TEST_CASE_FIXTURE(Fixture, "child processes inherit nothing of it") {
    Listener listener{directory / "notify"};
    setenv("WATCHDOG_USEC", "600000000", 1);
    setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    ServiceManager manager;
    CHECK(std::getenv("NOTIFY_SOCKET") == nullptr);
    CHECK(std::getenv("WATCHDOG_USEC") == nullptr);
    CHECK(std::getenv("WATCHDOG_PID") == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "the watchdog's period is read if it is meant for this process") {
    setenv("WATCHDOG_USEC", "600000000", 1);
    SUBCASE("for nobody in particular") {
        CHECK(ServiceManager{}.watchdog_period() == std::chrono::minutes{10});
    }
    SUBCASE("for us") {
        setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
        CHECK(ServiceManager{}.watchdog_period() == std::chrono::minutes{10});
    }
    SUBCASE("for another") {
        setenv("WATCHDOG_PID", "1", 1);
        CHECK_FALSE(ServiceManager{}.watchdog_period());
    }
    SUBCASE("nonsense") {
        setenv("WATCHDOG_USEC", "10min", 1);
        CHECK_FALSE(ServiceManager{}.watchdog_period());
    }
}

TEST_CASE_FIXTURE(Fixture, "without a service manager, or with one that is gone, nothing happens") {
    SUBCASE("none") {
        ServiceManager manager;
        CHECK_FALSE(manager.present());
        manager.ready("");
    }
    SUBCASE("an address of an unknown kind") {
        setenv("NOTIFY_SOCKET", "vsock:2:1234", 1);
        ServiceManager manager;
        CHECK_FALSE(manager.present());
        manager.alive();
    }
    SUBCASE("gone") {
        setenv("NOTIFY_SOCKET", (directory / "nobody").c_str(), 1);
        ServiceManager manager;
        manager.alive();
        manager.stopping();
    }
}

TEST_CASE_FIXTURE(Fixture, "a service manager that does not read never makes the daemon wait") {
    Listener listener{directory / "notify"};
    ServiceManager manager;
    for (int i = 0; i < 10'000; ++i)
        manager.alive();
    CHECK(listener.heard() == "WATCHDOG=1");
}
