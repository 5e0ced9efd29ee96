#include "reminder/reminders.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <spdlog/spdlog.h>

#include "reminder/card.hpp"
#include "reminder/message.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::reminder {

Reminders::Reminders(Display& display, Open open, Directories directories, std::uint32_t start,
                     const config::Settings& settings)
    : display_{display},
      open_{std::move(open)},
      directories_{std::move(directories)},
      settings_{settings.reminder},
      chooser_{start, settings.movements} {}

void Reminders::settings_changed(const config::Settings& settings) {
    settings_ = settings.reminder;
    chooser_.allow(settings.movements);
}

void Reminders::obey(const sitting::Action& action) {
    std::visit(
        sitting::Overloaded{
            [this](const sitting::Show& what) { show(what); },
            [this](const sitting::Withdraw&) { display_.withdraw(); },
            [this](const sitting::SayBreakDone& what) { display_.show(break_done_message(what.length)); },
            [this](const sitting::SaySettingsBroken& what) {
                display_.show(settings_broken_message(what.why));
            },
            [this](const sitting::SaySettingsMended&) { display_.show(settings_mended_message()); },
            [this](const sitting::OpenCard&) { open_card(); },
            [](const auto&) {},
        },
        action);
}

void Reminders::show(const sitting::Show& show) {
    last_ = chooser_.next();
    spdlog::info("reminder after {} of sitting: {}", in_words(show.sat), last_->title);
    display_.show(reminder_message(show, *last_, settings_, picture_of(*last_)));
}

std::filesystem::path Reminders::picture_of(const config::Movement& movement) const {
    return directories_.pictures.empty() ? std::filesystem::path{}
                                         : directories_.pictures / picture_file(movement);
}

bool Reminders::show_sample(const std::string& id, sitting::Duration sat) {
    const auto movement = sample(id);
    if (!movement) return false;
    const sitting::Show show{sat, std::nullopt, settings_.snoozes_per_bout};
    spdlog::info("a sample of a reminder is asked for: {}", movement->title);
    display_.show(sample_message(show, *movement, settings_, picture_of(*movement)));
    return true;
}

std::optional<config::Movement> Reminders::sample(const std::string& id) const {
    // Whose turn it is stays as it was.
    if (id.empty()) return MovementChooser{chooser_}.next();
    auto all = movements();
    all.insert(all.end(), config::movements().begin(), config::movements().end());
    const auto found = std::ranges::find(all, id, &config::Movement::id);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

void Reminders::open_card() {
    if (!last_) return;
    try {
        open_(write_card(*last_, directories_.pictures, directories_.cards));
    } catch (const std::exception& error) {
        spdlog::warn("cannot show how \"{}\" goes: {}", last_->title, error.what());
    }
}

}  // namespace sitbreak::reminder
