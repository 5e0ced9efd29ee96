#pragma once
// Where the sockets of the desktop's servers are.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sitbreak::platform {

/// Of a WAYLAND_DISPLAY. None if that needs XDG_RUNTIME_DIR, which is not set.
std::optional<std::filesystem::path> wayland_socket(const std::string& display);

/// Of a DISPLAY: ":0" or ":0.0" is /tmp/.X11-unix/X0. None of a server elsewhere.
std::optional<std::filesystem::path> x11_socket(const std::string& display);

/// Of a message bus by its D-Bus addresses: "unix:path=/run/user/1000/bus;…". None of one that is at no file.
std::optional<std::filesystem::path> bus_socket(std::string_view addresses);

}  // namespace sitbreak::platform
