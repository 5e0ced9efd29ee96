#include "reminder/terminal.hpp"

#include <chrono>
#include <ostream>
#include <utility>

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"

namespace sitbreak::reminder {

Terminal::Terminal(std::ostream& out, std::function<sitting::WallTime()> wall_time, Events events)
    : out_{out}, wall_time_{std::move(wall_time)}, events_{std::move(events)} {}

void Terminal::show(const Message& message) {
    const sitting::WallTime now = wall_time_();
    const auto minute_of_day =
        std::chrono::floor<std::chrono::minutes>(now - std::chrono::floor<std::chrono::days>(now)).count();
    // The disk may have been full, and no longer be.
    out_.clear();
    out_ << fmt::format("{:02}:{:02}  {}", minute_of_day / 60, minute_of_day % 60, one_line(message))
         << std::endl;
    constexpr auto fault = "standard output cannot be written to";
    if (out_) {
        if (std::exchange(is_broken_, false)) spdlog::info("standard output can be written to again");
        return events_.came_out({message.kind, true, "printed on standard output"});
    }
    if (!std::exchange(is_broken_, true)) spdlog::warn("reminders are not printed: {}", fault);
    if (message.kind == Message::Kind::reminder)
        events_.observed({platform::boot_now(), sitting::NotShown{}});
    events_.came_out({message.kind, false, fault});
}

void Terminal::withdraw() {}

}  // namespace sitbreak::reminder
