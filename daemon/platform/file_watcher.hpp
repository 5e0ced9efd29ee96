#pragma once
// Tells when a file has new contents, whatever way it was saved: written in place, replaced by a rename,
// behind a symlink that is swapped or whose target changes, in a directory that is itself swapped, not yet
// there, or made anew; a socket, when a server binds it. Deletion is not new contents.

#include <filesystem>
#include <functional>
#include <memory>

#include "platform/asio.hpp"

namespace sitbreak::platform {

class FileWatcher {
 public:
    /// `changed` is called on the thread that runs `io`, once for each burst of changes, 100 ms after its
    /// last; it must not destroy the watcher. Who reads the file after this constructor misses nothing. A
    /// relative path is meant from the present working directory. Throws std::system_error if the kernel
    /// gives no inotify instance.
    FileWatcher(asio::io_context& io, const std::filesystem::path& file, std::function<void()> changed);
    ~FileWatcher();
    FileWatcher(const FileWatcher&) = delete;
    FileWatcher& operator=(const FileWatcher&) = delete;

 private:
    class Following;
    std::unique_ptr<Following> following_;
};

}  // namespace sitbreak::platform
