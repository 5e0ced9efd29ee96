#include "hooks/hook.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"

namespace sitbreak::hooks {

namespace {

/// What one run may write into the log.
constexpr int most_lines = 20;

std::filesystem::path path_of(const std::string& program) {
    const char* home = std::getenv("HOME");
    if (!home || !program.starts_with("~/")) return program;
    return std::filesystem::path{home} / program.substr(2);
}

/// Without what would steer a terminal.
std::string printable(std::string_view line) {
    std::string text{line};
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

}  // namespace

Hook::Hook(asio::io_context& io, std::string name, Patience patience)
    : io_{io}, name_{std::move(name)}, patience_{patience} {}

void Hook::set(std::vector<std::string> command) {
    if (command == command_) return;
    command_ = std::move(command);
    // Another program, whose faults are news.
    fault_.clear();
    has_said_in_the_way_ = false;
}

void Hook::run(const std::vector<std::string>& variables) {
    if (command_.empty()) return;
    if (running_) return in_the_way();
    const auto& program = command_.front();
    spdlog::debug("hook {}: runs {}", name_, program);
    try {
        running_.emplace(*this, program);
        running_->child.emplace(
            io_, path_of(program), std::vector<std::string>{command_.begin() + 1, command_.end()},
            platform::ChildProcess::Events{[this](const std::string& line) { said(line); },
                                           [this](const auto& ending) { ended(ending); }},
            platform::ChildProcess::Circumstances{variables, true});
        running_->timer.arm(platform::boot_now() + patience_.to_run);
    } catch (const std::system_error& error) {
        running_.reset();
        failed(program + " cannot be started: " + error.code().message());
    }
}

void Hook::in_the_way() {
    running_->was_in_the_way = true;
    if (std::exchange(has_said_in_the_way_, true)) return;
    spdlog::warn("hook {}: {} still runs, so it is not run again meanwhile", name_, running_->program);
}

void Hook::said(std::string_view line) {
    const int number = ++running_->lines;
    if (number <= most_lines) spdlog::info("hook {}: {}", name_, printable(line));
    if (number == most_lines + 1) spdlog::info("hook {}: … and more, which the log leaves out", name_);
}

void Hook::time_is_up() {
    if (std::exchange(running_->is_overdue, true)) {
        running_->child->send(SIGKILL);
        return;
    }
    const std::chrono::duration<double> limit = patience_.to_run;
    failed(fmt::format("{} takes longer than {:g} s and is ended", running_->program, limit.count()));
    running_->child->send(SIGTERM);
    running_->timer.arm(platform::boot_now() + patience_.to_end);
}

void Hook::ended(const platform::ChildProcess::Ending& ending) {
    if (!ending.unfinished.empty()) said(ending.unfinished);
    const auto program = running_->program;
    const bool fault_is_said = running_->is_overdue;
    if (!running_->was_in_the_way) has_said_in_the_way_ = false;
    running_.reset();
    if (fault_is_said) return;
    if (ending.well)
        went_well(program);
    else
        failed(program + ' ' + ending.how);
}

void Hook::failed(const std::string& how) {
    if (std::exchange(fault_, how) != how) spdlog::warn("hook {}: {}", name_, how);
}

void Hook::went_well(const std::string& program) {
    if (!std::exchange(fault_, {}).empty()) spdlog::info("hook {}: {} works again", name_, program);
}

}  // namespace sitbreak::hooks
