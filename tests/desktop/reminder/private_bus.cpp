#include "private_bus.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace sitbreak::desktop_test {

namespace fs = std::filesystem;

namespace {

fs::path fresh_directory() {
    std::string name = fs::temp_directory_path() / "sitbreak-bus-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::system_error{errno, std::generic_category(), name};
    return name;
}

}  // namespace

PrivateBus::PrivateBus(std::map<std::string, std::string> environment)
    : environment_{std::move(environment)}, directory_{fresh_directory()} {
    fs::create_directory(directory_ / "services");
    std::ofstream{directory_ / "bus.conf"}
        << "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
           " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
           "<busconfig><type>session</type><listen>"
        << address() << "</listen><auth>EXTERNAL</auth><servicedir>" << (directory_ / "services").string()
        << "</servicedir><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
           "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n";
    setenv("DBUS_SESSION_BUS_ADDRESS", address().c_str(), 1);
    start();
}

PrivateBus::~PrivateBus() {
    kill();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

void PrivateBus::add_service(const std::string& name, const std::string& command) {
    std::ofstream{directory_ / "services" / (name + ".service")} << "[D-BUS Service]\nName=" << name
                                                                 << "\nExec=" << command << "\n";
}

void PrivateBus::kill() {
    daemon_.reset();
}

void PrivateBus::start() {
    fs::remove(directory_ / "bus");
    std::array<int, 2> ready{};
    if (pipe(ready.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
    // dbus-daemon prints its address when it listens.
    daemon_.emplace(std::vector<std::string>{"dbus-daemon", "--nofork",
                                             "--config-file=" + (directory_ / "bus.conf").string(),
                                             "--print-address=" + std::to_string(ready[1])},
                    environment_, ready[1]);
    close(ready[1]);
    pollfd printed{.fd = ready[0], .events = POLLIN, .revents = 0};
    const bool listens = poll(&printed, 1, 10'000) == 1 && (printed.revents & POLLIN) != 0;
    close(ready[0]);
    if (!listens) throw std::runtime_error{"dbus-daemon does not start"};
}

std::string PrivateBus::address() const {
    return "unix:path=" + (directory_ / "bus").string();
}

}  // namespace sitbreak::desktop_test
