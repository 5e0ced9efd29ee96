#include "reminder/terminal.hpp"

#include <sstream>

#include <doctest/doctest.h>

using namespace sitbreak;
using namespace std::chrono_literals;

TEST_CASE("a terminal shows one line a message, with the time on the wall, and takes nothing back") {
    std::ostringstream out;
    sitting::WallTime wall{std::chrono::days{20000} + 14h + 2min + 59s};
    std::string how;
    reminder::Terminal terminal{out, [&wall] { return wall; },
                                [&how](const reminder::Outcome& outcome) { how = outcome.how; }};
    reminder::Message message;
    message.summary = "You have been sitting for 30 minutes";
    message.title = "A short walk";
    message.steps = {"Stand up and walk for 2 to 5 minutes."};
    terminal.show(message);
    terminal.withdraw();
    CHECK(how == "printed on standard output");
    CHECK(
        out.str() ==
        "14:02  You have been sitting for 30 minutes. A short walk: Stand up and walk for 2 to 5 minutes.\n");
    wall += 10h;
    out.str("");
    terminal.show(reminder::break_done_message(3min));
    CHECK(out.str() == "00:02  Break done: 3 minutes away.\n");
}
