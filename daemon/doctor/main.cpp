// sitbreak-doctor: walks through everything between a chair and a reminder, and says what it finds. It is
// what `sitbreak doctor` runs, and a program of its own because that one is to be small and quick.
//
// It looks, and changes nothing; each who is asked has a time limit. It starts nobody but the notification
// server, where the bus would start one for the first reminder: whether that can be is not known otherwise.

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>

#include "command/interface.hpp"
#include "command/times.hpp"
#include "config/locate.hpp"
#include "doctor/bus_talk.hpp"
#include "doctor/daemon_check.hpp"
#include "doctor/format.hpp"
#include "doctor/history_check.hpp"
#include "doctor/holds_check.hpp"
#include "doctor/input_check.hpp"
#include "doctor/lock_check.hpp"
#include "doctor/notification_check.hpp"
#include "doctor/run_until.hpp"
#include "doctor/settings_check.hpp"
#include "history/history.hpp"
#include "platform/programs.hpp"
#include "reminder/fault.hpp"

namespace {

using namespace sitbreak;
using namespace sitbreak::doctor;

constexpr int wrong_usage = 2;

/// By then the sources of input and sitbreak-holds have said what they have to say.
constexpr std::chrono::milliseconds looks{3500};

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// What everybody on the buses said.
struct Told {
    SessionBusFacts session_bus;
    DaemonFacts daemon;
    ServiceFacts service;
    ServerFacts server;
    LogindFacts logind;
    ScreenSaverFacts savers;
};

/// Why there is no address of one; empty: there is. GIO is then kept from looking for one by itself, here and
/// in what is run from here. To be called before there is another thread: it changes the environment.
std::string look_for_session_bus() {
    if (platform::has_session_bus()) return "";
    auto why = command::no_bus_text("there is none");
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 1);
    return why;
}

void start_server(ServerFacts& facts) {
    const auto bus = std::make_unique<BusTalk>(
        G_BUS_TYPE_SESSION, [&facts](BusTalk& opened) { start_notification_server(opened, facts); });
    await({bus.get()}, starting_patience);
}

Told ask_everybody() {
    const auto no_session_bus = look_for_session_bus();
    Told told;
    const auto system = std::make_unique<BusTalk>(
        G_BUS_TYPE_SYSTEM, [&](BusTalk& bus) { ask_logind(bus, variable("XDG_SESSION_ID"), told.logind); });
    std::unique_ptr<BusTalk> session;
    if (no_session_bus.empty())
        session = std::make_unique<BusTalk>(G_BUS_TYPE_SESSION, [&](BusTalk& bus) {
            ask_daemon(bus, told.daemon);
            ask_service(bus, told.service);
            ask_notification_server(bus, told.server);
            ask_screen_savers(bus, told.savers);
        });
    if (session)
        await({session.get(), system.get()});
    else
        await({system.get()});
    if (is_to_be_started(told.server)) start_server(told.server);
    told.session_bus = {session && session->is_open(),
                        session ? command::no_bus_text(session->fault()) : no_session_bus};
    told.logind.bus_is_open = system->is_open();
    told.logind.bus_fault = system->fault();
    return told;
}

/// Why no key is asked for; empty: one is.
std::string why_no_key(bool json, const InputFacts& input) {
    if (json) return "not tried with --json";
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) return "not on a terminal";
    if (!variable("SSH_CONNECTION").empty()) return "this terminal is at another machine's keyboard";
    if (!input.is_input) return "there is no source of input to notice it";
    return "";
}

KeyFacts try_key(InputTrial& trial, bool json) {
    KeyFacts facts;
    facts.skipped = why_no_key(json, trial.facts());
    if (!facts.skipped.empty()) return facts;
    try {
        return trial.try_key([] { std::cout << "Press a key, such as Shift or Space ...\n" << std::flush; });
    } catch (const std::system_error& error) {
        facts.skipped = std::string{"the terminal cannot be read: "} + error.what();
        return facts;
    }
}

/// What the daemon calls wrong that other checks look at themselves: mistakes in the settings, and that there
/// is no notification server, which was so before one was started here.
std::vector<std::string> said_elsewhere(const SettingsFacts& facts, const ServerFacts& server) {
    std::vector<std::string> lines;
    if (const auto* const problems = std::get_if<config::Problems>(&facts.read))
        for (const auto& problem : *problems)
            lines.push_back(to_string(problem));
    if (server.reach == Reach::absent || server.was_started)
        lines.emplace_back(reminder::fault_words::no_server);
    return lines;
}

config::ReminderSettings reminder_settings(const SettingsFacts& facts) {
    const auto* const loaded = std::get_if<config::Loaded>(&facts.read);
    return loaded == nullptr ? config::ReminderSettings{} : loaded->settings.reminder;
}

Shape shape_of_output() {
    Shape shape;
    shape.utf8 = std::string_view{nl_langinfo(CODESET)} == "UTF-8";
    if (isatty(STDOUT_FILENO) == 0) return shape;
    const auto terminal = variable("TERM");
    shape.colours = variable("NO_COLOR").empty() && !terminal.empty() && terminal != "dumb";
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        shape.width = std::clamp<std::size_t>(size.ws_col, 50, 100);
    return shape;
}

/// Tells each as it comes: a key is waited for in between.
class Teller {
 public:
    explicit Teller(bool json) : json_{json}, shape_{shape_of_output()} {}

    void tell(Finding finding) {
        if (!json_) std::cout << text_of(finding, shape_) << std::flush;
        all_.push_back(std::move(finding));
    }

    int end() const {
        std::cout << (json_ ? json_of(all_, command::now()) : summary_of(all_)) << std::endl;
        return exit_code_of(all_);
    }

 private:
    bool json_;
    Shape shape_;
    Findings all_;
};

int run(bool json) {
    const auto told = ask_everybody();
    const auto settings = look_at_settings(config_named_by(told.daemon), sets_named_by(told.daemon));
    const bool runs = told.daemon.reach == Reach::answered;
    Teller teller{json};
    teller.tell(session_bus_finding(told.session_bus));
    teller.tell(daemon_finding(told.session_bus, told.daemon, told.service,
                               said_elsewhere(settings, told.server), SITBREAK_VERSION, command::now()));
    teller.tell(service_finding(told.session_bus, told.service, runs));
    teller.tell(settings_finding(settings, runs));

    // The timers of the sources of input keep it in work.
    asio::io_context io;
    const HoldsTrial holds{io, platform::helper_program(platform::executable(), "sitbreak-holds")};
    InputTrial input{io};
    run_until(io, [&] { return input.is_over() && holds.is_over(); }, looks);
    teller.tell(input_finding(told.daemon, input.facts()));
    teller.tell(key_finding(try_key(input, json)));
    teller.tell(lock_finding(told.logind, told.savers));
    teller.tell(sleep_finding(told.logind));
    teller.tell(notification_finding(told.session_bus, told.server));
    teller.tell(capabilities_finding(told.session_bus, told.server));
    teller.tell(do_not_disturb_finding(told.session_bus, holds.facts()));
    teller.tell(holds_finding(holds.facts(), reminder_settings(settings)));
    teller.tell(put_off_finding(told.daemon, command::now()));
    teller.tell(last_reminder_finding(told.daemon, command::now()));
    teller.tell(history_finding(look_at_history(history::file_of(config::process_environment))));
    const int exit_code = teller.end();
    if (!std::cout) throw std::runtime_error{"what was found cannot be written"};
    // Nobody is taken leave of, for each of them could keep us.
    std::_Exit(exit_code);
}

}  // namespace

int main(int argc, char** argv) try {
    const bool json = argc == 2 && std::string_view{argv[1]} == "--json";
    if (argc > 1 && !json) {
        std::fputs("usage: sitbreak-doctor [--json]\n", stderr);
        return wrong_usage;
    }
    std::setlocale(LC_CTYPE, "");
    // What the rooms log is in the findings.
    spdlog::set_default_logger(spdlog::null_logger_mt("sitbreak-doctor"));
    return run(json);
} catch (const std::exception& error) {
    std::fprintf(stderr, "sitbreak doctor: %s\n", error.what());
    return EXIT_FAILURE;
}
