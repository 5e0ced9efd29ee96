#pragma once
// The file that history is kept in, and its directory, as the file system sees them: for their owner alone.

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "platform/unix_fd.hpp"
#include "sitting/time.hpp"

namespace sitbreak::history {

/// Makes the file, and its directory, if there is none, and takes it from others if they had rights to it.
/// Throws std::system_error.
void make_private_file(const std::filesystem::path& file);

/// Tells a file from another one of the same name.
struct FileId {
    dev_t device{};
    ino_t inode{};
    friend bool operator==(const FileId&, const FileId&) = default;
};

/// None if there is no such file.
std::optional<FileId> id_of(const std::filesystem::path& file);

/// Makes the file's directory, for its owner alone, if there is none, and keeps other processes that want to
/// be the one that keeps history there from being it, for as long as the descriptor is open. Throws
/// std::runtime_error with the reason, so if there is such a process.
platform::UnixFd keep_alone(const std::filesystem::path& file);

/// Renames a damaged file, and what belongs to it, to a name with `when` in it. Gives the new name. Throws
/// std::runtime_error with the reason.
std::filesystem::path set_aside(const std::filesystem::path& file, sitting::WallTime when);

}  // namespace sitbreak::history
