#include "mutter_server.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <thread>

namespace sitbreak::desktop_test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using platform::GErrorPtr;
using platform::GVariantPtr;
using platform::OutError;

namespace {

constexpr const char* remote_desktop = "org.gnome.Mutter.RemoteDesktop";
constexpr const char* session_interface = "org.gnome.Mutter.RemoteDesktop.Session";

std::map<std::string, std::string> environment(const fs::path& home) {
    fs::create_directories(home);
    fs::permissions(home, fs::perms::owner_all);
    return {{"HOME", home},
            {"XDG_RUNTIME_DIR", home},
            {"XDG_CONFIG_HOME", home / "config"},
            {"XDG_CACHE_HOME", home / "cache"},
            {"XDG_SESSION_TYPE", "wayland"},
            {"GSETTINGS_BACKEND", "memory"},
            {"LIBGL_ALWAYS_SOFTWARE", "1"},
            {"DISPLAY", ""},
            {"WAYLAND_DISPLAY", ""}};
}

}  // namespace

MutterServer::MutterServer(const PrivateBus& bus) {
    need_programs({"mutter"});
    GErrorPtr error;
    connection_.reset(g_dbus_connection_new_for_address_sync(
        bus.address().c_str(),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, nullptr, OutError{error}));
    if (!connection_) throw std::runtime_error{error->message};
    mutter_.emplace(std::vector<std::string>{"mutter", "--headless", "--wayland", "--no-x11",
                                             "--virtual-monitor", "640x480", "--wayland-display=sitbreak-0"},
                    environment(bus.directory() / "mutter"));
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    for (;;) {
        try {
            const auto path =
                call("/org/gnome/Mutter/RemoteDesktop", remote_desktop, "CreateSession", nullptr);
            const char* text = nullptr;
            g_variant_get(path.get(), "(&o)", &text);
            session_ = text;
            call(session_, session_interface, "Start", nullptr);
            // The first one makes the mouse, which takes it a while.
            move_mouse();
            return;
        } catch (const std::runtime_error&) {
            if (std::chrono::steady_clock::now() > deadline) throw;
            std::this_thread::sleep_for(20ms);
        }
    }
}

MutterServer::~MutterServer() {
    mutter_.reset();
}

void MutterServer::move_mouse() {
    for (const double distance : {9.0, -9.0})
        call(session_, session_interface, "NotifyPointerMotionRelative",
             g_variant_new("(dd)", distance, distance));
}

GVariantPtr MutterServer::call(const std::string& path, const char* interface, const char* method,
                               GVariant* arguments) {
    GErrorPtr error;
    GVariantPtr answer{g_dbus_connection_call_sync(connection_.get(), remote_desktop, path.c_str(), interface,
                                                   method, arguments, nullptr, G_DBUS_CALL_FLAGS_NONE, 10'000,
                                                   nullptr, OutError{error})};
    if (!answer) throw std::runtime_error{error->message};
    return answer;
}

}  // namespace sitbreak::desktop_test
