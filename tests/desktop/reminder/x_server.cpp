#include "x_server.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <system_error>

namespace sitbreak::desktop_test {

XServer::XServer() {
    std::array<int, 2> ready{};
    if (pipe(ready.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
    server_.emplace(std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ready[1]), "-noreset",
                                             "-nolisten", "tcp", "-screen", "0", "800x400x24"},
                    std::map<std::string, std::string>{}, ready[1]);
    close(ready[1]);
    // It writes its number and a newline when it is ready.
    std::string number;
    while (!number.ends_with('\n')) {
        pollfd answer{.fd = ready[0], .events = POLLIN, .revents = 0};
        char digit = 0;
        if (poll(&answer, 1, 10'000) != 1 || read(ready[0], &digit, 1) != 1) {
            close(ready[0]);
            throw std::runtime_error{"Xvfb does not start"};
        }
        number += digit;
    }
    close(ready[0]);
    number.pop_back();
    display_ = ":" + number;
}

}  // namespace sitbreak::desktop_test
