#include "command/do_not_disturb.hpp"

#include <chrono>
#include <string>
#include <system_error>

#include "holds/program.hpp"
#include "platform/asio.hpp"
#include "platform/programs.hpp"

namespace sitbreak::command {

namespace {

constexpr std::chrono::seconds at_most{2};

}  // namespace

bool is_do_not_disturb_on() try {
    asio::io_context io;
    bool is_on = false;
    const holds::Program holds{io,
                               platform::helper_program(platform::executable(), "sitbreak-holds"),
                               {sitting::Hold::do_not_disturb},
                               {[&is_on](sitting::Hold, bool turned_on) { is_on = turned_on; },
                                [&io] { io.stop(); }, [&io](const std::string&) { io.stop(); }}};
    io.run_for(at_most);
    return is_on;
} catch (const std::system_error&) {
    return false;
}

}  // namespace sitbreak::command
