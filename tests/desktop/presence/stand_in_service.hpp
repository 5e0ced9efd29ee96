#pragma once
// A service on a bus that answers what a test tells it to, nonsense included. It lives in the test's process,
// on a bus connection of its own.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/glib_handle.hpp"

namespace sitbreak::desktop_test {

/// Whom a call is meant for.
struct Called {
    std::string path;
    std::string interface;
    std::string method;
    GVariant* arguments;
};

class StandInService {
 public:
    /// What a call is answered, a tuple; null is an error. Called on a thread of GIO's.
    using Answer = std::function<GVariant*(const Called&)>;

    /// Owns the names on the bus at `address` when this returns.
    StandInService(const std::string& address, const std::vector<std::string>& names, Answer answer);

    /// Leaves the bus; returns when it has.
    ~StandInService();

    StandInService(const StandInService&) = delete;
    StandInService& operator=(const StandInService&) = delete;

    /// From now on it answers nothing.
    void be_mute() { shared_->is_mute = true; }

    /// Takes over `arguments`, a tuple.
    void emit(const std::string& path, const std::string& interface, const std::string& signal,
              GVariant* arguments);

 private:
    struct Shared {
        Answer answer;
        std::atomic<bool> is_mute = false;
    };
    static GDBusMessage* filter(GDBusConnection* connection, GDBusMessage* message, gboolean is_incoming,
                                gpointer shared) noexcept;
    static void forget(gpointer shared) noexcept;

    std::shared_ptr<Shared> shared_;
    platform::GObjectPtr<GDBusConnection> connection_;
};

}  // namespace sitbreak::desktop_test
