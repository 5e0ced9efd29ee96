// sitbreak: see docs/command.md for what it does, docs/architecture.md for the way through the house.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <string>
#include <variant>

#include "command/failure.hpp"
#include "command/options.hpp"
#include "command/tasks.hpp"
#include "command/times.hpp"

namespace {

int complain(const char* why, int exit_code) {
    std::fprintf(stderr, "sitbreak: %s\n", why);
    return exit_code;
}

}  // namespace

int main(int argc, char** argv) try {
    using namespace sitbreak::command;
    const auto command_line = read_command_line(argc, argv, now());
    if (const auto* exit_code = std::get_if<int>(&command_line)) return *exit_code;
    const int exit_code =
        std::visit([](const auto& wanted) { return run(wanted); }, std::get<Wanted>(command_line));
    errno = 0;
    if (!std::cout.flush()) throw Failure{std::string{"cannot write: "} + std::strerror(errno)};
    return exit_code;
} catch (const sitbreak::command::Failure& failure) {
    return complain(failure.what(), failure.exit_code());
} catch (const std::exception& error) {
    return complain(error.what(), sitbreak::command::failed);
}
