#include "reminder/terminal.hpp"

#include <chrono>
#include <ostream>
#include <utility>

#include <spdlog/fmt/fmt.h>

namespace sitbreak::reminder {

Terminal::Terminal(std::ostream& out, std::function<sitting::WallTime()> wall_time,
                   std::function<void(const Outcome&)> came_out)
    : out_{out}, wall_time_{std::move(wall_time)}, came_out_{std::move(came_out)} {}

void Terminal::show(const Message& message) {
    const sitting::WallTime now = wall_time_();
    const auto minute_of_day =
        std::chrono::floor<std::chrono::minutes>(now - std::chrono::floor<std::chrono::days>(now)).count();
    out_ << fmt::format("{:02}:{:02}  {}", minute_of_day / 60, minute_of_day % 60, one_line(message))
         << std::endl;
    came_out_({message.kind, out_.good(),
               out_ ? "printed on standard output" : "standard output cannot be written to"});
}

void Terminal::withdraw() {}

}  // namespace sitbreak::reminder
