#include "holds/full_screen.hpp"

#include <cstdlib>
#include <utility>

#include <spdlog/spdlog.h>

#include "holds/lookers.hpp"

namespace sitbreak::holds {

namespace {

class NobodyToAsk final : public Looker {};

std::string environment(const char* variable) {
    const char* value = std::getenv(variable);
    return value ? value : "";
}

}  // namespace

/// Never X11 next to a compositor: Xwayland knows nothing of the others' windows, and connecting to it can be
/// what starts it.
LookerPtr look_for_full_screen(const Tell& tell) {
    if (!environment("WAYLAND_DISPLAY").empty()) {
        if (auto looker = look_on_wayland(tell)) return looker;
    }
    if (auto display = environment("DISPLAY"); !display.empty()) return look_on_x11(std::move(display), tell);
    spdlog::debug("full-screen: no display");
    tell.looked();
    return std::make_unique<NobodyToAsk>();
}

}  // namespace sitbreak::holds
