#pragma once
// Does what is asked over the bus, and answers.

#include <functional>
#include <optional>
#include <string>

#include "control/command.hpp"
#include "control/service.hpp"
#include "control/unix_time.hpp"
#include "driver.hpp"
#include "reminder/display.hpp"
#include "reminder/reminders.hpp"

namespace sitbreak {

class Commands {
 public:
    /// What is acted on; all of it outlives this object.
    struct House {
        Driver& driver;
        reminder::Reminders& reminders;
        const control::UnixTime& time;
        /// Reads the settings anew; gives what is wrong with them, one line a mistake, or nothing.
        std::function<std::string()> reload;
    };

    explicit Commands(House house) : house_{std::move(house)} {}

    /// Answers at once, but for a sample of a reminder: that is answered when it has come out.
    void follow(const control::Called& called);

    void came_out(const reminder::Outcome& outcome);

    /// Who reported a posture last.
    const std::string& reporter() const { return reporter_; }

 private:
    control::Reply follow(const control::Snooze& snooze);
    control::Reply follow(const control::Skip&);
    control::Reply follow(const control::Pause& pause);
    control::Reply follow(const control::Resume&);
    control::Reply follow(const control::Report& report);
    control::Reply follow(const control::TakeBreak&);
    control::Reply follow(const control::Reload&);
    control::Reply follow(const control::ListMovements&) const;
    void show_sample(const control::ShowReminder& asked, const control::Answer& answer);
    sitting::Status status() const;

    House house_;
    std::string reporter_;
    /// Waits for its sample to come out.
    control::Answer sample_;
};

}  // namespace sitbreak
