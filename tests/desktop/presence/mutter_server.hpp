#pragma once
// Mutter itself, without a screen, on the session bus; and a hand on its mouse.

#include <optional>
#include <string>

#include "platform/glib_handle.hpp"
#include "tests/desktop/reminder/child.hpp"
#include "tests/desktop/reminder/private_bus.hpp"

namespace sitbreak::desktop_test {

class MutterServer {
 public:
    /// Leaves the test as skipped where there is no Mutter. Returns when it can be told to move the mouse.
    explicit MutterServer(const PrivateBus& bus);
    ~MutterServer();
    MutterServer(const MutterServer&) = delete;
    MutterServer& operator=(const MutterServer&) = delete;

    /// Input: returns when Mutter has taken it in.
    void move_mouse();

 private:
    platform::GVariantPtr call(const std::string& path, const char* interface, const char* method,
                               GVariant* arguments);

    platform::GObjectPtr<GDBusConnection> connection_;
    std::optional<Child> mutter_;
    /// Of remote control.
    std::string session_;
};

}  // namespace sitbreak::desktop_test
