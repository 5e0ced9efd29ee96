#pragma once
// Where the sockets of the desktop's servers are.

#include <filesystem>
#include <optional>
#include <string>

namespace sitbreak::platform {

/// Of a WAYLAND_DISPLAY. None if that needs XDG_RUNTIME_DIR, which is not set.
std::optional<std::filesystem::path> wayland_socket(const std::string& display);

/// Of a DISPLAY: ":0" or ":0.0" is /tmp/.X11-unix/X0. None of a server elsewhere.
std::optional<std::filesystem::path> x11_socket(const std::string& display);

}  // namespace sitbreak::platform
