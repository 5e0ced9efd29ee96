#include "platform/socket_path.hpp"

#include <cstdlib>

namespace sitbreak::platform {

std::optional<std::filesystem::path> wayland_socket(const std::string& display) {
    if (display.starts_with('/')) return display;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (!runtime || !*runtime) return std::nullopt;
    return std::filesystem::path{runtime} / display;
}

std::optional<std::filesystem::path> x11_socket(const std::string& display) {
    const auto colon = display.find(':');
    if (colon == std::string::npos || (colon > 0 && display.substr(0, colon) != "unix")) return std::nullopt;
    const auto number = display.substr(colon + 1, display.find('.', colon) - colon - 1);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return "/tmp/.X11-unix/X" + number;
}

}  // namespace sitbreak::platform
