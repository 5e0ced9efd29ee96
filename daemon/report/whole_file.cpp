#include "report/whole_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace sitbreak::report {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& name, int error) {
    throw std::runtime_error{"cannot write " + name + ": " + std::strerror(error == 0 ? EIO : error)};
}

void write_into(const fs::path& file, const std::string& name,
                const std::function<void(std::ostream&)>& write) {
    errno = 0;
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    if (out) write(out);
    out.close();
    if (!out) fail(name, errno);
}

/// A new file beside another, which is gone with this object unless it took the place of that one.
class Unfinished {
 public:
    Unfinished(const fs::path& file, const std::string& name)
        : path_{(file.parent_path() / ".sitbreak-XXXXXX").string()} {
        const int fd = ::mkstemp(path_.data());
        if (fd < 0) fail(name, errno);
        ::close(fd);
    }
    ~Unfinished() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const std::string& path() const { return path_; }

 private:
    std::string path_;
};

}  // namespace

void write_whole(const std::string& name, const std::function<void(std::ostream&)>& write) {
    std::error_code error;
    const auto there = fs::status(name, error);
    if (fs::exists(there) && !fs::is_regular_file(there)) {
        write_into(name, name, write);
        return;
    }
    // Where a link leads to is replaced, and not the link.
    const fs::path file = fs::exists(there) ? fs::canonical(name, error) : fs::path{name};
    if (fs::exists(there) && error) fail(name, error.value());
    const Unfinished unfinished{file, name};
    write_into(unfinished.path(), name, write);
    constexpr auto its_owners = fs::perms::owner_read | fs::perms::owner_write;
    if (fs::exists(there)) fs::permissions(unfinished.path(), there.permissions() & its_owners, error);
    fs::rename(unfinished.path(), file, error);
    if (error) fail(name, error.value());
}

}  // namespace sitbreak::report
