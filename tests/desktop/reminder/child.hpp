#pragma once
// Programs that a test starts.

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sitbreak::desktop_test {

/// A program in the background. It is killed with its owner, and when this process ends in whatever way.
class Child {
 public:
    /// `environment` is added to ours; an empty value removes the variable. `keep_open` is a descriptor that
    /// the program inherits, or -1. Its output goes to ours if SITBREAK_TEST_VERBOSE is set, else nowhere.
    explicit Child(const std::vector<std::string>& command,
                   const std::map<std::string, std::string>& environment = {}, int keep_open = -1);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Ends it at once, and waits until it has ended.
    void kill();

    /// Stops it, and lets it go on.
    void pause();
    void go_on();

    /// Waits until it ends of itself. Its exit status, 128 + n after signal n.
    int wait();

 private:
    pid_t pid_;
};

/// Runs a program to its end; its standard output, without the last newline, if it exited with 0.
std::optional<std::string> output_of(const std::vector<std::string>& command);

/// Leaves the whole test program as skipped unless each of these programs is in $PATH.
void need_programs(const std::vector<std::string>& names);

/// Leaves the whole test program as skipped.
[[noreturn]] void skip(const std::string& reason);

}  // namespace sitbreak::desktop_test
