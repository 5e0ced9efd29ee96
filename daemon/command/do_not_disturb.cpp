#include "command/do_not_disturb.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string>

#include <glib.h>

#include "platform/programs.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::command {

namespace {

using platform::UnixFd;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds at_most{2000};

/// It ends when either end of ours is closed.
struct Holds {
    UnixFd input;
    UnixFd output;
};

/// Without ends of its pipes if it cannot be started.
Holds start_holds() {
    auto program = platform::helper_program(platform::executable(), "sitbreak-holds").string();
    std::string kind{"do-not-disturb"};
    std::array<char*, 3> words{program.data(), kind.data(), nullptr};
    int input = -1;
    int output = -1;
    if (g_spawn_async_with_pipes(nullptr, words.data(), nullptr, G_SPAWN_CLOEXEC_PIPES, nullptr, nullptr,
                                 nullptr, &input, &output, nullptr, nullptr) == FALSE)
        return {};
    return {UnixFd::own(input, "pipe"), UnixFd::own(output, "pipe")};
}

bool is_readable(int fd, steady_clock::time_point until) {
    pollfd wanted{fd, POLLIN, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
        const int ready =
            ::poll(&wanted, 1, static_cast<int>(std::max(left, std::chrono::milliseconds{0}).count()));
        if (ready >= 0 || errno != EINTR) return ready > 0;
    }
}

}  // namespace

bool is_do_not_disturb_on() {
    const auto until = steady_clock::now() + at_most;
    const auto holds = start_holds();
    std::string told;
    while (holds.output && told.find("looked\n") == std::string::npos &&
           is_readable(holds.output.get(), until)) {
        std::array<char, 256> piece{};
        const auto count = ::read(holds.output.get(), piece.data(), piece.size());
        if (count <= 0) break;
        told.append(piece.data(), static_cast<std::size_t>(count));
    }
    const auto last_on = told.rfind("do-not-disturb on\n");
    const auto last_off = told.rfind("do-not-disturb off\n");
    return last_on != std::string::npos && (last_off == std::string::npos || last_off < last_on);
}

}  // namespace sitbreak::command
