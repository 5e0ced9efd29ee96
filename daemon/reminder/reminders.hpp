#pragma once
// What a person gets to see: obeys the heart's actions by choosing the movement, finding the words, and
// handing them to a display.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

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

    /// The last reminder of an earlier run suggested the movement with that id.
    void suggested_before(const std::string& movement) { chooser_.suggested_before(movement); }

    /// Does nothing for an action that shows nothing.
    void obey(const sitting::Action& action);

    /// The movement that the last reminder suggested.
    const std::optional<config::Movement>& shown_last() const { return last_; }

    /// What can be suggested under the settings in force.
    std::vector<config::Movement> movements() const { return chooser_.allowed(); }

    /// Empty where there are no pictures.
    std::filesystem::path picture_of(const config::Movement& movement) const;

    /// Shows what a reminder after `sat` of sitting looks like: of the movement with that id, or of the next
    /// one in turn if it is empty. False if there is no such movement.
    bool show_sample(const std::string& id, sitting::Duration sat);

 private:
    void show(const sitting::Show& show);
    void open_card();
    std::optional<config::Movement> sample(const std::string& id) const;

    Display& display_;
    Open open_;
    Directories directories_;
    config::ReminderSettings settings_;
    MovementChooser chooser_;
    std::optional<config::Movement> last_;
};

}  // namespace sitbreak::reminder
