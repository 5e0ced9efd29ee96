// Looking back on days: by a program of its own, for this one is to stay without a database.

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <spdlog/fmt/fmt.h>

#include "command/failure.hpp"
#include "command/tasks.hpp"
#include "platform/programs.hpp"

namespace sitbreak::command {

namespace {

std::string text_of(std::chrono::local_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string name_of(DaysWanted::Format format) {
    switch (format) {
        case DaysWanted::Format::text:
            return "text";
        case DaysWanted::Format::json:
            return "json";
        case DaysWanted::Format::csv:
            return "csv";
    }
    return "";
}

}  // namespace

int run(const DaysWanted& wanted) {
    const std::string program = platform::helper_program(platform::executable(), "sitbreak-report");
    std::array words{program, text_of(wanted.first), text_of(wanted.last), name_of(wanted.format)};
    const std::array<char*, 5> arguments{words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                                         nullptr};
    ::execv(program.c_str(), arguments.data());
    throw Failure{"cannot run " + program + ": " + std::strerror(errno) +
                  ". It is installed with sitbreak: install it again"};
}

}  // namespace sitbreak::command
