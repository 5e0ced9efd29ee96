#include "platform/file_watcher.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"
#include "platform/boot_timer.hpp"
#include "platform/readable_fd.hpp"

namespace sitbreak::platform {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds dust_settles{100};
/// As many as the kernel follows (path_resolution(7)).
constexpr int most_symlinks = 40;

constexpr std::uint32_t itself_goes = IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t name_appears = IN_CREATE | IN_MOVED_TO;
constexpr std::uint32_t file_is_saved = name_appears | IN_CLOSE_WRITE;
/// With its file, the directory may be going; its own IN_DELETE_SELF waits until no process is in it any
/// more.
constexpr std::uint32_t file_goes = IN_DELETE | IN_MOVED_FROM;

/// A name in a directory that decides where the path leads.
struct Step {
    enum class Is { missing, symlink, directory, file };

    fs::path directory;
    fs::path name;
    bool is_last = false;
    Is is = Is::missing;
    /// Where a symlink points.
    fs::path target;
    /// It has its contents from the start: a file that was made by link(2), or a socket.
    bool is_made_whole = false;

    static Step look(const fs::path& directory, const fs::path& name, bool is_last);

    /// Deletion and creation of the file itself do not change the way to it.
    bool leads_as(const Step& other) const {
        const auto kind = [](const Step& step) { return step.is == Is::file ? Is::missing : step.is; };
        return directory == other.directory && name == other.name && is_last == other.is_last &&
               kind(*this) == kind(other) && target == other.target;
    }

    std::uint32_t events() const {
        if (is_last) return itself_goes | file_is_saved | file_goes;
        return is == Is::directory ? itself_goes : itself_goes | name_appears;
    }
};

Step Step::look(const fs::path& directory, const fs::path& name, bool is_last) {
    Step step;
    step.directory = directory;
    step.name = name;
    step.is_last = is_last;
    const auto path = directory / name;
    struct stat found{};
    if (::lstat(path.c_str(), &found) != 0) return step;
    step.is = S_ISLNK(found.st_mode) ? Is::symlink : S_ISDIR(found.st_mode) ? Is::directory : Is::file;
    step.is_made_whole = step.is == Is::file && (found.st_nlink > 1 || S_ISSOCK(found.st_mode));
    if (step.is == Is::symlink) {
        std::error_code gone;
        step.target = fs::read_symlink(path, gone);
        if (gone) step.is = Is::missing;
    }
    return step;
}

struct Watch {
    int descriptor = -1;
    std::uint32_t events = 0;
    friend bool operator==(const Watch&, const Watch&) = default;
};

/// The way to the file: its steps, and what is watched in which directory.
struct Way {
    std::vector<Step> steps;
    std::map<fs::path, Watch> watches;
    /// A directory vanished underfoot.
    bool is_torn = false;

    bool leads_as(const Way& other) const {
        return watches == other.watches &&
               std::ranges::equal(steps, other.steps,
                                  [](const Step& a, const Step& b) { return a.leads_as(b); });
    }
};

/// What tells one state of a file from another.
struct Version {
    dev_t device{};
    ino_t inode{};
    off_t size{};
    std::int64_t changed_s{};
    std::int64_t changed_ns{};
    friend bool operator==(const Version&, const Version&) = default;
};

std::optional<Version> version_of(const fs::path& file) {
    struct stat found{};
    if (::stat(file.c_str(), &found) != 0) return std::nullopt;
    return Version{found.st_dev, found.st_ino, found.st_size, found.st_ctim.tv_sec, found.st_ctim.tv_nsec};
}

}  // namespace

class FileWatcher::Following {
 public:
    Following(asio::io_context& io, fs::path file, std::function<void()> changed)
        : file_{std::move(file)},
          changed_{std::move(changed)},
          settle_{io, [this] { settled(); }},
          inotify_{io, UnixFd::own(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), "inotify_init1"),
                   [this] { readable(); }} {
        follow();
        is_changed_ = false;
    }

 private:
    void readable();
    void take(const inotify_event& event);
    void take_last(const Step& step, std::uint32_t mask);
    void follow();
    Way walk();
    Step take_step(Way& way, const fs::path& directory, const fs::path& name, bool is_last);
    void watch(Way& way, const Step& step);
    void settled();

    fs::path file_;
    std::function<void()> changed_;
    Way way_;
    std::optional<Version> version_;
    /// What the events read so far ask for: a call, another way to follow, a look when the dust has settled.
    bool is_changed_ = false;
    bool leads_elsewhere_ = false;
    bool is_touched_ = false;
    bool has_said_deaf_ = false;
    BootTimer settle_;
    ReadableFd inotify_;
};

void FileWatcher::Following::readable() {
    alignas(inotify_event) std::array<char, 4096> buffer{};
    for (;;) {
        const auto length = ::read(inotify_.get(), buffer.data(), buffer.size());
        if (length <= 0) break;
        for (const char* at = buffer.data(); at < buffer.data() + length;) {
            const auto& event = *reinterpret_cast<const inotify_event*>(at);
            take(event);
            at += sizeof event + event.len;
        }
    }
    const bool wants_a_look = is_changed_ || leads_elsewhere_ || is_touched_;
    if (std::exchange(leads_elsewhere_, false)) follow();
    is_touched_ = false;
    if (wants_a_look) settle_.arm(boot_now() + dust_settles);
}

void FileWatcher::Following::take(const inotify_event& event) {
    if (event.mask & IN_Q_OVERFLOW) {
        is_changed_ = leads_elsewhere_ = true;
        return;
    }
    const auto watched = std::ranges::find_if(
        way_.watches, [&event](const auto& entry) { return entry.second.descriptor == event.wd; });
    if (watched == way_.watches.end()) return;  // of a watch taken back by now
    if (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) {
        leads_elsewhere_ = true;
        if (event.mask & IN_IGNORED) way_.watches.erase(watched);
        return;
    }
    const std::string name = event.len > 0 ? event.name : "";
    for (const auto& step : way_.steps) {
        if (step.directory != watched->first || step.name != name) continue;
        if (step.is_last) {
            take_last(step, event.mask);
        } else if (event.mask & name_appears) {
            leads_elsewhere_ = true;
        }
    }
}

void FileWatcher::Following::take_last(const Step& step, std::uint32_t mask) {
    if (mask & IN_CLOSE_WRITE) is_changed_ = true;
    if (mask & IN_MOVED_TO) is_changed_ = leads_elsewhere_ = true;
    if (mask & file_goes) is_touched_ = true;
    if (mask & IN_CREATE) {
        // A file made just now is still empty; IN_CLOSE_WRITE follows.
        const auto made = Step::look(step.directory, step.name, true);
        if (made.is_made_whole) is_changed_ = true;
        if (made.is != Step::Is::file) leads_elsewhere_ = true;
    }
}

/// Follows the path as it leads now, watching each directory on the way. If that is another way than before,
/// the file at its end may be another one too.
void FileWatcher::Following::follow() {
    constexpr int attempts = 5;
    auto way = walk();
    for (int i = 1; i < attempts && way.is_torn; ++i)
        way = walk();

    const auto leads_by = [&way](int descriptor) {
        return std::ranges::any_of(
            way.watches, [descriptor](const auto& entry) { return entry.second.descriptor == descriptor; });
    };
    for (const auto& entry : way_.watches) {
        const int old = entry.second.descriptor;
        if (!leads_by(old)) ::inotify_rm_watch(inotify_.get(), old);
    }
    const bool is_another_way = !way.leads_as(way_);
    way_ = std::move(way);
    if (!is_another_way) return;

    const auto version = version_of(file_);
    if (!version) return;
    if (version != version_) is_changed_ = true;
    version_ = version;
}

Way FileWatcher::Following::walk() {
    Way way;
    fs::path directory = "/";
    std::deque<fs::path> rest{file_.begin(), file_.end()};
    int symlinks = 0;
    while (!rest.empty() && !way.is_torn) {
        const auto name = rest.front();
        rest.pop_front();
        if (name == "/") {
            directory = name;
        } else if (name == "..") {
            directory = directory.parent_path();
        } else if (!name.empty() && name != ".") {
            const auto step = take_step(way, directory, name, rest.empty());
            if (step.is == Step::Is::missing || step.is == Step::Is::file) return way;
            if (step.is == Step::Is::directory) directory /= name;
            if (step.is == Step::Is::symlink) {
                if (++symlinks > most_symlinks) return way;
                rest.insert(rest.begin(), step.target.begin(), step.target.end());
            }
        }
    }
    return way;
}

/// Watches for the name, then looks again: nothing happens unseen between the look and the watch.
Step FileWatcher::Following::take_step(Way& way, const fs::path& directory, const fs::path& name,
                                       bool is_last) {
    constexpr int attempts = 5;
    auto step = Step::look(directory, name, is_last);
    for (int i = 0; i < attempts; ++i) {
        watch(way, step);
        auto again = Step::look(directory, name, is_last);
        const bool is_settled = again.leads_as(step);
        step = std::move(again);
        if (is_settled) break;
    }
    way.steps.push_back(step);
    return step;
}

void FileWatcher::Following::watch(Way& way, const Step& step) {
    auto& watch = way.watches[step.directory];
    watch.events |= step.events();
    watch.descriptor = ::inotify_add_watch(inotify_.get(), step.directory.c_str(), watch.events);
    if (watch.descriptor >= 0) return;
    const int error = errno;
    way.watches.erase(step.directory);
    if (error == ENOENT || error == ENOTDIR) {
        way.is_torn = true;
    } else if (error == ENOSPC && !std::exchange(has_said_deaf_, true)) {
        spdlog::warn(
            "changes of {} may go unnoticed: too many files are being watched on this machine "
            "(fs.inotify.max_user_watches)",
            file_.string());
    } else {
        spdlog::debug("cannot watch {}: {}", step.directory.string(), std::strerror(error));
    }
}

void FileWatcher::Following::settled() {
    follow();
    if (!std::exchange(is_changed_, false)) return;
    const auto version = version_of(file_);
    if (!version) return;
    version_ = version;
    changed_();
}

FileWatcher::FileWatcher(asio::io_context& io, const fs::path& file, std::function<void()> changed)
    : following_{std::make_unique<Following>(io, fs::absolute(file), std::move(changed))} {}

FileWatcher::~FileWatcher() = default;

}  // namespace sitbreak::platform
