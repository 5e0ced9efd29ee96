#pragma once
// Our name on the session bus. Owning it keeps a second daemon from running.

#include <memory>
#include <string>

namespace sitbreak::platform {
class GlibThread;
}

namespace sitbreak::control {

inline constexpr auto bus_name = "org.sitbreak.Sitbreak1";

class BusName {
 public:
    /// Asks for the name and waits for the answer, 5 s at most. Throws std::runtime_error, saying which
    /// process runs already, if another owns it. A session bus that is not there is said in the log: two
    /// daemons would then not know of each other. `thread` outlives this.
    explicit BusName(platform::GlibThread& thread);

    /// Gives the name back, without waiting.
    ~BusName();

    BusName(const BusName&) = delete;
    BusName& operator=(const BusName&) = delete;

 private:
    struct Connection;
    platform::GlibThread& thread_;
    std::shared_ptr<Connection> connection_;
};

}  // namespace sitbreak::control
