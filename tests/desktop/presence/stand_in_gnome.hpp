#pragma once
// A GNOME whose Mutter lies as a test tells it to: org.gnome.Mutter.IdleMonitor, and org.gnome.SessionManager
// for what inhibits. It has no clock of its own: a test says when its idle watches fire.

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "stand_in_service.hpp"

namespace sitbreak::desktop_test {

class StandInGnome {
 public:
    enum class Jump {
        /// GetIdletime begins anew at 0, and that is all.
        silent,
        /// The active watches fire too.
        fires
    };
    enum class Manners { usual, nonsense };
    enum class Parts { all, monitor, session_manager };

    explicit StandInGnome(const std::string& address, Parts parts = Parts::all,
                          Manners manners = Manners::usual);

    /// Somebody moves the mouse.
    void input();
    /// The active watches fire, and that is all.
    void fake_input();
    /// As if the last input had been that long ago.
    void has_been_idle_for(std::chrono::milliseconds idle);
    void fire_idle_watches();

    /// Idle is 8. Without it, Mutter's idle time jumps.
    void inhibit(std::uint32_t actions, Jump jump = Jump::silent);

    void be_mute() { service_->be_mute(); }

    /// How often a method was called.
    std::size_t calls(const std::string& method) const;
    /// How many watches there are, and of the idle ones the one's threshold.
    std::size_t active_watches() const;
    std::optional<std::chrono::milliseconds> idle_watch() const;

 private:
    using Clock = std::chrono::steady_clock;

    GVariant* answer(const Called& called);
    GVariant* answer_monitor(const Called& called);
    void fire(std::uint32_t watch);
    void fire_active_watches();

    mutable std::mutex mutex_;
    Manners manners_;
    Clock::time_point last_input_ = Clock::now();
    std::uint32_t inhibited_ = 0;
    std::uint32_t last_id_ = 0;
    /// Threshold in milliseconds; 0 for an active watch.
    std::map<std::uint32_t, std::uint64_t> watches_;
    std::map<std::string, std::size_t> calls_;
    std::optional<StandInService> service_;
};

}  // namespace sitbreak::desktop_test
