#include "daemon.hpp"

#include <unistd.h>
#include <csignal>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "platform/asio.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/signal_set.hpp>

#include "commands.hpp"
#include "config/locate.hpp"
#include "control/happening.hpp"
#include "control/service.hpp"
#include "driver.hpp"
#include "history/history.hpp"
#include "hooks/hooks.hpp"
#include "log.hpp"
#include "platform/boot_clock.hpp"
#include "platform/file_watcher.hpp"
#include "platform/glib_thread.hpp"
#include "platform/programs.hpp"
#include "presence/keep_awake.hpp"
#include "presence/logind.hpp"
#include "presence/screen_savers.hpp"
#include "reminder/desktop.hpp"
#include "reminder/opener.hpp"
#include "reminder/pictures.hpp"
#include "reminder/reminders.hpp"
#include "reminder/terminal.hpp"
#include "rules.hpp"
#include "status_line.hpp"

namespace sitbreak {

namespace {

/// How long the desktop thread may take to withdraw and end; a service manager expects the end within a
/// second.
constexpr std::chrono::milliseconds farewell{700};

/// How long the start waits for what the history remembers; a disk that sleeps takes longer.
constexpr std::chrono::milliseconds recollection{1000};

sitting::Duration heartbeat(const platform::ServiceManager& service_manager) {
    constexpr sitting::Duration usual = std::chrono::minutes{5};
    const auto watchdog = service_manager.watchdog_period();
    return watchdog ? std::min<sitting::Duration>(usual, *watchdog / 2) : usual;
}

std::filesystem::path card_directory() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache == '/')
        return std::filesystem::path{cache} / "sitbreak/cards";
    if (const char* home = std::getenv("HOME"); home && *home == '/')
        return std::filesystem::path{home} / ".cache/sitbreak/cards";
    return std::filesystem::temp_directory_path() / ("sitbreak-" + std::to_string(getuid()));
}

reminder::Reminders::Directories directories() {
    return {reminder::picture_directory(platform::executable()), card_directory()};
}

class Daemon {
 public:
    Daemon(const Options& options, SettingsFile settings, platform::ServiceManager& service_manager)
        : settings_{std::move(settings)},
          service_manager_{service_manager},
          // Before the first call of GLib, which makes threads of its own.
          signals_{io_, SIGTERM, SIGINT, SIGHUP},
          service_{desktop_thread_, io_, [this](const control::Called& called) { commands_.follow(called); }},
          display_{make_display(options)},
          opener_{desktop_thread_, reminder::started_by_systemd(std::getenv("SYSTEMD_EXEC_PID"), getpid())},
          reminders_{
              *display_, [this](const auto& page) { opener_.open(page); }, directories(),
              static_cast<std::uint32_t>(platform::now().wall.time_since_epoch() / std::chrono::minutes{1}),
              settings_.loaded().settings},
          hooks_{io_, settings_.loaded().settings.hooks},
          history_{history::file_of(config::process_environment), platform::boot_id(),
                   settings_.loaded().settings.history, [this] { asio::post(io_, [this] { publish(); }); }},
          driver_{io_,
                  desktop_thread_,
                  rules(),
                  history_.remembered(platform::boot_now(), clocks(), recollection),
                  presence::SessionEnvironment::of_process(),
                  platform::helper_program(platform::executable(), "sitbreak-holds"),
                  {[this](const sitting::Action& action) { obey(action); },
                   [this](const auto& actions, const auto& memory, const auto& now) {
                       record(actions, memory, now);
                   },
                   [this](const auto& status, const auto& now) { publish(status, now); }}},
          commands_{{driver_, reminders_, unix_time_, [this] { return reload(); }}},
          logind_{desktop_thread_, io_, driver_.source()},
          screen_savers_{desktop_thread_, io_, driver_.source()},
          keep_awake_{desktop_thread_, io_, driver_.source()} {
        tell_bus_what_is_remembered();
        reminders_.suggested_before(history_.shown_before());
        say_where_settings_are();
        watch_files();
        // What was saved between the first look and the watching.
        asio::post(io_, [this] { read_settings(); });
        await_signal();
    }

    void run() {
        io_.run();
        service_manager_.stopping();
        hooks_.stop();
        remember_the_stop();
        spdlog::info("stopped");
        const bool is_written = history_.stop(farewell);
        if (desktop_ && !desktop_->stop(farewell))
            leave_at_once("the notification server does not answer: the last reminder may still stand");
        if (!desktop_thread_is_free()) leave_at_once("the session bus does not answer");
        if (!is_written) leave_at_once("the history cannot be written: what happened last is lost");
    }

 private:
    /// Else it waits for somebody who may never answer, and so would its end.
    bool desktop_thread_is_free() {
        auto told = std::make_shared<std::promise<void>>();
        const auto free = told->get_future();
        desktop_thread_.invoke([told] { told->set_value(); });
        return free.wait_for(farewell) == std::future_status::ready;
    }

    std::unique_ptr<reminder::Display> make_display(const Options& options) {
        if (options.terminal)
            return std::make_unique<reminder::Terminal>(
                std::cout, [] { return platform::now().wall; },
                reminder::Terminal::Events{[this](const auto& observation) {
                                               asio::post(io_,
                                                          [this, observation] { display_told(observation); });
                                           },
                                           [this](const auto& outcome) {
                                               asio::post(io_, [this, outcome] { came_out(outcome); });
                                           }});
        auto desktop = std::make_unique<reminder::Desktop>(
            notification_thread_.emplace(), io_,
            reminder::Desktop::Events{[this](const auto& observation) { display_told(observation); },
                                      [this](const auto& outcome) { came_out(outcome); }});
        desktop_ = desktop.get();
        return desktop;
    }

    sitting::Rules rules() const {
        return rules_from(settings_.loaded().settings, heartbeat(service_manager_));
    }

    history::Clocks clocks() {
        unix_time_.follow(platform::boot_since_epoch());
        return {unix_time_.boot_since_epoch(), platform::utc_offset, platform::wall_clock_is_kept_right};
    }

    void record(const sitting::Actions& actions, const sitting::Memory& memory, const sitting::Now& now) {
        const auto& movement = reminders_.shown_last();
        history_.record(actions, memory, now.at, rules(), movement ? movement->id : "", clocks());
    }

    void remember_the_stop() {
        const auto now = platform::now();
        auto memory = driver_.heart().memory(now);
        memory.stopped = true;
        record({}, memory, now);
    }

    void obey(const sitting::Action& action) {
        if (std::holds_alternative<sitting::Checkpoint>(action)) service_manager_.alive();
        reminders_.obey(action);
        const auto& movement = reminders_.shown_last();
        hooks_.obey(action, movement);
        if (const auto happening = control::happening_of(action, movement ? movement->id : "", unix_time_))
            service_.tell(*happening);
    }

    void display_told(const sitting::Observation& observation) {
        if (std::holds_alternative<sitting::ServerAppeared>(observation.what)) not_shown_why_.clear();
        driver_.observe(observation);
    }

    void came_out(const reminder::Outcome& outcome) {
        not_shown_why_ = outcome.shown ? "" : outcome.how;
        commands_.came_out(outcome);
        publish();
    }

    /// As it is now, if it is known by now what counts.
    void publish() {
        if (driver_.source_status().empty()) return;
        const auto now = platform::now();
        publish(driver_.heart().status(now), now);
    }

    void publish(const sitting::Status& status, const sitting::Now& now) {
        tell_service_manager(status_line(status, now));
        tell_bus(status);
    }

    /// Who asks before a source has spoken gets to know that.
    void tell_bus_what_is_remembered() { tell_bus(driver_.heart().status(platform::now())); }

    void tell_bus(const sitting::Status& status) {
        unix_time_.follow(platform::boot_since_epoch());
        const auto& movement = reminders_.shown_last();
        service_.publish(control::snapshot_of(
            status, driver_.heart().rules(),
            {driver_.source_status(), movement ? movement->id : "", commands_.reporter(), problems()},
            unix_time_));
    }

    /// What is wrong now, a sentence each.
    std::vector<std::string> problems() const {
        std::vector<std::string> all;
        std::istringstream lines{settings_.problems()};
        for (std::string line; std::getline(lines, line);)
            all.push_back(line);
        if (!not_shown_why_.empty()) all.push_back(not_shown_why_);
        if (const auto trouble = history_.trouble()) all.push_back(*trouble);
        return all;
    }

    std::string reload() {
        read_settings();
        return settings_.problems();
    }

    void tell_service_manager(const std::string& line) {
        if (line == said_) return;
        if (said_.empty())
            service_manager_.ready(line);
        else
            service_manager_.status(line);
        said_ = line;
    }

    void say_where_settings_are() const {
        if (settings_.file())
            spdlog::info("settings: {}", settings_.file()->string());
        else
            spdlog::info("settings: the defaults, for there is no file");
    }

    void watch_files() {
        for (const auto& file : settings_.to_watch())
            watchers_.push_back(
                std::make_unique<platform::FileWatcher>(io_, file, [this] { read_settings(); }));
    }

    void await_signal() {
        signals_.async_wait([this](const boost::system::error_code& error, int signal) {
            if (error) return;
            if (signal != SIGHUP) {
                io_.stop();
                return;
            }
            service_manager_.reloading();
            read_settings();
            service_manager_.ready(said_);
            await_signal();
        });
    }

    void read_settings() {
        const bool was_broken = !settings_.problems().empty();
        switch (settings_.read()) {
            case SettingsFile::Outcome::same:
            case SettingsFile::Outcome::broken_as_before:
                return;
            case SettingsFile::Outcome::broken:
                spdlog::warn("the settings stay as they were, for the file cannot be used:\n{}",
                             settings_.problems());
                driver_.observe(sitting::SettingsBroken{settings_.problems()});
                return;
            case SettingsFile::Outcome::changed:
                spdlog::info("new settings are in force");
                set_log_level(settings_.loaded().settings.log.level);
                reminders_.settings_changed(settings_.loaded().settings);
                hooks_.settings_changed(settings_.loaded().settings.hooks);
                history_.settings_changed(settings_.loaded().settings.history);
                driver_.observe(sitting::RulesChanged{rules()});
                if (was_broken) driver_.observe(sitting::SettingsMended{});
                return;
        }
    }

    [[noreturn]] static void leave_at_once(const char* why) {
        spdlog::warn("{}", why);
        spdlog::shutdown();
        std::_Exit(EXIT_SUCCESS);
    }

    SettingsFile settings_;
    platform::ServiceManager& service_manager_;
    std::string said_;
    asio::io_context io_;
    asio::signal_set signals_;
    platform::GlibThread desktop_thread_;
    /// libnotify waits for the server, for up to 25 s; whoever hears of locks and of sleep must not.
    std::optional<platform::GlibThread> notification_thread_;
    control::UnixTime unix_time_;
    control::Service service_;
    /// Why the last message was not shown; empty if it was.
    std::string not_shown_why_;
    reminder::Desktop* desktop_ = nullptr;
    std::unique_ptr<reminder::Display> display_;
    reminder::Opener opener_;
    reminder::Reminders reminders_;
    hooks::Hooks hooks_;
    history::History history_;
    Driver driver_;
    Commands commands_;
    presence::Logind logind_;
    presence::ScreenSavers screen_savers_;
    presence::KeepAwake keep_awake_;
    std::vector<std::unique_ptr<platform::FileWatcher>> watchers_;
};

}  // namespace

void run_daemon(const Options& options, SettingsFile settings, platform::ServiceManager& service_manager) {
    Daemon{options, std::move(settings), service_manager}.run();
}

}  // namespace sitbreak
