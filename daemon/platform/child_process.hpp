#pragma once
// A program that is run for what it writes, line by line, and that ends when nobody wants to hear it any
// more.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/asio.hpp"

namespace sitbreak::platform {

class ChildProcess {
 public:
    struct Events {
        /// A line of its standard output, without its end.
        std::function<void(const std::string& line)> said;
        /// It has ended or closed its standard output, once; nothing is told afterwards.
        std::function<void(const std::string& how)> ended;
    };

    /// Starts `program` with `arguments`, with our environment but for NOTIFY_SOCKET, and no signal ignored
    /// or blocked. `events` are told on the thread that runs `io`, never inside a call of this object; they
    /// may destroy it. Throws std::system_error if it cannot be started.
    ChildProcess(asio::io_context& io, const std::filesystem::path& program,
                 const std::vector<std::string>& arguments, Events events);

    /// Closes its standard input, which tells it to end, and sends SIGTERM, for one that does not listen.
    /// Waits for nothing; it is reaped when it has ended.
    ~ChildProcess();

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

 private:
    struct Running;
    std::shared_ptr<Running> running_;
};

}  // namespace sitbreak::platform
