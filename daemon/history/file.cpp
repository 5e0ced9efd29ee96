#include "history/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>

namespace sitbreak::history {

namespace {

void make_private_directory(const std::filesystem::path& directory) {
    std::error_code error;
    if (std::filesystem::is_directory(directory, error)) return;
    std::filesystem::create_directories(directory.parent_path());
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::system_error{errno, std::generic_category(), directory};
}

}  // namespace

void make_private_file(const std::filesystem::path& file) {
    make_private_directory(file.parent_path());
    // SQLite opens it itself; closing this takes no lock away, for it has none yet.
    const auto made = platform::UnixFd::own(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600), "open");
    struct stat status{};
    if (::fstat(made.get(), &status) == 0 && (status.st_mode & 0077) != 0) (void)::fchmod(made.get(), 0600);
}

std::optional<FileId> id_of(const std::filesystem::path& file) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return FileId{status.st_dev, status.st_ino};
}

platform::UnixFd keep_alone(const std::filesystem::path& file) {
    const auto directory = file.parent_path();
    make_private_directory(directory);
    auto lock = platform::UnixFd::own(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open");
    // A file system without such locks has no others either.
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw std::runtime_error{"another sitbreakd keeps it"};
    return lock;
}

std::filesystem::path set_aside(const std::filesystem::path& file, sitting::WallTime when) {
    using namespace std::chrono;
    const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    const auto day = floor<days>(when);
    const year_month_day date{day};
    const hh_mm_ss time{when - day};
    const std::string stamp = std::to_string(static_cast<int>(date.year())) +
                              two(static_cast<unsigned>(date.month())) +
                              two(static_cast<unsigned>(date.day())) + "-" + two(time.hours().count()) +
                              two(time.minutes().count()) + two(time.seconds().count());
    auto aside = file;
    aside += ".corrupt-" + stamp;
    for (int again = 2; std::filesystem::exists(aside); ++again)
        (aside = file) += ".corrupt-" + stamp + "-" + std::to_string(again);
    for (const char* part : {"-wal", "-shm", ""}) {
        const auto from = file.string() + part;
        if (std::filesystem::exists(from)) std::filesystem::rename(from, aside.string() + part);
    }
    return aside;
}

}  // namespace sitbreak::history
