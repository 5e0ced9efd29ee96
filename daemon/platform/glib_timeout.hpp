#pragma once
// A timeout on the desktop thread, taken back by its destruction. It sleeps through suspend.

#include <chrono>
#include <functional>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

class GlibTimeout {
 public:
    /// To be made on the desktop thread, where `on_due` is called once. `on_due` may destroy this object.
    GlibTimeout(std::chrono::milliseconds from_now, std::function<void()> on_due);
    ~GlibTimeout();
    GlibTimeout(const GlibTimeout&) = delete;
    GlibTimeout& operator=(const GlibTimeout&) = delete;

 private:
    Handle<GSource, g_source_unref> source_;
};

}  // namespace sitbreak::platform
