#pragma once
// Tells when a file has new contents, whatever way it was saved: written in place, replaced by a rename,
// behind a symlink that is swapped or whose target changes, in a directory that is itself swapped, not yet
// there, or made anew. Deletion is not new contents.

#include <sys/types.h>

#include <compare>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/asio.hpp"
#include "platform/boot_timer.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::platform {

class FileWatcher {
 public:
    /// `changed` is called on the thread that runs `io`, once for each burst of changes, 100 ms after its
    /// last. Who reads the file after this constructor misses nothing. Throws std::system_error if the kernel
    /// gives no inotify instance.
    FileWatcher(asio::io_context& io, std::filesystem::path file, std::function<void()> changed);

 private:
    /// A name in a directory that decides where the path leads.
    struct Step {
        std::filesystem::path directory;
        std::string name;
        enum class Is { missing, symlink, directory, file } is = Is::missing;
        bool last = false;
        friend bool operator==(const Step&, const Step&) = default;
    };
    struct Watch {
        std::uint32_t mask = 0;
        std::vector<Step> steps;
    };
    /// What tells one state of a file from another.
    struct Version {
        dev_t device{};
        ino_t inode{};
        off_t size{};
        std::int64_t changed_ns{};
        friend bool operator==(const Version&, const Version&) = default;
    };

    void readable();
    void follow_path();
    void settled();

    std::filesystem::path file_;
    std::function<void()> changed_;
    std::map<int, Watch> watches_;
    std::optional<Version> version_;
    bool is_changed_ = false;
    BootTimer settle_;
    ReadableFd inotify_;
};

}  // namespace sitbreak::platform
