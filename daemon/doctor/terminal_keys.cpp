#include "doctor/terminal_keys.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace sitbreak::doctor {

TerminalKeys::TerminalKeys(asio::io_context& io, std::function<void()> on_key) : on_key_{std::move(on_key)} {
    // Opened anew: Asio makes what it waits for non-blocking, which standard input would stay for the shell.
    auto terminal = platform::UnixFd::own(
        ::open("/proc/self/fd/0", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC), "open");
    tcgetattr(STDIN_FILENO, &before_);
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
    terminal_.emplace(io, std::move(terminal), [this] { read(); });
}

TerminalKeys::~TerminalKeys() {
    restore();
}

void TerminalKeys::restore() {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
}

void TerminalKeys::read() {
    char key = 0;
    const auto count = ::read(terminal_->get(), &key, 1);
    if (count == 0) return terminal_.reset();  // hung up
    if (count < 0) return;
    if (static_cast<cc_t>(key) == before_.c_cc[VINTR]) {
        restore();
        std::raise(SIGINT);
    }
    on_key_();
}

}  // namespace sitbreak::doctor
