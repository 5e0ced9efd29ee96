#pragma once
// Runs the person's programs when something happens: obeys the heart's actions by telling each hook what
// there is to tell.

#include <array>
#include <optional>

#include "config/settings.hpp"
#include "hooks/hook.hpp"
#include "hooks/occasion.hpp"
#include "platform/asio.hpp"
#include "sitting/action.hpp"

namespace sitbreak::hooks {

class Hooks {
 public:
    /// All of it happens on the thread that runs `io`, and never waits there.
    Hooks(asio::io_context& io, const config::HookSettings& settings);

    void settings_changed(const config::HookSettings& settings);

    /// Does nothing for an action that has no hook. `shown_last` is the movement of the reminder that was
    /// shown last.
    void obey(const sitting::Action& action, const std::optional<config::Movement>& shown_last);

    /// Tells what runs to end.
    void stop();

 private:
    Hook& of(Occasion occasion) { return hooks_[static_cast<std::size_t>(occasion)]; }

    /// One for each occasion, in their order.
    std::array<Hook, occasion_count> hooks_;
};

}  // namespace sitbreak::hooks
