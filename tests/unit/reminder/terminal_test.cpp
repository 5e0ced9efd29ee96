#include "reminder/terminal.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace sitbreak;
using namespace std::chrono_literals;

TEST_CASE("a terminal shows one line a message, with the time on the wall, and takes nothing back") {
    std::ostringstream out;
    sitting::WallTime wall{std::chrono::days{20000} + 14h + 2min + 59s};
    std::string how;
    reminder::Terminal terminal{out,
                                [&wall] { return wall; },
                                {[](const auto&) { FAIL("it can be written to"); },
                                 [&how](const reminder::Outcome& outcome) { how = outcome.how; }}};
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

TEST_CASE("a terminal that cannot be written to is told of, and printed on again once it can") {
    /// A disk that is full for a while.
    struct Disk : std::stringbuf {
        std::streamsize xsputn(const char* text, std::streamsize size) override {
            return is_full ? 0 : std::stringbuf::xsputn(text, size);
        }
        int sync() override { return is_full ? -1 : 0; }
        bool is_full = true;
    } disk;
    std::ostream out{&disk};
    std::vector<std::string> told;
    reminder::Terminal terminal{
        out,
        [] { return sitting::WallTime{}; },
        {[&told](const sitting::Observation& observation) {
             told.push_back(observation.what == decltype(observation.what){sitting::NotShown{}} ? "not shown"
                                                                                                : "?");
         },
         [&told](const reminder::Outcome& outcome) {
             told.push_back((outcome.shown ? "shown: " : "not: ") + outcome.how);
         }}};
    reminder::Message reminder;
    reminder.kind = reminder::Message::Kind::reminder;
    reminder.summary = "You have been sitting for 30 minutes";
    terminal.show(reminder);
    CHECK(told == std::vector<std::string>{"not shown", "not: standard output cannot be written to"});
    terminal.show(reminder::break_done_message(3min));
    CHECK(told.back() == "not: standard output cannot be written to");
    CHECK(told.size() == 3);
    disk.is_full = false;
    terminal.show(reminder);
    CHECK(told.back() == "shown: printed on standard output");
    CHECK(disk.str().find("You have been sitting for 30 minutes") != std::string::npos);
}
