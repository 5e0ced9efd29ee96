#include "footprint.hpp"

#include <doctest/doctest.h>

#include <malloc.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

namespace sitbreak::desktop_test {

namespace {

constexpr int warm_up = 100;
constexpr int rounds = 4;
constexpr int times_each_round = 250;
/// GIO by itself keeps up to a hundred bytes of each connection for a while; one that is forgotten is 8 KiB.
constexpr std::int64_t bytes_each_time = 256;

std::int64_t live_memory() {
    const auto memory = mallinfo2();
    return static_cast<std::int64_t>(memory.uordblks + memory.hblkhd);
}

/// Of the server at the other end; empty if there is none.
std::string peer_of(int descriptor) {
    sockaddr_un peer{};
    socklen_t length = sizeof peer;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &length) != 0) return {};
    if (peer.sun_family != AF_UNIX || length <= offsetof(sockaddr_un, sun_path)) return {};
    std::string name{peer.sun_path, length - offsetof(sockaddr_un, sun_path)};
    // Of a socket with a file it ends with a null character, of an abstract one it begins with one.
    if (name.back() == '\0') name.pop_back();
    return name;
}

}  // namespace

int open_files() {
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"})
        ++count;
    return count;
}

void leaves_nothing_behind(PresenceThread& main, const std::function<void()>& reconnect) {
    for (int i = 0; i < warm_up; ++i)
        reconnect();
    const auto files = open_files();
    auto least_growth = std::numeric_limits<std::int64_t>::max();
    for (int round = 0; round < rounds; ++round) {
        const auto memory = live_memory();
        for (int i = 0; i < times_each_round; ++i)
            reconnect();
        // What was closed last is closed by another thread.
        CHECK_MESSAGE(main.until([files] { return open_files() <= files; }), open_files(), " instead of ",
                      files);
        least_growth = std::min(least_growth, live_memory() - memory);
    }
    CHECK(least_growth <= times_each_round * bytes_each_time);
}

void hang_up(std::string_view name) {
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        const int descriptor = std::stoi(entry.path().filename());
        if (peer_of(descriptor).ends_with(name)) ::shutdown(descriptor, SHUT_RDWR);
    }
}

}  // namespace sitbreak::desktop_test
