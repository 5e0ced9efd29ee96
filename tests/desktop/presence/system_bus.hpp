#pragma once
// A system bus of the test's own, and on it python3-dbusmock's logind.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "platform/glib_handle.hpp"
#include "tests/desktop/reminder/child.hpp"

namespace sitbreak::desktop_test {

class SystemBus {
 public:
    /// Points $DBUS_SYSTEM_BUS_ADDRESS to a bus that is not started yet. Leaves the test as skipped where
    /// there is no dbus-daemon or no dbusmock.
    SystemBus();
    ~SystemBus();
    SystemBus(const SystemBus&) = delete;
    SystemBus& operator=(const SystemBus&) = delete;

    /// At the same address each time. Returns when it accepts connections.
    void start();
    void kill();

    /// Starts the stand-in, and returns when it answers.
    void start_logind();
    void kill_logind();

    /// A session of a user with a seat; returns its path.
    std::string add_session(const std::string& id, const std::string& session_class = "user");

    /// Calls the stand-in and waits for its answer; `arguments` is a tuple in GVariant's text format. A call
    /// that fails is a failure of the test.
    platform::GVariantPtr call(const std::string& path, const std::string& interface,
                               const std::string& method, const std::string& arguments);

    /// `value` in GVariant's text format.
    void set_session(const std::string& path, const std::string& property, const std::string& value);
    /// A property of the manager that the stand-in does not have by itself.
    void add_to_manager(const std::string& property, const std::string& value);
    void set_manager(const std::string& property, const std::string& value);
    void say_manager_changed(const std::string& property, const std::string& value);
    void emit(const std::string& path, const std::string& interface, const std::string& signal,
              const std::string& signature, const std::string& arguments);

    /// Where a test may put files.
    const std::filesystem::path& directory() const { return directory_; }

    /// How many delay inhibitors for sleep are held.
    std::size_t inhibitors();

 private:
    platform::GObjectPtr<GDBusConnection> connect() const;

    std::filesystem::path directory_;
    std::string address_;
    std::optional<Child> daemon_;
    std::optional<Child> logind_;
    platform::GObjectPtr<GDBusConnection> connection_;
};

}  // namespace sitbreak::desktop_test
