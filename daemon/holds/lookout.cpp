#include "holds/lookout.hpp"

#include <system_error>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/boot_clock.hpp"

namespace sitbreak::holds {

Lookout::Lookout(asio::io_context& io, std::filesystem::path program, Observe observe)
    : io_{io}, path_{std::move(program)}, observe_{std::move(observe)} {}

Lookout::~Lookout() = default;

void Lookout::look(const std::set<sitting::Hold>& wanted) {
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
    try {
        program_ = std::make_unique<Program>(
            io_, path_, wanted_,
            Program::Events{[this](sitting::Hold hold, bool is_on) { held(hold, is_on); },
                            [this] {
                                has_looked_ = true;
                                tell(sitting::HoldsLooked{});
                            },
                            [this](const std::string& how) { program_ended(how); }});
    } catch (const std::system_error& error) {
        program_ended(error.what());
    }
}

void Lookout::held(sitting::Hold hold, bool is_on) {
    const bool is_news = is_on ? holds_.insert(hold).second : holds_.erase(hold) > 0;
    if (is_news) tell(sitting::Held{hold, is_on});
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
