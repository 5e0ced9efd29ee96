#include "reminder/opener.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>

#include <doctest/doctest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include "platform/glib_thread.hpp"

using namespace sitbreak;
using namespace sitbreak::reminder;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// The only directory in $PATH while it lives.
struct ProgramDirectory {
    ProgramDirectory() {
        std::string name = fs::temp_directory_path() / "sitbreak-opener-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
        setenv("PATH", path.c_str(), 1);
    }
    ~ProgramDirectory() {
        setenv("PATH", before.c_str(), 1);
        fs::remove_all(path);
    }
    ProgramDirectory(const ProgramDirectory&) = delete;
    ProgramDirectory& operator=(const ProgramDirectory&) = delete;

    void add(const std::string& name, const std::string& script) const {
        std::ofstream{path / name} << "#!/bin/sh\n" << script << "\n";
        fs::permissions(path / name, fs::perms::owner_all);
    }

    std::string before = std::getenv("PATH");
    fs::path path;
};

/// Keeps what is logged while it lives.
class Log : public spdlog::sinks::base_sink<std::mutex> {
 public:
    static std::shared_ptr<Log> listen() {
        auto log = std::make_shared<Log>();
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", log));
        return log;
    }

    bool has(std::size_t count) {
        std::unique_lock lock{lines_mutex_};
        return arrived_.wait_for(lock, 10s, [&] { return lines_.size() >= count; });
    }

    std::vector<std::string> lines() {
        const std::lock_guard lock{lines_mutex_};
        return lines_;
    }

 private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        const std::lock_guard lock{lines_mutex_};
        lines_.emplace_back(message.payload.data(), message.payload.size());
        arrived_.notify_all();
    }
    void flush_() override {}

    std::mutex lines_mutex_;
    std::condition_variable arrived_;
    std::vector<std::string> lines_;
};

/// What is written into a pipe that stands in the file system.
class Mailbox {
 public:
    explicit Mailbox(const fs::path& path) {
        REQUIRE(mkfifo(path.c_str(), 0600) == 0);
        pipe_ = open(path.c_str(), O_RDWR | O_CLOEXEC);
        REQUIRE(pipe_ >= 0);
    }
    ~Mailbox() { close(pipe_); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    std::string next() const {
        pollfd filled{.fd = pipe_, .events = POLLIN, .revents = 0};
        REQUIRE(poll(&filled, 1, 10'000) == 1);
        std::array<char, 256> text{};
        const auto length = read(pipe_, text.data(), text.size());
        REQUIRE(length > 0);
        return {text.data(), static_cast<std::size_t>(length)};
    }

 private:
    int pipe_ = -1;
};

}  // namespace

TEST_CASE("the browser is started beside the service, and directly elsewhere") {
    using Command = std::vector<std::string>;
    CHECK(open_command("/tmp/a b;c.html", false) == Command{"xdg-open", "/tmp/a b;c.html"});
    CHECK(open_command("/tmp/card.html", true) ==
          Command{"systemd-run", "--user", "--quiet", "--collect", "--", "xdg-open", "/tmp/card.html"});
}

TEST_CASE("only the process that systemd started counts as a service") {
    CHECK(started_by_systemd("417", 417));
    CHECK_FALSE(started_by_systemd("417", 418));
    CHECK_FALSE(started_by_systemd("417x", 417));
    CHECK_FALSE(started_by_systemd("", 0));
    CHECK_FALSE(started_by_systemd(nullptr, 417));
}

TEST_CASE("a card is opened by its path, whatever is in it") {
    const ProgramDirectory programs;
    const Mailbox mailbox{programs.path / "mailbox"};
    const std::string send = "printf '%s|' \"$@\" >" + (programs.path / "mailbox").string();
    programs.add("xdg-open", send);
    programs.add("systemd-run", send);
    platform::GlibThread thread;
    Opener{thread, false}.open("/tmp/$(a) 'b'.html");
    CHECK(mailbox.next() == "/tmp/$(a) 'b'.html|");
    Opener{thread, true}.open("/tmp/c.html");
    CHECK(mailbox.next() == "--user|--quiet|--collect|--|xdg-open|/tmp/c.html|");
}

TEST_CASE("that cards cannot be opened is said once") {
    const ProgramDirectory programs;
    const auto log = Log::listen();
    platform::GlibThread thread;
    Opener opener{thread, false};
    opener.open("/tmp/card.html");
    opener.open("/tmp/card.html");
    Opener{thread, true}.open("/tmp/card.html");
    REQUIRE(log->has(2));
    CHECK(log->lines() == std::vector<std::string>{"the card cannot be shown: xdg-open is not installed",
                                                   "the card cannot be shown: systemd-run is not installed"});
}

TEST_CASE("a browser that fails is said") {
    const ProgramDirectory programs;
    const auto log = Log::listen();
    programs.add("xdg-open", "exit 3");
    platform::GlibThread thread;
    Opener{thread, false}.open("/tmp/card.html");
    REQUIRE(log->has(1));
    CHECK(log->lines().front() == "the card cannot be shown: Child process exited with code 3");
}
