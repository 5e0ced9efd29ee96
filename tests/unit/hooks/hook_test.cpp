#include "hooks/hook.hpp"

#include <doctest/doctest.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include "tests/unit/platform/run_until.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

class Log : public spdlog::sinks::base_sink<std::mutex> {
 public:
    Lines lines;

 private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        const auto level = spdlog::level::to_string_view(message.level);
        lines.push_back(std::string{level.begin(), level.end()} + ": " +
                        std::string{message.payload.begin(), message.payload.end()});
    }
    void flush_() override {}
};

/// A hook that runs shell scripts.
struct Desk {
    explicit Desk(std::chrono::seconds at_most = 20s) : hook{io, "on_x", {at_most, 300ms}} {
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", log));
    }

    /// Says first which process it is.
    void script(const std::string& text) { hook.set({"sh", "-c", "echo pid $$; " + text}); }

    bool logs(const std::string& line) {
        return platform::run_until(io,
                                   [&] { return std::ranges::find(log->lines, line) != log->lines.end(); });
    }
    /// The number of the process that a line of the log names.
    static pid_t number_in(const std::string& line) {
        return static_cast<pid_t>(std::stol(line.substr(line.rfind(' ') + 1)));
    }
    pid_t next_number() {
        const auto said = [](const std::string& line) { return line.starts_with("info: hook on_x: pid "); };
        const auto has_said = [&] { return std::ranges::find_if(log->lines, said) != log->lines.end(); };
        REQUIRE(platform::run_until(io, has_said));
        const auto found = std::ranges::find_if(log->lines, said);
        const auto number = number_in(*found);
        log->lines.erase(found);
        return number;
    }
    /// Runs a script that has not been heard of yet: its process.
    pid_t start(const Lines& variables = {}) {
        hook.run(variables);
        return next_number();
    }
    bool runs_to_its_end(const Lines& variables = {}) { return is_gone(start(variables)); }
    /// Neither there nor a zombie: how it ended has been heard.
    bool is_gone(pid_t pid) {
        return platform::run_until(io, [pid] { return ::kill(pid, 0) != 0; });
    }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    asio::io_context io;
    hooks::Hook hook;
};

/// Where it is quick to lose patience.
struct HastyDesk : Desk {
    HastyDesk() : Desk{1s} {}
};

constexpr auto too_long = "warning: hook on_x: sh takes longer than 1 s and is ended";

}  // namespace

TEST_CASE_FIXTURE(Desk, "nothing set is nothing run") {
    hook.run({});
    CHECK(io.poll() == 0);
    CHECK(log->lines.empty());
}

TEST_CASE_FIXTURE(Desk, "what it says is in the log, standard error too, without what steers a terminal") {
    script("printf 'a\\033[31m\\n'; echo b >&2; echo $SITBREAK_EVENT; printf unfinished");
    CHECK(runs_to_its_end({"SITBREAK_EVENT=reminder"}));
    CHECK(log->lines == Lines{"info: hook on_x: a [31m", "info: hook on_x: b", "info: hook on_x: reminder",
                              "info: hook on_x: unfinished"});
}

TEST_CASE_FIXTURE(Desk, "arguments arrive as they are") {
    hook.set({"sh", "-c", "printf '<%s>\\n' \"$@\"", "sh", "a b", "", "$HOME `x`", "\"'\\", "*", "~/"});
    hook.run({});
    CHECK(logs("info: hook on_x: <~/>"));
    CHECK(log->lines == Lines{"info: hook on_x: <a b>", "info: hook on_x: <>", "info: hook on_x: <$HOME `x`>",
                              "info: hook on_x: <\"'\\>", "info: hook on_x: <*>", "info: hook on_x: <~/>"});
}

TEST_CASE_FIXTURE(Desk, "a variable of ours takes the place of one that is there already") {
    ::setenv("SITBREAK_EVENT", "of-somebody-else", 1);
    ::setenv("SITBREAK_EVENTS", "kept", 1);
    script("env | grep ^SITBREAK_EVENT | sort");
    CHECK(runs_to_its_end({"SITBREAK_EVENT=reminder"}));
    ::unsetenv("SITBREAK_EVENT");
    ::unsetenv("SITBREAK_EVENTS");
    CHECK(log->lines ==
          Lines{"info: hook on_x: SITBREAK_EVENT=reminder", "info: hook on_x: SITBREAK_EVENTS=kept"});
}

TEST_CASE_FIXTURE(Desk, "a program in the person's home") {
    std::string name = "/tmp/sitbreak-test-XXXXXX";
    REQUIRE(::mkdtemp(name.data()));
    const fs::path home = name;
    std::ofstream{home / "bell"} << "#!/bin/sh\necho rings\n";
    fs::permissions(home / "bell", fs::perms::owner_all);
    const std::string before = std::getenv("HOME");
    ::setenv("HOME", home.c_str(), 1);
    hook.set({"~/bell"});
    hook.run({});
    ::setenv("HOME", before.c_str(), 1);
    CHECK(logs("info: hook on_x: rings"));
    fs::remove_all(home);
}

TEST_CASE_FIXTURE(Desk, "it has nothing to read, no descriptor of ours, and a group and session of its own") {
    std::array<int, 2> not_for_it{};
    REQUIRE(::pipe(not_for_it.data()) == 0);
    script(
        "read line || echo nothing;"
        // By the shell alone: with a pipe to another program it could be seen holding that.
        "n=0; while test $n -lt 64; do test -e /proc/$$/fd/$n && printf '%s ' $n; n=$((n + 1)); done; echo;"
        "read -r id name state parent group session rest </proc/$$/stat;"
        "test $group = $$ && test $session = $$ && echo leads");
    CHECK(runs_to_its_end());
    ::close(not_for_it[0]);
    ::close(not_for_it[1]);
    CHECK(log->lines ==
          Lines{"info: hook on_x: nothing", "info: hook on_x: 0 1 2 ", "info: hook on_x: leads"});
}

TEST_CASE_FIXTURE(Desk, "it hears of no service manager, and of no signal that we ignore or block") {
    ::setenv("NOTIFY_SOCKET", "/nowhere", 1);
    const auto before = ::signal(SIGHUP, SIG_IGN);
    sigset_t usr1;
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    ::pthread_sigmask(SIG_BLOCK, &usr1, nullptr);
    script("echo ${NOTIFY_SOCKET-none}; kill -$SIGNAL $$; echo survived");
    CHECK(runs_to_its_end({"SIGNAL=HUP"}));
    CHECK(runs_to_its_end({"SIGNAL=USR1"}));
    ::pthread_sigmask(SIG_UNBLOCK, &usr1, nullptr);
    ::signal(SIGHUP, before);
    ::unsetenv("NOTIFY_SOCKET");
    CHECK(log->lines == Lines{"info: hook on_x: none", "warning: hook on_x: sh ended by signal 1",
                              "info: hook on_x: none", "warning: hook on_x: sh ended by signal 10"});
}

TEST_CASE_FIXTURE(HastyDesk, "one that floods is heard no further than 20 lines, and ended all the same") {
    script("yes; true");
    const auto program = start();
    CHECK(logs(too_long));
    CHECK(is_gone(program));
    // The first was the number.
    CHECK(std::ranges::count(log->lines, "info: hook on_x: y") == 19);
    CHECK(std::ranges::count(log->lines, "info: hook on_x: … and more, which the log leaves out") == 1);
    CHECK(log->lines.size() == 21);
}

TEST_CASE_FIXTURE(Desk, "a line without end is cut") {
    script("head -c 1500 /dev/zero | tr '\\0' x");
    CHECK(runs_to_its_end());
    CHECK(log->lines == Lines{"info: hook on_x: " + std::string(1024, 'x'),
                              "info: hook on_x: " + std::string(1500 - 1024, 'x')});
}

TEST_CASE_FIXTURE(HastyDesk, "one that hangs is told to end, with all that it started") {
    script("sleep 1000 & echo pid $!; wait");
    const auto program = start();
    const auto child = next_number();
    CHECK(logs(too_long));
    CHECK(is_gone(program));
    CHECK(is_gone(child));
    CHECK(log->lines == Lines{too_long});
}

TEST_CASE_FIXTURE(HastyDesk, "one that does not want to end is killed, with all that it started") {
    script("trap '' TERM; sleep 1000 & echo pid $!; while :; do sleep 1000; done");
    const auto program = start();
    const auto child = next_number();
    CHECK(logs(too_long));
    CHECK(::kill(program, 0) == 0);
    CHECK(is_gone(program));
    CHECK(is_gone(child));
    CHECK(log->lines == Lines{too_long});
}

TEST_CASE_FIXTURE(HastyDesk, "a child that stays when its hook has followed is killed") {
    script("sh -c 'trap \"\" TERM; echo pid $$; while :; do sleep 1000; done' & wait");
    start();
    const auto child = next_number();
    CHECK(logs(too_long));
    CHECK(is_gone(child));
}

TEST_CASE_FIXTURE(Desk, "what a hook leaves behind when it ends in time is left alone") {
    script("sleep 1000 >/dev/null 2>&1 & echo pid $!");
    const auto program = start();
    const auto child = next_number();
    CHECK(is_gone(program));
    CHECK(::kill(child, 0) == 0);
    ::kill(child, SIGKILL);
}

TEST_CASE_FIXTURE(Desk, "never two at once: that one is dropped is said when it begins") {
    const std::string dropped = "warning: hook on_x: sh still runs, so it is not run again meanwhile";
    script("sleep 0.1; echo over");
    const auto run_thrice_at_once = [this] {
        hook.run({});
        hook.run({});
        hook.run({});
        CHECK(is_gone(next_number()));
    };
    run_thrice_at_once();
    CHECK(log->lines == Lines{dropped, "info: hook on_x: over"});
    run_thrice_at_once();
    CHECK(std::ranges::count(log->lines, dropped) == 1);
    CHECK(runs_to_its_end());
    run_thrice_at_once();
    CHECK(std::ranges::count(log->lines, dropped) == 2);
}

TEST_CASE_FIXTURE(Desk, "a failure is said when it begins and when it ends") {
    script("[ $CODE = kill ] && kill -9 $$; exit $CODE");
    for (const char* code : {"0", "3", "3", "kill", "kill", "0", "0", "3"})
        CHECK(runs_to_its_end({std::string{"CODE="} + code}));
    CHECK(log->lines == Lines{"warning: hook on_x: sh ended with exit code 3",
                              "warning: hook on_x: sh ended by signal 9", "info: hook on_x: sh works again",
                              "warning: hook on_x: sh ended with exit code 3"});
}

TEST_CASE_FIXTURE(HastyDesk, "one that hung and then does not is said to work again") {
    script("[ $HANGS = yes ] && exec sleep 1000; true");
    CHECK(runs_to_its_end({"HANGS=yes"}));
    CHECK(runs_to_its_end({"HANGS=yes"}));
    CHECK(runs_to_its_end({"HANGS=no"}));
    CHECK(log->lines == Lines{too_long, "info: hook on_x: sh works again"});
}

TEST_CASE_FIXTURE(Desk, "a program that is not there is said once for each program") {
    for (const char* program : {"no-such-program", "/nowhere/program", "/"}) {
        hook.set({program});
        hook.run({});
        hook.run({});
    }
    CHECK(log->lines ==
          Lines{"warning: hook on_x: no-such-program cannot be started: No such file or directory",
                "warning: hook on_x: /nowhere/program cannot be started: No such file or directory",
                "warning: hook on_x: / cannot be started: Permission denied"});
}

TEST_CASE_FIXTURE(Desk, "what is set while one runs is for the next") {
    script("sleep 0.1; echo first");
    const auto program = start();
    script("echo second");
    CHECK(is_gone(program));
    CHECK(runs_to_its_end());
    CHECK(log->lines == Lines{"info: hook on_x: first", "info: hook on_x: second"});
}

TEST_CASE_FIXTURE(Desk, "stopped, it tells what runs to end, and nobody hears of it") {
    script("trap 'echo over; exit 3' TERM; echo ready; while :; do sleep 0.01; done");
    const auto program = start();
    CHECK(logs("info: hook on_x: ready"));
    hook.stop();
    CHECK(is_gone(program));
    CHECK(log->lines == Lines{"info: hook on_x: ready"});
}
