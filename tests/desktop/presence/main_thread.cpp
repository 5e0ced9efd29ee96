#include "main_thread.hpp"

namespace sitbreak::desktop_test {

using namespace std::chrono_literals;

bool PresenceThread::until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        io.run_one_for(20ms);
    }
    return true;
}

std::size_t PresenceThread::run_for(std::chrono::milliseconds duration) {
    return io.run_for(duration);
}

}  // namespace sitbreak::desktop_test
