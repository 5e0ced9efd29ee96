#include "platform/started_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "platform/spawning.hpp"
#include "platform/unix_fd.hpp"

extern char** environ;

namespace sitbreak::platform {

namespace {

pid_t spawn(std::vector<std::string> command) {
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (auto& word : command)
        words.push_back(word.data());
    words.push_back(nullptr);
    SpawnActions actions;
    actions.put_nothing(STDIN_FILENO, O_RDONLY);
    actions.put_nothing(STDOUT_FILENO, O_WRONLY);
    actions.put_nothing(STDERR_FILENO, O_WRONLY);
    actions.close_all_others();
    const SpawnAttributes attributes{true};
    pid_t pid = 0;
    const int error =
        ::posix_spawnp(&pid, words.front(), actions.get(), attributes.get(), words.data(), environ);
    if (error != 0) throw std::system_error{error, std::generic_category(), command.front()};
    return pid;
}

/// Whether it ended within that time.
bool ends_within(pid_t pid, std::chrono::milliseconds patience) {
    const auto ending = UnixFd::own(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)), "pidfd_open");
    const auto until = std::chrono::steady_clock::now() + patience;
    pollfd wanted{ending.get(), POLLIN, 0};
    int ready = 0;
    do {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        ready = ::poll(&wanted, 1, static_cast<int>(std::max(left, std::chrono::milliseconds{0}).count()));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

}  // namespace

std::optional<int> start(const std::vector<std::string>& command, std::chrono::milliseconds patience) {
    const auto pid = spawn(command);
    if (!ends_within(pid, patience)) return std::nullopt;
    constexpr int signalled = 128;
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? signalled + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace sitbreak::platform
