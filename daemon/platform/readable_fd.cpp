#include "platform/readable_fd.hpp"

#include <utility>

namespace sitbreak::platform {

/// Lives as long as its owner or a call into it. A wait that completed just before the owner went finds it
/// gone.
struct ReadableFd::Waiting : std::enable_shared_from_this<Waiting> {
    Waiting(asio::io_context& io, int fd, std::function<void()> callback)
        : descriptor{io, fd}, on_readable{std::move(callback)} {}

    void wait() {
        descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                              [weak = weak_from_this()](const boost::system::error_code& error) {
                                  const auto self = weak.lock();
                                  if (error || !self || !self->descriptor.is_open()) return;
                                  self->on_readable();
                                  if (self->descriptor.is_open()) self->wait();
                              });
    }

    void wait_writable() {
        descriptor.async_wait(asio::posix::stream_descriptor::wait_write,
                              [weak = weak_from_this()](const boost::system::error_code& error) {
                                  const auto self = weak.lock();
                                  if (error || !self || !self->descriptor.is_open()) return;
                                  if (const auto callback = std::exchange(self->on_writable, nullptr))
                                      callback();
                              });
    }

    asio::posix::stream_descriptor descriptor;
    std::function<void()> on_readable;
    /// Empty while nobody waits for it.
    std::function<void()> on_writable;
};

ReadableFd::ReadableFd(asio::io_context& io, UnixFd fd, std::function<void()> on_readable)
    : waiting_{std::make_shared<Waiting>(io, fd.get(), std::move(on_readable))} {
    fd.release();  // the descriptor of Asio's closes it from here on
    waiting_->wait();
}

ReadableFd::~ReadableFd() {
    boost::system::error_code ignored;
    waiting_->descriptor.close(ignored);
}

void ReadableFd::once_writable(std::function<void()> on_writable) {
    const bool waits = static_cast<bool>(std::exchange(waiting_->on_writable, std::move(on_writable)));
    if (!waits) waiting_->wait_writable();
}

int ReadableFd::get() const {
    return waiting_->descriptor.native_handle();
}

}  // namespace sitbreak::platform
