#include "platform/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "platform/readable_fd.hpp"
#include "platform/spawning.hpp"
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

bool is_named_as_one_of(const std::vector<std::string>& variables, std::string_view variable) {
    const auto name = variable.substr(0, variable.find('=') + 1);
    return std::ranges::any_of(variables,
                               [name](const std::string& other) { return other.starts_with(name); });
}

/// `ours` in place of those of the environment; null-terminated.
std::vector<char*> environment(std::vector<std::string>& ours) {
    std::vector<char*> variables;
    for (char** variable = environ; *variable; ++variable) {
        const std::string_view text{*variable};
        if (!text.starts_with("NOTIFY_SOCKET=") && !is_named_as_one_of(ours, text))
            variables.push_back(*variable);
    }
    for (auto& variable : ours)
        variables.push_back(variable.data());
    variables.push_back(nullptr);
    return variables;
}

/// `input` may be none.
pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            ChildProcess::Circumstances circumstances, const UnixFd& input, const UnixFd& output) {
    std::string name = program.string();
    auto own = arguments;
    std::vector<char*> words{name.data()};
    for (auto& argument : own)
        words.push_back(argument.data());
    words.push_back(nullptr);
    auto variables = environment(circumstances.variables);

    SpawnActions actions;
    if (input)
        actions.put(input.get(), STDIN_FILENO);
    else
        actions.put_nothing(STDIN_FILENO, O_RDONLY);
    actions.put(output.get(), STDOUT_FILENO);
    if (circumstances.on_its_own) actions.put(output.get(), STDERR_FILENO);
    actions.close_all_others();
    const SpawnAttributes attributes{circumstances.on_its_own};
    pid_t pid = 0;
    const int error =
        ::posix_spawnp(&pid, name.c_str(), actions.get(), attributes.get(), words.data(), variables.data());
    if (error != 0) throw std::system_error{error, std::generic_category(), name};
    return pid;
}

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) return std::string{"ended by signal "} + std::to_string(WTERMSIG(status));
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

/// Lives until it is reaped, which may be after its owner has gone, or until there is no loop any more: the
/// wait for its end holds it.
struct ChildProcess::Running : std::enable_shared_from_this<Running> {
    explicit Running(Events on) : events{std::move(on)} {}

    void start(asio::io_context& io, const std::filesystem::path& program,
               const std::vector<std::string>& arguments, Circumstances circumstances) {
        leads_a_group = circumstances.on_its_own;
        auto to_it = leads_a_group ? Pipe{} : make_pipe();
        auto from_it = make_pipe();
        ::fcntl(from_it.reads.get(), F_SETFL, O_NONBLOCK);
        output.emplace(io, std::move(from_it.reads), [this] { read(); });
        pid = spawn(program, arguments, std::move(circumstances), to_it.reads, from_it.writes);
        input = std::move(to_it.writes);
        const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
        if (pidfd < 0) give_up_at_once();
        end.emplace(io, UnixFd::own(pidfd, "pidfd_open").release());
        await_end();
    }

    void await_end() {
        end->async_wait(asio::posix::stream_descriptor::wait_read,
                        [self = shared_from_this()](const boost::system::error_code& error) {
                            if (!error) self->reap();
                        });
    }

    /// Nobody would hear of its end.
    void give_up_at_once() const {
        const int error = errno;
        ::kill(target(), SIGKILL);
        ::waitpid(pid, nullptr, 0);
        errno = error;
    }

    /// Not for ever: one that never pauses must not keep others waiting. What is left is told by another
    /// call.
    void read() {
        const auto self = shared_from_this();
        std::array<char, 4096> buffer{};
        constexpr int most_at_once = 16;  // as much as a pipe holds
        ssize_t count = 0;
        for (int i = 0; is_wanted && i < most_at_once; ++i) {
            count = ::read(output->get(), buffer.data(), buffer.size());
            if (count <= 0) break;
            text.append(buffer.data(), static_cast<std::size_t>(count));
            tell_lines();
        }
        // How it ended is known in a moment.
        if (is_wanted && count == 0) output.reset();
    }

    void tell_lines() {
        std::size_t told = 0;
        while (is_wanted) {
            const auto length = std::min(text.find('\n', told), text.size()) - told;
            const bool is_whole = told + length < text.size();
            if (!is_whole && length <= longest_line) break;
            const auto line = text.substr(told, std::min(length, longest_line));
            told += line.size() + (is_whole && length <= longest_line ? 1 : 0);
            events.said(line);
        }
        text.erase(0, told);
    }

    void reap() {
        // Its number is its group's as long as it has not been waited for.
        if (is_to_end && leads_a_group) ::kill(target(), SIGKILL);
        int status = 0;
        if (::waitpid(pid, &status, WNOHANG) == 0) {
            await_end();
            return;
        }
        if (output) read();
        output.reset();
        if (!std::exchange(is_wanted, false)) return;
        events.ended({WIFEXITED(status) && WEXITSTATUS(status) == 0, how_it_ended(status), text});
    }

    pid_t target() const { return leads_a_group ? -pid : pid; }

    void send(int signal) {
        if (!is_wanted) return;
        is_to_end = true;
        ::kill(target(), signal);
    }

    void give_up() {
        if (!is_wanted) return;
        send(SIGTERM);
        is_wanted = false;
        input.reset();
        output.reset();
    }

    Events events;
    /// Its owner is there, and it has not been reaped.
    bool is_wanted = true;
    bool leads_a_group = false;
    /// It has been sent a signal.
    bool is_to_end = false;
    pid_t pid = 0;
    UnixFd input;
    std::optional<ReadableFd> output;
    std::string text;
    /// Can be read once it has ended.
    std::optional<asio::posix::stream_descriptor> end;
};

ChildProcess::ChildProcess(asio::io_context& io, const std::filesystem::path& program,
                           const std::vector<std::string>& arguments, Events events,
                           Circumstances circumstances)
    : running_{std::make_shared<Running>(std::move(events))} {
    running_->start(io, program, arguments, std::move(circumstances));
}

void ChildProcess::send(int signal) {
    running_->send(signal);
}

ChildProcess::~ChildProcess() {
    running_->give_up();
}

}  // namespace sitbreak::platform
