#include "footprint.hpp"

#include <doctest/doctest.h>

#include <malloc.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <filesystem>
#include <string>

namespace sitbreak::desktop_test {

namespace {

constexpr int warm_up = 100;
constexpr int times = 1000;
/// What each time may cost at most: far less than a connection or a source that is forgotten, and room for
/// what the allocator and GLib keep for later, which was seen to differ by 170 bytes a time between runs.
constexpr std::size_t bytes_each_time = 256;

std::size_t live_memory() {
    const auto memory = mallinfo2();
    return memory.uordblks + memory.hblkhd;
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
    const auto memory = live_memory();
    for (int i = 0; i < times; ++i)
        reconnect();
    // What was closed last is closed by another thread.
    CHECK_MESSAGE(main.until([files] { return open_files() <= files; }), open_files(), " instead of ", files);
    const auto limit = memory + times * bytes_each_time;
    CHECK_MESSAGE(main.until([limit] { return live_memory() <= limit; }), live_memory(), " bytes, of which ",
                  memory, " before");
}

void hang_up(std::string_view name) {
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        const int descriptor = std::stoi(entry.path().filename());
        if (peer_of(descriptor).ends_with(name)) ::shutdown(descriptor, SHUT_RDWR);
    }
}

}  // namespace sitbreak::desktop_test
