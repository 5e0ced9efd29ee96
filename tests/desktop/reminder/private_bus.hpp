#pragma once
// A session bus of the test's own, without the services of the machine it runs on.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "child.hpp"

namespace sitbreak::desktop_test {

class PrivateBus {
 public:
    /// Points $DBUS_SESSION_BUS_ADDRESS to the bus. `environment` is what services started by name are given.
    explicit PrivateBus(std::map<std::string, std::string> environment = {});
    ~PrivateBus();
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    /// Makes a service that the bus starts when its name is called.
    void add_service(const std::string& name, const std::string& command);

    void kill();

    /// At the same address as before. Returns when it accepts connections.
    void start();

    std::string address() const;
    /// Also where a test may put files.
    const std::filesystem::path& directory() const { return directory_; }

 private:
    std::map<std::string, std::string> environment_;
    std::filesystem::path directory_;
    std::optional<Child> daemon_;
};

}  // namespace sitbreak::desktop_test
