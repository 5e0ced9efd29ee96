#pragma once
// Calls back whenever a descriptor can be read. What every event-driven adapter on the main thread stands on.

#include <functional>
#include <memory>

#include "platform/asio.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::platform {

class ReadableFd {
 public:
    /// `on_readable` is called on the thread that runs `io`, never inside this constructor, and is to read
    /// until nothing is left, or enough for once: while something is left it is called again. It may destroy
    /// this object; afterwards it is not called.
    ReadableFd(asio::io_context& io, UnixFd fd, std::function<void()> on_readable);
    ~ReadableFd();
    ReadableFd(const ReadableFd&) = delete;
    ReadableFd& operator=(const ReadableFd&) = delete;

    /// Calls back once, when the descriptor can be written to. Replaces an earlier call of this.
    void once_writable(std::function<void()> on_writable);

    int get() const;

 private:
    struct Waiting;
    std::shared_ptr<Waiting> waiting_;
};

}  // namespace sitbreak::platform
