#include "command/do_not_disturb.hpp"

#include <chrono>
#include <string>
#include <system_error>

#include "platform/asio.hpp"
#include "platform/child_process.hpp"
#include "platform/programs.hpp"

namespace sitbreak::command {

namespace {

constexpr std::chrono::seconds at_most{2};

}  // namespace

bool is_do_not_disturb_on() try {
    asio::io_context io;
    bool is_on = false;
    const auto told = [&](const std::string& line) {
        if (line == "looked") io.stop();
        if (line == "do-not-disturb on") is_on = true;
        if (line == "do-not-disturb off") is_on = false;
    };
    const platform::ChildProcess holds{io,
                                       platform::helper_program(platform::executable(), "sitbreak-holds"),
                                       {"do-not-disturb"},
                                       {told, [&io](const auto&) { io.stop(); }}};
    io.run_for(at_most);
    return is_on;
} catch (const std::system_error&) {
    return false;
}

}  // namespace sitbreak::command
