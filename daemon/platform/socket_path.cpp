#include "platform/socket_path.hpp"

#include <glib.h>

#include <cstdlib>
#include <memory>

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

std::optional<std::filesystem::path> bus_socket(std::string_view addresses) {
    constexpr std::string_view kind = "unix:";
    constexpr std::string_view key = "path=";
    if (!addresses.starts_with(kind)) return std::nullopt;
    auto rest = addresses.substr(kind.size(), addresses.find(';') - kind.size());
    while (!rest.starts_with(key)) {
        const auto comma = rest.find(',');
        if (comma == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(comma + 1);
    }
    // The bytes that have a meaning in an address are written as "%" and two digits.
    const std::string escaped{rest.substr(key.size(), rest.find(',') - key.size())};
    const std::unique_ptr<char, void (*)(void*)> path{g_uri_unescape_string(escaped.c_str(), nullptr),
                                                      g_free};
    if (!path || *path != '/') return std::nullopt;
    return std::filesystem::path{path.get()};
}

}  // namespace sitbreak::platform
