// Shows a reminder on the desktop this is run on, and prints what becomes of it, to look at and to try:
//   show_reminder [MOVEMENT]
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <iostream>
#include <string_view>

#include <boost/asio/signal_set.hpp>

#include "config/movements.hpp"
#include "desk.hpp"
#include "reminder/pictures.hpp"

using namespace sitbreak;
using namespace std::chrono_literals;

namespace {

const char* name_of(const sitting::Observation& observation) {
    if (std::holds_alternative<sitting::SnoozeAsked>(observation.what)) return "snooze";
    if (std::holds_alternative<sitting::SkipAsked>(observation.what)) return "skip";
    if (std::holds_alternative<sitting::HowAsked>(observation.what)) return "how";
    if (std::holds_alternative<sitting::NotificationClosed>(observation.what)) return "seen or closed";
    if (std::holds_alternative<sitting::NotShown>(observation.what)) return "not shown";
    return "server appeared";
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc > 1 ? argv[1] : "walk";
    asio::io_context io;
    asio::signal_set end{io, SIGINT, SIGTERM};
    platform::GlibThread thread;
    reminder::Desktop desktop{
        thread,
        io,
        {[](const sitting::Observation& observation) { std::cout << name_of(observation) << std::endl; },
         [](const reminder::Outcome& outcome) { std::cout << outcome.how << std::endl; }}};
    for (const auto& movement : config::movements()) {
        if (movement.id != wanted) continue;
        const auto pictures = reminder::picture_directory(std::filesystem::read_symlink("/proc/self/exe"));
        desktop.show(reminder::reminder_message({.sat = 30min, .missing = {}, .snoozes_left = 2}, movement,
                                                config::ReminderSettings{},
                                                pictures / config::picture_file(movement)));
    }
    end.async_wait([&io](const boost::system::error_code&, int) { io.stop(); });
    io.run();
    return desktop.stop(1s) ? 0 : 1;
}
