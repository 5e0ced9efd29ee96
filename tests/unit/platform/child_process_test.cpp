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
                                           [this](const auto& ending) { ended.push_back(ending.how); }});
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

TEST_CASE_FIXTURE(Shell, "what is written behind the last line is told with the end") {
    std::optional<platform::ChildProcess::Ending> how;
    child.emplace(io, "sh", std::vector<std::string>{"-c", "echo one; printf two"},
                  platform::ChildProcess::Events{[this](const std::string& line) { said.push_back(line); },
                                                 [&how](const auto& ending) { how = ending; }});
    REQUIRE(platform::run_until(io, [&how] { return how.has_value(); }));
    CHECK(said == std::vector<std::string>{"one"});
    CHECK(how->well);
    CHECK(how->unfinished == "two");
}

TEST_CASE_FIXTURE(Shell, "much at once is told in turns, and none of it is lost") {
    run("i=0; while [ $i -lt 40000 ]; do echo $i; i=$((i+1)); done; head -c 3000 /dev/zero | tr '\\0' x; "
        "echo");
    REQUIRE(ends());
    REQUIRE(said.size() == 40003);
    CHECK(said[39999] == "39999");
    CHECK(said[40000] == std::string(1024, 'x'));
    CHECK(said[40002] == std::string(3000 - 2 * 1024, 'x'));
}

TEST_CASE_FIXTURE(Shell, "one that never pauses keeps nobody waiting") {
    run("yes");
    REQUIRE(platform::run_until(io, [this] { return said.size() > 1000; }));
    bool had_its_turn = false;
    asio::post(io, [&had_its_turn] { had_its_turn = true; });
    CHECK(platform::run_until(io, [&had_its_turn] { return had_its_turn; }));
}

TEST_CASE("what waits for the end of one that still runs goes with the loop") {
    const auto kept = std::make_shared<int>();
    {
        asio::io_context io;
        const platform::ChildProcess child{
            io,
            "/bin/sh",
            {"-c", "read line"},
            {.said = [kept](const std::string&) {}, .ended = [](const auto&) {}}};
        CHECK(kept.use_count() > 1);
    }
    CHECK(kept.use_count() == 1);
}
