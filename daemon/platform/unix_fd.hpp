#pragma once
// A file descriptor, owned. What wraps one and closes it (asio::posix::stream_descriptor does) is given
// `release()` or a `dup_cloexec`, and the name says which.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sitbreak::platform {

class UnixFd {
 public:
    UnixFd() = default;
    ~UnixFd() { reset(); }
    UnixFd(UnixFd&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    UnixFd& operator=(UnixFd&& other) noexcept {
        if (this != &other) {
            reset();
            fd_ = std::exchange(other.fd_, -1);
        }
        return *this;
    }
    UnixFd(const UnixFd&) = delete;
    UnixFd& operator=(const UnixFd&) = delete;

    /// Takes over `fd`, the result of the system call named `made_by`. Throws std::system_error with errno if
    /// the call failed.
    static UnixFd own(int fd, const char* made_by) {
        if (fd < 0) throw std::system_error{errno, std::generic_category(), made_by};
        return UnixFd{fd};
    }

    /// A second descriptor of what `fd` is, not inherited by child processes. Throws std::system_error.
    static UnixFd dup_cloexec(int fd) { return own(::fcntl(fd, F_DUPFD_CLOEXEC, 3), "fcntl"); }

    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    int release() { return std::exchange(fd_, -1); }

    void reset() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

 private:
    explicit UnixFd(int fd) : fd_{fd} {}

    int fd_ = -1;
};

}  // namespace sitbreak::platform
