#pragma once
// What a person gets to see: obeys the heart's actions by choosing the movement, finding the words, and
// handing them to a display.

#include <filesystem>
#include <functional>
#include <optional>

#include "config/settings.hpp"
#include "reminder/choose.hpp"
#include "reminder/display.hpp"
#include "sitting/action.hpp"

namespace sitbreak::reminder {

class Reminders {
 public:
    /// Shows a page in the person's browser.
    using Open = std::function<void(const std::filesystem::path& page)>;

    struct Directories {
        std::filesystem::path pictures;
        /// Where cards are written.
        std::filesystem::path cards;
    };

    /// `start` varies what the first movement is. `display` outlives this.
    Reminders(Display& display, Open open, Directories directories, std::uint32_t start,
              const config::Settings& settings);

    void settings_changed(const config::Settings& settings);

    /// Does nothing for an action that shows nothing.
    void obey(const sitting::Action& action);

    /// The movement of the last reminder; none: there was no reminder yet.
    const std::optional<config::Movement>& shown_last() const { return last_; }

 private:
    void show(const sitting::Show& show);
    void open_card();

    Display& display_;
    Open open_;
    Directories directories_;
    config::ReminderSettings settings_;
    MovementChooser chooser_;
    std::optional<config::Movement> last_;
};

}  // namespace sitbreak::reminder
