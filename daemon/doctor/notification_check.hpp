#pragma once
// Who shows notifications, and what it can do.

#include <string>
#include <vector>

#include "doctor/bus_talk.hpp"
#include "doctor/daemon_check.hpp"
#include "doctor/finding.hpp"

namespace sitbreak::doctor {

struct ServerFacts {
    /// To the question who it is, and to what it can do.
    Reach reach = Reach::mute;
    Reach capabilities_reach = Reach::mute;
    std::string error;
    std::string name;
    std::string vendor;
    std::string version;
    std::string specification;
    std::vector<std::string> capabilities;
    /// The bus would start one for a notification.
    bool can_be_started = false;
    /// It was told to, and did; or else why not, by its own word, which is empty if it did not say in time.
    bool was_started = false;
    std::string not_started_why;
};

/// Asks into the facts, which must outlive the talk.
void ask_notification_server(BusTalk& bus, ServerFacts& facts);

/// Nobody shows notifications, and the bus would start somebody for the first one.
bool is_to_be_started(const ServerFacts& facts);

/// Has the bus start one, as it would for a notification, and asks that one.
void start_notification_server(BusTalk& bus, ServerFacts& facts);

Finding notification_finding(const SessionBusFacts& bus, const ServerFacts& facts);
Finding capabilities_finding(const SessionBusFacts& bus, const ServerFacts& facts);

}  // namespace sitbreak::doctor
