#pragma once
// Overhears calls that others make on a bus, for what is said in no signal. It has a connection of its own,
// as the bus lets one that overhears say nothing more.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

class BusEavesdropper {
 public:
    /// `on_call` comes on this thread after each call that one of the D-Bus match rules fits, and once when
    /// it begins to overhear. If the bus does not let it, never. It may not destroy this object.
    BusEavesdropper(GBusType which, std::vector<std::string> rules, std::function<void()> on_call);
    ~BusEavesdropper();
    BusEavesdropper(const BusEavesdropper&) = delete;
    BusEavesdropper& operator=(const BusEavesdropper&) = delete;

 private:
    struct Shared;

    static void connected(GObject* source, GAsyncResult* result, gpointer shared) noexcept;
    static void begun(GObject* connection, GAsyncResult* result, gpointer shared) noexcept;
    static GDBusMessage* overheard(GDBusConnection* connection, GDBusMessage* message, gboolean is_incoming,
                                   gpointer shared) noexcept;

    std::shared_ptr<Shared> shared_;
};

}  // namespace sitbreak::platform
