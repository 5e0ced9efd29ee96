#pragma once
// A program that is run for what it writes, line by line, and that is told to end when nobody wants to hear
// it any more.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/asio.hpp"

namespace sitbreak::platform {

class ChildProcess {
 public:
    struct Ending {
        /// With exit code 0.
        bool well = false;
        /// "ended with exit code 3".
        std::string how;
        /// What it wrote behind its last line.
        std::string unfinished;
    };

    struct Events {
        /// A line of what it writes, without its end; of one longer than `longest_line`, a piece.
        std::function<void(const std::string& line)> said;
        /// It has ended, once; nothing is told afterwards.
        std::function<void(const Ending& ending)> ended;
    };

    /// How a program is run that is not a part of ours.
    struct Circumstances {
        /// "NAME=value", in place of those of our environment.
        std::vector<std::string> variables;
        /// It has nothing to read, its standard error is told like its output, and it leads a session, and so
        /// a process group, of its own: signals are for the whole group. Otherwise it reads from us until it
        /// is to end, and its standard error is ours.
        bool on_its_own = false;
    };

    static constexpr std::size_t longest_line = 1024;

    /// Starts `program`, which is looked for on PATH if it has no slash, with `arguments`, with our
    /// environment but for NOTIFY_SOCKET, with none of our descriptors, and no signal ignored or blocked.
    /// `events` are told on the thread that runs `io`, never inside a call of this object; they may destroy
    /// it. Throws std::system_error if it cannot be started.
    ChildProcess(asio::io_context& io, const std::filesystem::path& program,
                 const std::vector<std::string>& arguments, Events events, Circumstances circumstances);
    ChildProcess(asio::io_context& io, const std::filesystem::path& program,
                 const std::vector<std::string>& arguments, Events events)
        : ChildProcess{io, program, arguments, std::move(events), {}} {}

    /// Closes its standard input, which tells it to end, and sends SIGTERM, for one that does not listen.
    /// Waits for nothing; it is reaped when it has ended.
    ~ChildProcess();

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Sends it a signal that is to end it. What of its group is left once it has ended is killed.
    void send(int signal);

 private:
    struct Running;
    std::shared_ptr<Running> running_;
};

}  // namespace sitbreak::platform
