#pragma once

#include <map>
#include <string>

namespace sitbreak::desktop_test {

/// How often each thread of this process but the calling one has waited so far. The kernel counts it,
/// whatever the machine does. Threads of GIO's pool, which come and go, are left out. Nothing under
/// ThreadSanitizer.
std::map<std::string, long> thread_wakeups();

}  // namespace sitbreak::desktop_test
