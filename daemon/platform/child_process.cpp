#include "platform/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "platform/readable_fd.hpp"
#include "platform/unix_fd.hpp"

extern char** environ;

namespace sitbreak::platform {

namespace {

struct Pipe {
    UnixFd reads;
    UnixFd writes;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error{errno, std::generic_category(), "pipe2"};
    return {UnixFd::own(ends[0], "pipe2"), UnixFd::own(ends[1], "pipe2")};
}

class Actions {
 public:
    Actions() { ::posix_spawn_file_actions_init(&actions_); }
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;

    void put(const UnixFd& fd, int as) { ::posix_spawn_file_actions_adddup2(&actions_, fd.get(), as); }
    const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
    posix_spawn_file_actions_t actions_{};
};

/// Signals as a program expects them.
class Attributes {
 public:
    Attributes() {
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        sigset_t all;
        sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;

    const posix_spawnattr_t* get() const { return &attributes_; }

 private:
    posix_spawnattr_t attributes_{};
};

std::vector<char*> environment() {
    std::vector<char*> kept;
    for (char** variable = environ; *variable; ++variable)
        if (!std::string_view{*variable}.starts_with("NOTIFY_SOCKET=")) kept.push_back(*variable);
    kept.push_back(nullptr);
    return kept;
}

pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const UnixFd& input, const UnixFd& output) {
    std::string name = program.string();
    auto own = arguments;
    std::vector<char*> words{name.data()};
    for (auto& argument : own)
        words.push_back(argument.data());
    words.push_back(nullptr);
    auto variables = environment();

    Actions actions;
    actions.put(input, STDIN_FILENO);
    actions.put(output, STDOUT_FILENO);
    const Attributes attributes;
    pid_t pid = 0;
    const int error =
        ::posix_spawn(&pid, name.c_str(), actions.get(), attributes.get(), words.data(), variables.data());
    if (error != 0) throw std::system_error{error, std::generic_category(), name};
    return pid;
}

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) return std::string{"ended by signal "} + std::to_string(WTERMSIG(status));
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

/// Holds itself from its start until it is reaped, which may be after its owner has gone.
struct ChildProcess::Running : std::enable_shared_from_this<Running> {
    explicit Running(Events on) : events{std::move(on)} {}

    void start(asio::io_context& io, const std::filesystem::path& program,
               const std::vector<std::string>& arguments) {
        auto to_it = make_pipe();
        auto from_it = make_pipe();
        pid = spawn(program, arguments, to_it.reads, from_it.writes);
        input = std::move(to_it.writes);
        ::fcntl(from_it.reads.get(), F_SETFL, O_NONBLOCK);
        output.emplace(io, std::move(from_it.reads), [this] { read(); });
        // A pidfd can be read once the process has ended.
        const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
        end.emplace(io, UnixFd::own(pidfd, "pidfd_open"), [self = shared_from_this()] { self->reap(); });
    }

    void read() {
        const auto self = shared_from_this();
        std::array<char, 512> buffer{};
        ssize_t count = 0;
        while (is_wanted && (count = ::read(output->get(), buffer.data(), buffer.size())) > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
            for (auto line_end = text.find('\n'); is_wanted && line_end != std::string::npos;
                 line_end = text.find('\n')) {
                const auto line = text.substr(0, line_end);
                text.erase(0, line_end + 1);
                events.said(line);
            }
        }
        // How it ended is known in a moment.
        if (is_wanted && count == 0) output.reset();
    }

    void reap() {
        const auto self = shared_from_this();
        int status = 0;
        if (::waitpid(pid, &status, WNOHANG) == 0) return;
        if (output) read();
        output.reset();
        end.reset();
        if (std::exchange(is_wanted, false)) events.ended(how_it_ended(status));
    }

    void give_up() {
        if (!is_wanted) return;
        is_wanted = false;
        input.reset();
        output.reset();
        ::kill(pid, SIGTERM);
    }

    Events events;
    bool is_wanted = true;
    pid_t pid = 0;
    UnixFd input;
    std::optional<ReadableFd> output;
    std::string text;
    std::optional<ReadableFd> end;
};

ChildProcess::ChildProcess(asio::io_context& io, const std::filesystem::path& program,
                           const std::vector<std::string>& arguments, Events events)
    : running_{std::make_shared<Running>(std::move(events))} {
    running_->start(io, program, arguments);
}

ChildProcess::~ChildProcess() {
    running_->give_up();
}

}  // namespace sitbreak::platform
