#pragma once
// Keys of the terminal that standard input is, unseen there for as long as this object lives.

#include <termios.h>

#include <functional>
#include <optional>

#include "platform/asio.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::doctor {

class TerminalKeys {
 public:
    /// `on_key` is called on the thread that runs `io` when keys have come. Ctrl-C ends the program all the
    /// same, with the terminal as it was. Throws std::system_error if the terminal cannot be opened.
    TerminalKeys(asio::io_context& io, std::function<void()> on_key);
    /// What was typed and not read is not left for the shell.
    ~TerminalKeys();
    TerminalKeys(const TerminalKeys&) = delete;
    TerminalKeys& operator=(const TerminalKeys&) = delete;

 private:
    void read();
    void restore();

    std::function<void()> on_key_;
    termios before_{};
    std::optional<platform::ReadableFd> terminal_;
};

}  // namespace sitbreak::doctor
