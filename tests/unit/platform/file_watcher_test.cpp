#include "platform/file_watcher.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "platform/boot_clock.hpp"
#include "platform/boot_timer.hpp"
#include "run_until.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A person's files in a directory of their own, and a watcher on `etc/sitbreak.toml` in it.
struct Desk {
    Desk() {
        char pattern[] = "/tmp/sitbreak-test-XXXXXX";
        home = ::mkdtemp(pattern);
        fs::create_directory(home / "etc");
    }
    ~Desk() { fs::remove_all(home); }

    void watch() { watch(home / "etc/sitbreak.toml"); }
    void watch(const fs::path& file) {
        watcher = std::make_unique<platform::FileWatcher>(io, file, [this, file] {
            ++told;
            std::ifstream in{file};
            std::getline(in, read, '\0');
        });
    }

    static void write(const fs::path& file, const std::string& text) { std::ofstream{file} << text; }
    void replace(const fs::path& file, const std::string& text) const {
        write(home / "new", text);
        fs::rename(home / "new", file);
    }
    static void link(const fs::path& target, const fs::path& link) {
        fs::remove(link);
        fs::create_symlink(target, link);
    }
    void swap_link(const fs::path& target, const fs::path& link) const {
        fs::create_symlink(target, home / "new-link");
        fs::rename(home / "new-link", link);
    }

    /// Whether the watcher tells, and what the file holds then is `text`.
    bool tells(const std::string& text) {
        const int before = told;
        return platform::run_until(io, [this, before] { return told > before; }) && read == text;
    }

    /// Whether the watcher tells nothing for longer than it lets the dust settle.
    bool is_silent() {
        const int before = told;
        bool is_over = false;
        platform::BootTimer timer{io, [&is_over] { is_over = true; }};
        timer.arm(platform::boot_now() + 300ms);
        return platform::run_until(io, [&is_over] { return is_over; }) && told == before;
    }

    asio::io_context io;
    fs::path home;
    int told = 0;
    std::string read;
    std::unique_ptr<platform::FileWatcher> watcher;
};

}  // namespace

TEST_CASE_FIXTURE(Desk, "written in place") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    CHECK(is_silent());
    write(home / "etc/sitbreak.toml", "2");
    CHECK(tells("2"));
    write(home / "etc/sitbreak.toml", "3");
    CHECK(tells("3"));
}

TEST_CASE_FIXTURE(Desk, "replaced by a rename, again and again") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    for (const char* text : {"2", "3", "4"}) {
        replace(home / "etc/sitbreak.toml", text);
        CHECK(tells(text));
    }
}

TEST_CASE_FIXTURE(Desk, "as vim does: the old one moved away, a new one written, the old one deleted") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    fs::rename(home / "etc/sitbreak.toml", home / "etc/sitbreak.toml~");
    write(home / "etc/sitbreak.toml", "2");
    fs::remove(home / "etc/sitbreak.toml~");
    CHECK(tells("2"));
    CHECK(is_silent());
}

TEST_CASE_FIXTURE(Desk, "a burst is told once") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    for (int i = 0; i < 50; ++i)
        write(home / "etc/sitbreak.toml", std::to_string(i));
    CHECK(tells("49"));
    CHECK(is_silent());
}

TEST_CASE_FIXTURE(Desk, "other files in the directory are none of its business") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    write(home / "etc/other.toml", "x");
    replace(home / "etc/another.toml", "x");
    fs::remove(home / "etc/other.toml");
    CHECK(is_silent());
}

TEST_CASE_FIXTURE(Desk, "not there at first") {
    watch();
    write(home / "etc/sitbreak.toml", "1");
    CHECK(tells("1"));
}

TEST_CASE_FIXTURE(Desk, "made but not yet written, it is not read empty") {
    watch();
    std::ofstream out{home / "etc/sitbreak.toml"};
    REQUIRE(out.is_open());
    CHECK(is_silent());
    out << "1";
    out.close();
    CHECK(tells("1"));
}

TEST_CASE_FIXTURE(Desk, "deletion is not new contents, and what comes after it is") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    fs::remove(home / "etc/sitbreak.toml");
    CHECK(is_silent());
    write(home / "etc/sitbreak.toml", "2");
    CHECK(tells("2"));
}

TEST_CASE_FIXTURE(Desk, "a hard link has its contents from the start") {
    write(home / "master", "1");
    watch();
    fs::create_hard_link(home / "master", home / "etc/sitbreak.toml");
    CHECK(tells("1"));
}

TEST_CASE_FIXTURE(Desk, "a socket counts when a server binds it") {
    const auto path = home / "etc/socket";
    int calls = 0;
    const platform::FileWatcher of_socket{io, path, [&calls] { ++calls; }};
    for (int life = 1; life <= 2; ++life) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, path.c_str());
        const auto server = platform::UnixFd::own(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
        fs::remove(path);
        REQUIRE(::bind(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        CHECK(platform::run_until(io, [&] { return calls == life; }));
    }
}

TEST_CASE_FIXTURE(Desk, "a symlink, swapped by deleting it or by a rename") {
    write(home / "one", "1");
    write(home / "two", "2");
    write(home / "three", "3");
    link(home / "one", home / "etc/sitbreak.toml");
    watch();
    link(home / "two", home / "etc/sitbreak.toml");
    CHECK(tells("2"));
    swap_link(home / "three", home / "etc/sitbreak.toml");
    CHECK(tells("3"));
    CHECK(is_silent());

    SUBCASE("its new target written in place") {
        write(home / "three", "3+");
        CHECK(tells("3+"));
    }
    SUBCASE("its new target replaced") {
        replace(home / "three", "3+");
        CHECK(tells("3+"));
    }
    SUBCASE("its old target is none of its business") {
        write(home / "two", "2+");
        CHECK(is_silent());
    }
}

TEST_CASE_FIXTURE(Desk, "a chain of symlinks through other directories, relative and absolute") {
    fs::create_directories(home / "dotfiles/v1");
    fs::create_directories(home / "dotfiles/v2");
    write(home / "dotfiles/v1/toml", "1");
    write(home / "dotfiles/v2/toml", "2");
    link("v1", home / "dotfiles/current");
    link("../dotfiles/./current/toml", home / "etc/sitbreak.toml");
    watch();

    SUBCASE("the file at its end") {
        replace(home / "dotfiles/v1/toml", "1+");
        CHECK(tells("1+"));
    }
    SUBCASE("a directory on its way") {
        swap_link("v2", home / "dotfiles/current");
        CHECK(tells("2"));
        write(home / "dotfiles/v2/toml", "2+");
        CHECK(tells("2+"));
        swap_link(home / "dotfiles/v1", home / "dotfiles/current");
        CHECK(tells("1"));
    }
    SUBCASE("a swap to what is the same file changes nothing") {
        swap_link(home / "dotfiles/v1", home / "dotfiles/current");
        CHECK(is_silent());
    }
    SUBCASE("broken for a while") {
        fs::remove(home / "dotfiles/current");
        CHECK(is_silent());
        link("v2", home / "dotfiles/current");
        CHECK(tells("2"));
    }
}

TEST_CASE_FIXTURE(Desk, "the settings directory is a symlink that is swapped") {
    fs::create_directory(home / "a");
    fs::create_directory(home / "b");
    write(home / "a/sitbreak.toml", "1");
    write(home / "b/sitbreak.toml", "2");
    link("a", home / "conf");
    watch(home / "conf/sitbreak.toml");
    write(home / "a/sitbreak.toml", "1+");
    CHECK(tells("1+"));
    link("b", home / "conf");
    CHECK(tells("2"));
    replace(home / "b/sitbreak.toml", "2+");
    CHECK(tells("2+"));
    write(home / "a/sitbreak.toml", "1++");
    CHECK(is_silent());
}

TEST_CASE_FIXTURE(Desk, "directories that do not exist yet") {
    watch(home / "x/y/z/sitbreak.toml");
    SUBCASE("made all at once") {
        fs::create_directories(home / "x/y/z");
        write(home / "x/y/z/sitbreak.toml", "1");
    }
    SUBCASE("made one by one") {
        fs::create_directory(home / "x");
        CHECK(is_silent());
        fs::create_directory(home / "x/y");
        CHECK(is_silent());
        fs::create_directory(home / "x/y/z");
        CHECK(is_silent());
        write(home / "x/y/z/sitbreak.toml", "1");
    }
    SUBCASE("moved there with the file in them") {
        fs::create_directories(home / "made/y/z");
        write(home / "made/y/z/sitbreak.toml", "1");
        CHECK(is_silent());
        fs::rename(home / "made", home / "x");
    }
    CHECK(tells("1"));
    write(home / "x/y/z/sitbreak.toml", "2");
    CHECK(tells("2"));
}

TEST_CASE_FIXTURE(Desk, "a directory deleted and made anew") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    fs::remove_all(home / "etc");
    CHECK(is_silent());
    fs::create_directory(home / "etc");
    write(home / "etc/sitbreak.toml", "2");
    CHECK(tells("2"));
    write(home / "etc/sitbreak.toml", "3");
    CHECK(tells("3"));
}

TEST_CASE_FIXTURE(Desk, "a directory deleted while a process still works in it") {
    write(home / "etc/sitbreak.toml", "1");
    watch();
    const auto inside =
        platform::UnixFd::own(::open((home / "etc").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC), "open");
    fs::remove_all(home / "etc");
    CHECK(is_silent());
    fs::create_directory(home / "etc");
    write(home / "etc/sitbreak.toml", "2");
    CHECK(tells("2"));
}

TEST_CASE_FIXTURE(Desk, "a directory above is moved away and another put in its place") {
    fs::create_directories(home / "deep/er/etc");
    write(home / "deep/er/etc/sitbreak.toml", "1");
    watch(home / "deep/er/etc/sitbreak.toml");
    fs::create_directories(home / "other/er/etc");
    write(home / "other/er/etc/sitbreak.toml", "2");
    fs::rename(home / "deep", home / "old");
    fs::rename(home / "other", home / "deep");
    CHECK(tells("2"));
    write(home / "old/er/etc/sitbreak.toml", "1+");
    CHECK(is_silent());
    write(home / "deep/er/etc/sitbreak.toml", "3");
    CHECK(tells("3"));
}

TEST_CASE_FIXTURE(Desk, "a symlink that leads to itself neither hangs nor deafens") {
    link("sitbreak.toml", home / "etc/sitbreak.toml");
    watch();
    replace(home / "etc/sitbreak.toml", "1");
    CHECK(tells("1"));
}

TEST_CASE_FIXTURE(Desk, "more events than the kernel keeps count as a change") {
    std::size_t queue = 16384;
    std::ifstream{"/proc/sys/fs/inotify/max_queued_events"} >> queue;
    write(home / "etc/sitbreak.toml", "1");
    watch();
    // Two names in turn: the kernel folds an event that repeats the last one.
    for (std::size_t i = 0; i <= queue; ++i)
        write(home / ("etc/noise" + std::to_string(i % 2)), "x");
    CHECK(tells("1"));
}

TEST_CASE_FIXTURE(Desk, "a relative path is meant from here") {
    const auto here = fs::current_path();
    fs::current_path(home);
    watch("etc/sitbreak.toml");
    fs::current_path(here);
    write(home / "etc/sitbreak.toml", "1");
    const int before = told;
    CHECK(platform::run_until(io, [this, before] { return told > before; }));
}
