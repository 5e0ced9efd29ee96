#include "platform/bus_return.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "platform/socket_path.hpp"

namespace sitbreak::platform {

namespace {

/// How long a pause between tries may become where the socket is watched: in so long a bus comes up.
constexpr std::chrono::seconds comes_up{8};
/// From the socket's appearance to the first try.
constexpr std::chrono::milliseconds begins_to_listen{100};

std::optional<std::filesystem::path> socket_of(GBusType which) {
    const bool is_system = which == G_BUS_TYPE_SYSTEM;
    if (const char* const addresses =
            std::getenv(is_system ? "DBUS_SYSTEM_BUS_ADDRESS" : "DBUS_SESSION_BUS_ADDRESS"))
        return bus_socket(addresses);
    // Where the specification has the one, and systemd the other.
    if (is_system) return "/run/dbus/system_bus_socket";
    const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime == nullptr || *runtime != '/') return std::nullopt;
    return std::filesystem::path{runtime} / "bus";
}

}  // namespace

BusReturn::BusReturn(GBusType which, sitting::Duration longest_pause, std::function<void()> try_again)
    : which_{which}, try_again_{std::move(try_again)}, pause_{longest_pause} {}

void BusReturn::await() {
    if (!news_) watch();
    const auto pause = pause_.next();
    if (news_ && pause > comes_up)
        retry_.reset();
    else
        try_after(pause);
}

void BusReturn::await_by_time() {
    try_after(pause_.next());
}

void BusReturn::arrived() {
    retry_.reset();
    news_.reset();
    inotify_ = UnixFd{};
}

void BusReturn::watch() {
    const auto socket = socket_of(which_);
    if (!socket) return;
    const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return;
    auto inotify = UnixFd::own(fd, "inotify_init1");
    if (::inotify_add_watch(inotify.get(), socket->parent_path().c_str(),
                            IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) < 0)
        return;
    inotify_ = std::move(inotify);
    socket_name_ = socket->filename();
    news_.emplace(inotify_.get(), G_IO_IN, [this] { look(); });
}

void BusReturn::look() {
    alignas(inotify_event) std::array<char, sizeof(inotify_event) + NAME_MAX + 1> buffer{};
    bool has_appeared = false;
    bool is_blind = false;
    ssize_t size = 0;
    while ((size = ::read(inotify_.get(), buffer.data(), buffer.size())) > 0) {
        for (const char* next = buffer.data(); next < buffer.data() + size;) {
            inotify_event event{};
            std::memcpy(&event, next, sizeof event);
            const char* const name = next + sizeof event;
            if (event.mask & (IN_Q_OVERFLOW | IN_IGNORED)) is_blind = true;
            if (event.len > 0 && socket_name_ == name) has_appeared = true;
            next = name + event.len;
        }
    }
    if (is_blind) news_.reset();
    if (!has_appeared && !is_blind) return;
    pause_.reset();
    try_after(begins_to_listen);
}

void BusReturn::try_after(sitting::Duration pause) {
    retry_.emplace(std::chrono::ceil<std::chrono::milliseconds>(pause), try_again_);
}

}  // namespace sitbreak::platform
