#pragma once
// The lock as the session's screen savers know it, for lockers that do not tell logind. Tells Locked.

#include <string>
#include <vector>

#include "platform/asio.hpp"
#include "platform/desktop_half.hpp"
#include "platform/glib_thread.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

class ScreenSaversWatch;

/// The bus names of those that are known.
std::vector<std::string> screen_saver_names();

class ScreenSavers {
 public:
    /// Works on the desktop thread, `observe` is called on the thread that runs `main`; both are to outlive
    /// this object, and `main` the end of the desktop thread. One that leaves the bus no longer locks, and no
    /// service is started. Told is what changes; at the beginning nothing is locked.
    ScreenSavers(platform::GlibThread& desktop, asio::io_context& main, Observe observe);

    /// `observe` is not called afterwards. Does not wait for the desktop thread.
    ~ScreenSavers();

    ScreenSavers(const ScreenSavers&) = delete;
    ScreenSavers& operator=(const ScreenSavers&) = delete;

 private:
    platform::DesktopHalf<ScreenSaversWatch, sitting::Observation> half_;
};

}  // namespace sitbreak::presence
