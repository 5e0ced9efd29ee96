#include "reminder/terminal.hpp"

#include <chrono>
#include <ostream>
#include <utility>

#include <spdlog/fmt/fmt.h>

namespace sitbreak::reminder {

Terminal::Terminal(std::ostream& out, std::function<sitting::WallTime()> wall_time)
    : out_{out}, wall_time_{std::move(wall_time)} {}

void Terminal::show(const Message& message) {
    const sitting::WallTime now = wall_time_();
    const auto minute_of_day =
        std::chrono::floor<std::chrono::minutes>(now - std::chrono::floor<std::chrono::days>(now)).count();
    out_ << fmt::format("{:02}:{:02}  {}", minute_of_day / 60, minute_of_day % 60, one_line(message))
         << std::endl;
}

void Terminal::withdraw() {}

}  // namespace sitbreak::reminder
