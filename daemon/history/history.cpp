#include "history/history.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "history/writer.hpp"

namespace sitbreak::history {

std::optional<std::filesystem::path> file_of(const config::Environment& environment) {
    const auto absolute = [&environment](const char* name) -> std::optional<std::filesystem::path> {
        const auto value = environment(name);
        if (!value || !std::filesystem::path{*value}.is_absolute()) return std::nullopt;
        return *value;
    };
    if (const auto state = absolute("XDG_STATE_HOME")) return *state / "sitbreak/history.db";
    if (const auto home = absolute("HOME")) return *home / ".local/state/sitbreak/history.db";
    return std::nullopt;
}

History::History(std::optional<std::filesystem::path> file, std::string boot,
                 const config::HistorySettings& settings, std::function<void()> on_trouble,
                 std::size_t at_most)
    : boot_{std::move(boot)}, enabled_{settings.enabled} {
    if (file)
        writer_ = std::make_unique<Writer>(std::move(*file), boot_, at_most, settings, std::move(on_trouble));
}

History::~History() = default;

std::optional<sitting::Remembered> History::remembered(sitting::Instant now, const Clocks& clocks,
                                                       std::chrono::milliseconds patience) {
    if (!writer_ || !enabled_) return std::nullopt;
    const auto kept = writer_->await_memory(patience);
    if (!kept) return std::nullopt;
    return history::remembered(*kept, boot_, now, clocks.boot_since_epoch);
}

std::string History::shown_before() const {
    return writer_ && enabled_ ? writer_->shown_before() : "";
}

void History::record(const sitting::Actions& actions, const sitting::Memory& memory, sitting::Instant now,
                     const sitting::Rules& rules, const std::string& movement, const Clocks& clocks) {
    if (!writer_ || !enabled_) return;
    auto rows = rows_of(actions, now, rules, movement, clocks);
    const bool is_checkpoint = std::ranges::any_of(
        actions, [](const auto& action) { return std::holds_alternative<sitting::Checkpoint>(action); });
    if (rows.empty() && !is_checkpoint && memory_ && same_but_for_the_time(*memory_, memory)) return;
    memory_ = memory;
    writer_->write({std::move(rows), Kept{memory, boot_, clocks.time(memory.at)}, rules, clocks});
}

void History::settings_changed(const config::HistorySettings& settings) {
    enabled_ = settings.enabled;
    if (!enabled_) memory_.reset();
    if (writer_) writer_->settings_changed(settings);
}

std::optional<std::string> History::trouble() const {
    if (writer_) return writer_->trouble();
    if (!enabled_) return std::nullopt;
    return "no history is kept, for neither XDG_STATE_HOME nor HOME says where";
}

bool History::stop(std::chrono::milliseconds patience) {
    return !writer_ || writer_->stop(patience);
}

}  // namespace sitbreak::history
