#pragma once
// Who would tell of the lock and of sleep: logind, by this session, and the screen savers.

#include <string>
#include <vector>

#include "doctor/bus_talk.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct LogindFacts {
    bool bus_is_open = false;
    /// Why not.
    std::string bus_fault{};
    /// Of logind.
    Reach reach = Reach::mute;
    std::string error{};
    /// This session's; empty: it was not found, and `error` says why.
    std::string session{};
    /// As logind spells it: "x11", "wayland", "tty".
    std::string type{};
    bool locked = false;
    bool active = true;
};

/// Those on the session bus, by their names.
struct ScreenSaverFacts {
    std::vector<std::string> there{};
    /// The screen is locked, they say.
    std::vector<std::string> active{};
};

/// Asks into the facts, which must outlive the talk. `session_id` is XDG_SESSION_ID, or empty.
void ask_logind(BusTalk& bus, const std::string& session_id, LogindFacts& facts);

void ask_screen_savers(BusTalk& bus, ScreenSaverFacts& facts);

Finding lock_finding(const LogindFacts& facts, const ScreenSaverFacts& savers);
Finding sleep_finding(const LogindFacts& facts);

}  // namespace sitbreak::doctor
