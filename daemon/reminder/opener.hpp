#pragma once
// Opens a card in the person's browser.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace sitbreak::platform {
class GlibThread;
}

namespace sitbreak::reminder {

class Opener {
 public:
    /// `as_service`: this process is a service of the user's systemd, so the browser is started beside it and
    /// not inside its sandbox and control group. `thread` outlives this.
    Opener(platform::GlibThread& thread, bool as_service);

    /// Returns at once. A failure is logged, and said again only after it has worked in between.
    void open(const std::filesystem::path& file);

 private:
    struct State;
    platform::GlibThread& thread_;
    std::shared_ptr<State> state_;
    bool as_service_;
};

/// What `Opener` runs: a program and its arguments.
std::vector<std::string> open_command(const std::filesystem::path& file, bool as_service);

/// Whether systemd started this very process, by the values of $SYSTEMD_EXEC_PID (null if unset) and our
/// process id. Unlike $INVOCATION_ID it does not rub off on what a service starts.
bool started_by_systemd(const char* exec_pid, long own_pid);

}  // namespace sitbreak::reminder
