#pragma once
// The half of Logind that lives on the desktop thread: finds our session, follows it, and holds sleep back.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/bus.hpp"
#include "platform/bus_return.hpp"
#include "platform/glib_timeout.hpp"
#include "platform/unix_fd.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::presence {

class LogindWatch {
 public:
    using Tell = std::function<void(const sitting::Observation&)>;

    /// `session_id` is XDG_SESSION_ID, which may be empty or stale. `tell` is called on the desktop thread.
    LogindWatch(std::string session_id, Tell tell);
    ~LogindWatch();
    LogindWatch(const LogindWatch&) = delete;
    LogindWatch& operator=(const LogindWatch&) = delete;

    /// Asleep{true} has been heard: the machine may sleep as far as we are concerned.
    void let_sleep();

 private:
    using Otherwise = std::function<void()>;

    void connect();
    void bus_opened();
    void bus_lost(const std::string& why);
    void logind_appeared();
    void logind_left();

    void find_session();
    void forget_session();
    void ask_by_id(const std::string& id, const Otherwise& otherwise);
    void ask_auto();
    void ask_display();
    void try_session(const std::string& path, const Otherwise& otherwise);
    void adopt(GVariant* properties);
    void none_found();

    void read_session(std::function<void(GVariant* properties)> on_read, Otherwise otherwise);
    void apply(GVariant* properties);
    void session_changed(GVariant* arguments);
    void lock_asked();
    void unlock_asked();
    void set_locked(bool on);
    void set_active(bool on);
    void set_idle_hint(bool on, GVariant* properties);
    void forget_idle_hint();
    void assume_present();

    void read_kept_awake();
    void read_inhibited(const char* property, bool LogindWatch::* from_idling);
    void set_passive();

    void read_asleep();
    void set_asleep(bool on);
    void inhibit_sleep();

    void say_fault(const std::string& fault);
    void tell(decltype(sitting::Observation::what) what);

    /// Calls, and if it fails or another search has begun, never `on_answer`.
    void ask(const platform::Bus::Object& object, const char* method, GVariant* arguments, const char* type,
             std::function<void(GVariant*)> on_answer, Otherwise otherwise);

    std::string session_id_;
    Tell tell_;
    std::string fault_;
    std::string last_error_;

    std::unique_ptr<platform::Bus> bus_;
    bool is_open_ = false;
    platform::BusReturn return_;

    /// Those of the bus and the manager, and those of the session found or on trial.
    std::vector<platform::Bus::Subscription> general_;
    std::vector<platform::Bus::Subscription> of_session_;
    int search_ = 0;
    bool has_session_ = false;
    std::string session_path_;
    std::optional<bool> locked_;
    std::optional<bool> active_;
    /// The desktop's word; a text console's is logind's own, and its changes are not signalled.
    bool has_idle_hint_ = false;
    std::optional<bool> idle_hint_;
    std::optional<platform::GlibTimeout> lock_wait_;

    /// What somebody blocks, in either way that logind has for it, and what was told of it.
    bool blocks_idle_ = false;
    bool blocks_idle_weakly_ = false;
    bool passive_ = false;

    bool asleep_ = false;
    bool has_said_refused_ = false;
    platform::UnixFd inhibitor_;
};

}  // namespace sitbreak::presence
