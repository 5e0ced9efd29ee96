#include "hooks/hooks.hpp"

namespace sitbreak::hooks {

Hooks::Hooks(asio::io_context& io, const config::HookSettings& settings)
    : hooks_{Hook{io, "on_reminder"}, Hook{io, "on_break_begin"}, Hook{io, "on_break_end"},
             Hook{io, "on_bout_begin"}} {
    settings_changed(settings);
}

void Hooks::settings_changed(const config::HookSettings& settings) {
    of(Occasion::reminder).set(settings.on_reminder);
    of(Occasion::break_begin).set(settings.on_break_begin);
    of(Occasion::break_end).set(settings.on_break_end);
    of(Occasion::bout_begin).set(settings.on_bout_begin);
}

void Hooks::obey(const sitting::Action& action, const std::optional<config::Movement>& shown_last) {
    if (const auto call = call_for(action, shown_last)) of(call->occasion).run(call->variables);
}

void Hooks::stop() {
    for (auto& hook : hooks_)
        hook.stop();
}

}  // namespace sitbreak::hooks
