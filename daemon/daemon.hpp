#pragma once
// The daemon put together: rooms, threads, signals; and the way from a changed settings file into force.

#include "options.hpp"
#include "platform/service_manager.hpp"
#include "settings_file.hpp"

namespace sitbreak {

/// Runs until SIGTERM or SIGINT. `settings` have been read and are good. Throws std::exception with a reason
/// if it cannot start.
void run_daemon(const Options& options, SettingsFile settings, platform::ServiceManager& service_manager);

}  // namespace sitbreak
