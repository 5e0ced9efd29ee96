#pragma once
// A notification server that does what a test tells it to. It lives in the test's process, on a thread and a
// bus connection of its own; what it is asked is told to the test's thread through Asio.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "platform/asio.hpp"
#include "platform/glib_thread.hpp"

namespace sitbreak::desktop_test {

/// One call of Notify.
struct Notified {
    std::string app_name;
    std::uint32_t replaces_id = 0;
    std::string app_icon;
    std::string summary;
    std::string body;
    /// Names only.
    std::vector<std::string> actions;
    /// Each value printed with its type, as GVariant text.
    std::map<std::string, std::string> hints;
    std::int32_t timeout = -1;
    /// What was answered.
    std::uint32_t id = 0;
};

/// How the server behaves from now on.
struct Manners {
    std::vector<std::string> capabilities = {"actions", "body", "icon-static"};
    std::string specification = "1.2";
    /// A replaced notification gets another id, as GNOME may do.
    bool new_ids = false;
    /// Calls whose answers are kept back until `let_go`.
    bool hold_capabilities = false;
    bool hold_notify = false;
    bool hold_information = false;

    static Manners mute() {
        Manners manners;
        manners.hold_capabilities = manners.hold_notify = manners.hold_information = true;
        return manners;
    }
};

class StandInServer {
 public:
    /// Owns the name on the bus at `address` when this returns.
    StandInServer(asio::io_context& test, const std::string& address, Manners manners = {});

    /// Leaves the bus; returns when it has.
    ~StandInServer();

    StandInServer(const StandInServer&) = delete;
    StandInServer& operator=(const StandInServer&) = delete;

    void behave(Manners manners);

    /// Answers all that was kept back.
    void let_go();

    void press(std::uint32_t id, const std::string& action);
    void say_closed(std::uint32_t id, std::uint32_t reason);

    // For the test's thread.
    const std::vector<Notified>& notified() const;
    /// Ids that were asked to be closed.
    const std::vector<std::uint32_t>& closed() const;
    /// How often the capabilities were asked for.
    int asked() const;

 private:
    struct State;
    void do_and_wait(std::function<void(State&)> work);

    std::shared_ptr<State> state_;
    platform::GlibThread thread_;
};

}  // namespace sitbreak::desktop_test
