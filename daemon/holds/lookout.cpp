#include "holds/lookout.hpp"

#include <array>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"

namespace sitbreak::holds {

namespace {

using sitting::Hold;

constexpr std::array<std::pair<std::string_view, Hold>, 3> names{
    {{"call", Hold::call}, {"do-not-disturb", Hold::do_not_disturb}, {"full-screen", Hold::full_screen}}};

}  // namespace

Lookout::Lookout(asio::io_context& io, std::filesystem::path program, Observe observe)
    : io_{io}, path_{std::move(program)}, observe_{std::move(observe)} {}

Lookout::~Lookout() = default;

void Lookout::look(const std::set<Hold>& wanted) {
    if (wanted == wanted_) return;
    wanted_ = wanted;
    program_.reset();
    has_looked_ = false;
    // Whoever asks for it is in the middle of something.
    asio::post(io_, lifetime_.guard([this, wanted] {
        if (wanted != wanted_) return;
        tell_all_off();
        if (!wanted_.empty()) start();
    }));
}

void Lookout::start() {
    std::vector<std::string> kinds;
    for (const auto& [name, hold] : names)
        if (wanted_.contains(hold)) kinds.emplace_back(name);
    try {
        program_ = std::make_unique<platform::ChildProcess>(
            io_, path_, kinds,
            platform::ChildProcess::Events{[this](const std::string& line) { told(line); },
                                           [this](const auto& ending) { program_ended(ending.how); }});
    } catch (const std::system_error& error) {
        program_ended(error.what());
    }
}

void Lookout::told(const std::string& line) {
    if (line == "looked") {
        has_looked_ = true;
        return tell(sitting::HoldsLooked{});
    }
    for (const auto& [name, hold] : names) {
        if (!line.starts_with(name)) continue;
        const auto state = std::string_view{line}.substr(name.size());
        if (state == " on" && holds_.insert(hold).second) return tell(sitting::Held{hold, true});
        if (state == " off" && holds_.erase(hold) > 0) return tell(sitting::Held{hold, false});
    }
}

/// Nothing is held that nobody looks for.
void Lookout::program_ended(const std::string& why) {
    program_.reset();
    if (!std::exchange(has_said_fault_, true))
        spdlog::warn("it cannot be seen whether a call or do-not-disturb speaks against a reminder: {} {}",
                     path_.filename().string(), why);
    tell_all_off();
    if (!std::exchange(has_looked_, true)) tell(sitting::HoldsLooked{});
}

void Lookout::tell(decltype(sitting::Observation::what) what) {
    observe_({platform::boot_now(), std::move(what)});
}

void Lookout::tell_all_off() {
    for (const auto hold : std::exchange(holds_, {}))
        tell(sitting::Held{hold, false});
}

}  // namespace sitbreak::holds
