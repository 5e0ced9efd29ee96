#include "platform/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <spdlog/spdlog.h>

namespace sitbreak::platform {

namespace {

/// The variable's value, which the environment no longer has; empty if it had none.
std::string take_from_environment(const char* name) {
    const char* value = std::getenv(name);
    std::string taken = value ? value : "";
    ::unsetenv(name);
    return taken;
}

std::optional<long long> number(const std::string& text) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string one_line(std::string_view text) {
    std::string line{text};
    for (char& c : line)
        if (c == '\n') c = ' ';
    return line;
}

}  // namespace

ServiceManager::ServiceManager() : address_{take_from_environment("NOTIFY_SOCKET")} {
    const auto period = number(take_from_environment("WATCHDOG_USEC"));
    const auto pid = take_from_environment("WATCHDOG_PID");
    const bool is_for_us = pid.empty() || number(pid) == static_cast<long long>(::getpid());
    if (period && *period > 0 && is_for_us) watchdog_period_ = std::chrono::microseconds{*period};

    if (address_.empty()) return;
    const bool is_known_kind = address_.front() == '/' || address_.front() == '@';
    if (!is_known_kind || address_.size() >= sizeof(sockaddr_un::sun_path)) {
        spdlog::warn("NOTIFY_SOCKET is {}, which is no socket that sitbreak can write to", address_);
        return;
    }
    socket_ = UnixFd::own(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket");
}

void ServiceManager::ready(std::string_view status) {
    send("READY=1\nSTATUS=" + one_line(status));
}

void ServiceManager::status(std::string_view line) {
    send("STATUS=" + one_line(line));
}

void ServiceManager::alive() {
    send("WATCHDOG=1");
}

void ServiceManager::reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto microseconds = static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
}

void ServiceManager::stopping() {
    send("STOPPING=1");
}

void ServiceManager::send(const std::string& message) {
    if (!socket_) return;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, address_.data(), address_.size());
    if (to.sun_path[0] == '@') to.sun_path[0] = '\0';  // the abstract namespace
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
    const auto sent = ::sendto(socket_.get(), message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&to), length);
    if (sent < 0) spdlog::debug("the service manager was not told {}: {}", message, std::strerror(errno));
}

}  // namespace sitbreak::platform
