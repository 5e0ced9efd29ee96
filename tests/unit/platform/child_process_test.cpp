#include "platform/child_process.hpp"

#include <doctest/doctest.h>

#include <signal.h>
#include <stdlib.h>

#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "run_until.hpp"

using namespace sitbreak;

namespace {

struct Shell {
    void run(const std::string& script) {
        child.emplace(
            io, "/bin/sh", std::vector<std::string>{"-c", script},
            platform::ChildProcess::Events{[this](const std::string& line) { said.push_back(line); },
                                           [this](const std::string& how) { ended.push_back(how); }});
    }
    bool ends() {
        return platform::run_until(io, [this] { return !ended.empty(); });
    }

    asio::io_context io;
    std::vector<std::string> said;
    std::vector<std::string> ended;
    std::optional<platform::ChildProcess> child;
};

}  // namespace

TEST_CASE_FIXTURE(Shell, "a child's lines are told as they come, and how it ended") {
    run("echo one; printf 'tw'; printf 'o\\n\\nthree'; exit 3");
    CHECK(said.empty());
    REQUIRE(ends());
    CHECK(said == std::vector<std::string>{"one", "two", ""});
    CHECK(ended == std::vector<std::string>{"ended with exit code 3"});
}

TEST_CASE_FIXTURE(Shell, "a child that is killed by somebody") {
    run("kill -9 $$");
    REQUIRE(ends());
    CHECK(ended == std::vector<std::string>{"ended by signal 9"});
}

TEST_CASE_FIXTURE(Shell, "a child that closes its output still tells how it ends") {
    run("echo one; exec >&-; sleep 0.1; exit 4");
    REQUIRE(ends());
    CHECK(said == std::vector<std::string>{"one"});
    CHECK(ended == std::vector<std::string>{"ended with exit code 4"});
}

TEST_CASE_FIXTURE(Shell, "a child that nobody wants any more ends, tells nothing, and leaves no zombie") {
    run("echo $$; read line; echo over; sleep 100");
    REQUIRE(platform::run_until(io, [this] { return !said.empty(); }));
    const auto pid = static_cast<pid_t>(std::stol(said.front()));
    child.reset();
    CHECK(platform::run_until(io, [pid] { return ::kill(pid, 0) != 0; }));
    CHECK(said.size() == 1);
    CHECK(ended.empty());
}

TEST_CASE_FIXTURE(Shell, "a child hears of no service manager, and of no signal that we ignore") {
    ::setenv("NOTIFY_SOCKET", "/nowhere", 1);
    const auto before = ::signal(SIGPIPE, SIG_IGN);
    run("echo \"${NOTIFY_SOCKET-none}\"; kill -PIPE $$; echo survived");
    ::signal(SIGPIPE, before);
    ::unsetenv("NOTIFY_SOCKET");
    REQUIRE(ends());
    CHECK(said == std::vector<std::string>{"none"});
    CHECK(ended == std::vector<std::string>{"ended by signal 13"});
}

TEST_CASE("a program that is not there cannot be started") {
    asio::io_context io;
    CHECK_THROWS_AS(platform::ChildProcess(io, "/nowhere/program", {}, {}), std::system_error);
}
