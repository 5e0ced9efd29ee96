#pragma once
// The daemon on the session bus, from this side: where it is, and what its properties and errors mean.

#include <string>
#include <vector>

#include "command/snapshot.hpp"
#include "platform/bus.hpp"

namespace sitbreak::command {

inline constexpr auto interface_name = "org.sitbreak.Sitbreak1";
inline constexpr auto object_path = "/org/sitbreak/Sitbreak1";
inline constexpr auto properties_interface = "org.freedesktop.DBus.Properties";

/// For calls to the daemon: its own methods, and those of its properties.
platform::Bus::Object daemon_object();
platform::Bus::Object daemon_properties();

/// From what GetAll answers, "(a{sv})". A property that is missing, of another type or beyond all sense is as
/// if there were none.
Snapshot snapshot_from(GVariant* answer);

struct Suggestion {
    std::string id;
    std::string title;
    std::string place;
    std::string dose;
    std::vector<std::string> steps;
    /// Empty: there is none.
    std::string picture;
};

/// From what Movements answers.
inline constexpr auto movements_type = "(a(ssssass))";
std::vector<Suggestion> suggestions_from(GVariant* answer);

/// An instant that a method answers, "(x)".
Time time_in(GVariant* answer);

/// Nobody owns the daemon's name.
bool means_not_running(const GError& error);

/// Somebody owns it and says nothing.
bool means_no_answer(const GError& error);

/// The daemon that runs does not have what it was asked for.
bool means_other_version(const GError& error);

/// "sitbreakd is not running. Start it with: …", as it is done on this machine.
std::string how_to_start();

/// Why the session bus, on which the daemon would be, was not found or is gone.
std::string no_bus_text(const std::string& why);

}  // namespace sitbreak::command
