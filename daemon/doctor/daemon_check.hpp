#pragma once
// The session bus, the daemon on it, the unit that starts it, and what the daemon says of reminders.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command/snapshot.hpp"
#include "doctor/bus_talk.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct SessionBusFacts {
    bool is_open = false;
    /// Why not.
    std::string fault{};
};

struct DaemonFacts {
    /// Mute too if there is no bus to ask on.
    Reach reach = Reach::mute;
    /// Why it refused.
    std::string error;
    /// If it answered.
    command::Snapshot snapshot;
    /// Of the process that owns its name; none: nobody does, or the bus does not say.
    std::optional<std::uint32_t> process;
    /// What that process runs, its command line, and where it was started; empty: not known.
    std::string program;
    std::vector<std::string> command_line;
    std::filesystem::path directory;
};

/// The unit sitbreakd.service of the person's own systemd.
struct ServiceFacts {
    /// Of systemd; absent: there is none on this bus.
    Reach reach = Reach::mute;
    std::string error;
    /// As systemd spells them: "loaded", "active", "running", "exit-code"; "enabled", "disabled".
    std::string load_state;
    std::string active_state;
    std::string sub_state;
    std::string result;
    std::string file_state;
};

/// Asks into the facts, which must outlive the talk.
void ask_daemon(BusTalk& bus, DaemonFacts& facts);
void ask_service(BusTalk& bus, ServiceFacts& facts);

/// The settings file that the daemon's command line names.
std::optional<std::filesystem::path> config_named_by(const DaemonFacts& facts);

/// The KEY=VALUE words that its command line sets.
std::vector<std::string> sets_named_by(const DaemonFacts& facts);

Finding session_bus_finding(const SessionBusFacts& facts);

/// `known_problems` are said elsewhere. `version` is of this program.
Finding daemon_finding(const SessionBusFacts& bus, const DaemonFacts& facts, const ServiceFacts& service,
                       const std::vector<std::string>& known_problems, std::string_view version,
                       command::Time now);
Finding service_finding(const SessionBusFacts& bus, const ServiceFacts& facts, bool daemon_runs);

/// What the person, or the schedule, put off.
Finding put_off_finding(const DaemonFacts& facts, command::Time now);
Finding last_reminder_finding(const DaemonFacts& facts, command::Time now);

}  // namespace sitbreak::doctor
