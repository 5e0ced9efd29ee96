#include "system_bus.hpp"

#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace sitbreak::desktop_test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::GVariantPtr;
using platform::OutError;

namespace {

constexpr const char* mock = "org.freedesktop.DBus.Mock";
constexpr const char* manager_path = "/org/freedesktop/login1";
constexpr const char* manager = "org.freedesktop.login1.Manager";

/// Debian's own, which its dbusmock belongs to.
constexpr const char* python = "/usr/bin/python3";

/// What a program that has just been started is given to come up.
template <typename Tried>
auto try_until_there(const char* what, Tried tried) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    for (;;) {
        if (auto got = tried()) return got;
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{std::string{what} + " does not start"};
        std::this_thread::sleep_for(10ms);
    }
}

}  // namespace

SystemBus::SystemBus() {
    need_programs({"dbus-daemon"});
    if (!output_of({python, "-c", "import dbusmock"})) skip("python3-dbusmock is not installed");
    std::string name = fs::temp_directory_path() / "sitbreak-system-bus-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no directory for the bus"};
    directory_ = name;
    address_ = "unix:path=" + (directory_ / "bus").string();
    std::ofstream{directory_ / "bus.conf"}
        << "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
           " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
           "<busconfig><type>system</type><listen>"
        << address_
        << "</listen><auth>EXTERNAL</auth><policy context=\"default\">"
           "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
           "<allow own=\"*\"/></policy></busconfig>\n";
    setenv("DBUS_SYSTEM_BUS_ADDRESS", address_.c_str(), 1);
}

SystemBus::~SystemBus() {
    connection_.reset();
    logind_.reset();
    daemon_.reset();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

void SystemBus::start() {
    daemon_.emplace(std::vector<std::string>{"dbus-daemon", "--nofork",
                                             "--config-file=" + (directory_ / "bus.conf").string()});
    connection_ = try_until_there("dbus-daemon", [this] { return connect(); });
}

void SystemBus::kill() {
    logind_.reset();
    daemon_.reset();
    connection_.reset();
    fs::remove(directory_ / "bus");
}

GObjectPtr<GDBusConnection> SystemBus::connect() const {
    return GObjectPtr<GDBusConnection>{g_dbus_connection_new_for_address_sync(
        address_.c_str(),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, nullptr, nullptr)};
}

void SystemBus::start_logind() {
    logind_.emplace(std::vector<std::string>{python, "-m", "dbusmock", "--system", "--template", "logind"});
    try_until_there("dbusmock", [this] {
        return GVariantPtr{g_dbus_connection_call_sync(
            connection_.get(), "org.freedesktop.login1", manager_path, "org.freedesktop.DBus.Properties",
            "Get", g_variant_new("(ss)", "org.freedesktop.login1.Manager", "PreparingForSleep"), nullptr,
            G_DBUS_CALL_FLAGS_NONE, 1000, nullptr, nullptr)};
    });
}

void SystemBus::kill_logind() {
    logind_.reset();
}

GVariantPtr SystemBus::call(const std::string& path, const std::string& interface, const std::string& method,
                            const std::string& arguments) {
    GErrorPtr error;
    GVariant* const parsed = g_variant_parse(nullptr, arguments.c_str(), nullptr, nullptr, OutError{error});
    if (parsed == nullptr) throw std::runtime_error{arguments + ": " + error->message};
    GVariantPtr answer{g_dbus_connection_call_sync(connection_.get(), "org.freedesktop.login1", path.c_str(),
                                                   interface.c_str(), method.c_str(), parsed, nullptr,
                                                   G_DBUS_CALL_FLAGS_NONE, 10'000, nullptr, OutError{error})};
    g_variant_unref(parsed);
    if (!answer) throw std::runtime_error{method + ": " + error->message};
    return answer;
}

std::string SystemBus::add_session(const std::string& id, const std::string& session_class) {
    call(manager_path, mock, "AddSession", "('" + id + "', 'seat0', uint32 1000, 'joe', true)");
    const std::string path = std::string{manager_path} + "/session/" + id;
    set_session(path, "Class", "'" + session_class + "'");
    return path;
}

void SystemBus::set_session(const std::string& path, const std::string& property, const std::string& value) {
    call(path, mock, "UpdateProperties",
         "('org.freedesktop.login1.Session', {'" + property + "': <" + value + ">})");
}

void SystemBus::add_to_manager(const std::string& property, const std::string& value) {
    call(manager_path, mock, "AddProperty",
         "('" + std::string{manager} + "', '" + property + "', <" + value + ">)");
}

void SystemBus::set_manager(const std::string& property, const std::string& value) {
    call(manager_path, mock, "UpdateProperties",
         "('" + std::string{manager} + "', {'" + property + "': <" + value + ">})");
}

void SystemBus::say_manager_changed(const std::string& property, const std::string& value) {
    emit(manager_path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
         "[<'" + std::string{manager} + "'>, <{'" + property + "': <" + value + ">}>, <@as []>]");
}

void SystemBus::emit(const std::string& path, const std::string& interface, const std::string& signal,
                     const std::string& signature, const std::string& arguments) {
    call(path, mock, "EmitSignal",
         "('" + interface + "', '" + signal + "', '" + signature + "', @av " + arguments + ")");
}

std::size_t SystemBus::inhibitors() {
    const auto answer = call(manager_path, "org.freedesktop.login1.Manager", "ListInhibitors", "()");
    const GVariantPtr list{g_variant_get_child_value(answer.get(), 0)};
    std::size_t found = 0;
    for (gsize i = 0; i < g_variant_n_children(list.get()); ++i) {
        const GVariantPtr one{g_variant_get_child_value(list.get(), i)};
        const char* what = nullptr;
        const char* mode = nullptr;
        g_variant_get(one.get(), "(&sss&suu)", &what, nullptr, nullptr, &mode, nullptr, nullptr);
        found += std::string_view{what} == "sleep" && std::string_view{mode} == "delay" ? 1 : 0;
    }
    return found;
}

}  // namespace sitbreak::desktop_test
