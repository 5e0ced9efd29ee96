#pragma once
// The face on the session bus: our name, which keeps a second daemon from running, and the object that others
// ask and tell. org.sitbreak.Sitbreak1.xml beside this file says how.

#include <functional>
#include <optional>

#include "control/command.hpp"
#include "control/happening.hpp"
#include "control/snapshot.hpp"
#include "platform/asio.hpp"
#include "platform/desktop_half.hpp"

namespace sitbreak::control {

inline constexpr auto bus_name = "org.sitbreak.Sitbreak1";
inline constexpr auto object_path = "/org/sitbreak/Sitbreak1";

/// A call that waits for its answer.
struct Called {
    Command command;
    Answer answer;
};

/// The half on the desktop thread.
class ServiceObject;

class Service {
 public:
    /// Asks for the name and waits for the answer, 5 s at most. Throws std::runtime_error, saying which
    /// process runs already, if another owns it. A session bus that is not there is said in the log: two
    /// daemons would then not know of each other; when it dies, it is connected to again once it
    /// is back. `on_called` is called on the thread that runs `main`. Both `desktop` and `main` outlive this
    /// object.
    Service(platform::GlibThread& desktop, asio::io_context& main,
            std::function<void(const Called&)> on_called);

    /// Gives the name back, without waiting.
    ~Service();

    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// How it is from now on. Costs nothing if that is as it was. Who asked before the first time is answered
    /// then.
    void publish(const Snapshot& snapshot);

    void tell(const Happening& happening);

 private:
    std::optional<Snapshot> published_;
    platform::DesktopHalf<ServiceObject, Called> half_;
};

}  // namespace sitbreak::control
