#include "reminder/opener.hpp"

#include <charconv>
#include <cstring>

#include <spdlog/spdlog.h>

#include "platform/glib_handle.hpp"
#include "platform/glib_thread.hpp"
#include "platform/guarded.hpp"

namespace sitbreak::reminder {

using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::guarded;
using platform::OutError;

/// Belongs to the desktop thread.
struct Opener::State {
    bool failed = false;

    void opened() { failed = false; }

    void could_not(const std::string& why) {
        if (!failed) spdlog::warn("the card cannot be shown: {}", why);
        failed = true;
    }
};

namespace {

std::vector<const char*> argv_of(const std::vector<std::string>& command) {
    std::vector<const char*> argv;
    argv.reserve(command.size() + 1);
    for (const auto& argument : command)
        argv.push_back(argument.c_str());
    argv.push_back(nullptr);
    return argv;
}

}  // namespace

Opener::Opener(platform::GlibThread& thread, bool as_service)
    : thread_{thread}, state_{std::make_shared<State>()}, as_service_{as_service} {}

void Opener::open(const std::filesystem::path& file) {
    thread_.invoke([state = state_, command = open_command(file, as_service_)] {
        GErrorPtr error;
        const auto argv = argv_of(command);
        const GObjectPtr<GSubprocess> child{
            g_subprocess_newv(argv.data(),
                              static_cast<GSubprocessFlags>(G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                            G_SUBPROCESS_FLAGS_STDERR_SILENCE),
                              OutError{error})};
        if (!child) {
            state->could_not(g_error_matches(error.get(), G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT) != FALSE
                                 ? command.front() + " is not installed"
                                 : error->message);
            return;
        }
        const auto ended = [](GObject* process, GAsyncResult* result, gpointer data) noexcept {
            guarded([&] {
                const std::unique_ptr<std::shared_ptr<State>> outcome{
                    static_cast<std::shared_ptr<State>*>(data)};
                GErrorPtr trouble;
                if (g_subprocess_wait_check_finish(reinterpret_cast<GSubprocess*>(process), result,
                                                   OutError{trouble}) != FALSE) {
                    (*outcome)->opened();
                } else {
                    (*outcome)->could_not(trouble->message);
                }
            });
        };
        g_subprocess_wait_check_async(child.get(), nullptr, ended,
                                      std::make_unique<std::shared_ptr<State>>(state).release());
    });
}

std::vector<std::string> open_command(const std::filesystem::path& file, bool as_service) {
    if (as_service) return {"systemd-run", "--user", "--quiet", "--collect", "--", "xdg-open", file.string()};
    return {"xdg-open", file.string()};
}

bool started_by_systemd(const char* exec_pid, long own_pid) {
    if (exec_pid == nullptr) return false;
    long pid = 0;
    const char* const end = exec_pid + std::strlen(exec_pid);
    const auto read = std::from_chars(exec_pid, end, pid);
    return read.ec == std::errc{} && read.ptr == end && pid == own_pid;
}

}  // namespace sitbreak::reminder
