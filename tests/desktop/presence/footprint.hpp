#pragma once
// What this process holds, for tests of what a source leaves behind.

#include <functional>
#include <string_view>

#include "main_thread.hpp"

namespace sitbreak::desktop_test {

/// How many descriptors are open.
int open_files();

/// Does `reconnect` a thousand times, and some times before to warm up: afterwards as many descriptors are
/// open as before, and memory has not grown in each quarter of the times, as it does if something is
/// forgotten each time. What the allocator and GLib keep for later they keep once. (The sanitizers' own
/// allocators tell of no memory.)
void leaves_nothing_behind(PresenceThread& main, const std::function<void()>& reconnect);

/// As if the servers whose sockets' names end in `name` had closed their connections to this process.
void hang_up(std::string_view name);

}  // namespace sitbreak::desktop_test
