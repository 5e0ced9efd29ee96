#include "thread_wakeups.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace sitbreak::desktop_test {

std::map<std::string, long> thread_wakeups() {
    std::map<std::string, long> counts;
#ifdef __SANITIZE_THREAD__
    return counts;  // its own thread wakes all the time
#endif
    for (const auto& task : std::filesystem::directory_iterator{"/proc/self/task"}) {
        const auto id = task.path().filename().string();
        if (id == std::to_string(gettid())) continue;
        std::ifstream status{task.path() / "status"};
        std::string line;
        std::string name;
        while (std::getline(status, line)) {
            if (line.starts_with("Name:\t")) name = line.substr(6);
            if (line.starts_with("voluntary_ctxt_switches:\t") && !name.starts_with("pool"))
                counts[std::string{id}.append(" ").append(name)] = std::stol(line.substr(25));
        }
    }
    return counts;
}

}  // namespace sitbreak::desktop_test
