#include "control/happening.hpp"

#include <chrono>

#include "sitting/overloaded.hpp"
#include "sitting/text.hpp"

namespace sitbreak::control {

namespace {

std::uint64_t seconds(sitting::Duration duration) {
    return static_cast<std::uint64_t>(std::chrono::round<std::chrono::seconds>(duration).count());
}

}  // namespace

std::optional<Happening> happening_of(const sitting::Action& action, const std::string& movement,
                                      const UnixTime& time) {
    using Told = std::optional<Happening>;
    return std::visit(
        sitting::Overloaded{
            [&](const sitting::Show& what) -> Told { return ReminderShown{movement, seconds(what.sat)}; },
            [](const sitting::Withdraw&) -> Told { return ReminderWithdrawn{}; },
            [&](const sitting::BoutEnded& what) -> Told {
                return BoutEnded{time.of(what.begin), time.of(what.end),
                                 seconds(what.end - what.begin - what.absent), sitting::word_for(what.how)};
            },
            [&](const sitting::BreakOver& what) -> Told {
                return BreakTaken{time.of(what.begin), time.of(what.end)};
            },
            [](const auto&) -> Told { return std::nullopt; },
        },
        action);
}

}  // namespace sitbreak::control
