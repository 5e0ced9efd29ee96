#pragma once
// What posix_spawn is told of a program that is not a part of ours. For the files of this room.

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <csignal>

namespace sitbreak::platform {

class SpawnActions {
 public:
    SpawnActions() { ::posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;

    void put(int fd, int as) { ::posix_spawn_file_actions_adddup2(&actions_, fd, as); }
    /// /dev/null, to be read or to be written.
    void put_nothing(int as, int access) {
        ::posix_spawn_file_actions_addopen(&actions_, as, "/dev/null", access, 0);
    }
    /// Whatever a library has left open, or whoever started us.
    void close_all_others() { ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1); }
    const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
    posix_spawn_file_actions_t actions_{};
};

/// Signals as a program expects them.
class SpawnAttributes {
 public:
    /// `on_its_own`: it leads a session of its own.
    explicit SpawnAttributes(bool on_its_own) {
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        sigset_t all;
        sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        const int session = on_its_own ? POSIX_SPAWN_SETSID : 0;
        ::posix_spawnattr_setflags(
            &attributes_, static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session));
    }
    ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;

    const posix_spawnattr_t* get() const { return &attributes_; }

 private:
    posix_spawnattr_t attributes_{};
};

}  // namespace sitbreak::platform
