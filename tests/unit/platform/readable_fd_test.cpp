#include "platform/readable_fd.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <system_error>

#include "run_until.hpp"

using namespace sitbreak;
using platform::ReadableFd;
using platform::run_until;
using platform::UnixFd;

namespace {

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
        out = UnixFd::own(ends[0], "pipe2");
        in = UnixFd::own(ends[1], "pipe2");
    }
    void write() { REQUIRE(::write(in.get(), "x", 1) == 1); }

    UnixFd out;
    UnixFd in;
};

bool is_open(int fd) {
    return ::fcntl(fd, F_GETFD) != -1;
}

}  // namespace

TEST_CASE("calls back for each arrival, and closes what it was given") {
    asio::io_context io;
    Pipe pipe;
    const int fd = pipe.out.get();
    int calls = 0;
    {
        ReadableFd readable{io, std::move(pipe.out), [&calls, fd] {
                                char byte = 0;
                                while (::read(fd, &byte, 1) == 1) {
                                }
                                ++calls;
                            }};
        CHECK_FALSE(pipe.out);
        CHECK(readable.get() == fd);
        pipe.write();
        CHECK(run_until(io, [&calls] { return calls == 1; }));
        pipe.write();
        CHECK(run_until(io, [&calls] { return calls == 2; }));
        CHECK(is_open(fd));
    }
    CHECK_FALSE(is_open(fd));
}

TEST_CASE("it may go from inside its own callback") {
    asio::io_context io;
    Pipe pipe;
    int calls = 0;
    std::unique_ptr<ReadableFd> readable;
    readable = std::make_unique<ReadableFd>(io, std::move(pipe.out), [&calls, &readable] {
        ++calls;
        readable.reset();
    });
    pipe.write();
    CHECK(run_until(io, [&calls] { return calls == 1; }));
    io.restart();
    CHECK(io.run() == 0);
}

TEST_CASE("gone before its turn came, it is not called") {
    asio::io_context io;
    Pipe first_pipe;
    Pipe second_pipe;
    int calls = 0;
    std::unique_ptr<ReadableFd> first;
    std::unique_ptr<ReadableFd> second;
    // Both are ready at the same moment; whichever is called takes the other away.
    const auto take_both = [&] {
        ++calls;
        first.reset();
        second.reset();
    };
    first = std::make_unique<ReadableFd>(io, std::move(first_pipe.out), take_both);
    second = std::make_unique<ReadableFd>(io, std::move(second_pipe.out), take_both);
    first_pipe.write();
    second_pipe.write();
    io.run();
    CHECK(calls == 1);
}

TEST_CASE("a descriptor that could not be had is an error with its reason") {
    CHECK_THROWS_AS(UnixFd::own(::open("/does/not/exist", O_RDONLY), "open"), std::system_error);
    CHECK_THROWS_AS(UnixFd::dup_cloexec(-1), std::system_error);
}

TEST_CASE("a duplicate is not inherited and does not share its end") {
    Pipe pipe;
    auto copy = UnixFd::dup_cloexec(pipe.out.get());
    CHECK(copy.get() != pipe.out.get());
    CHECK((::fcntl(copy.get(), F_GETFD) & FD_CLOEXEC) != 0);
    copy.reset();
    CHECK(is_open(pipe.out.get()));
}
