#include "report/program.hpp"

#include <variant>

#include "config/locate.hpp"
#include "config/movements.hpp"
#include "config/reader.hpp"
#include "history/history.hpp"
#include "platform/boot_clock.hpp"

namespace sitbreak::report {

std::filesystem::path history_file() {
    if (auto file = history::file_of(config::process_environment)) return *std::move(file);
    throw std::runtime_error{"no history is kept, for neither XDG_STATE_HOME nor HOME says where"};
}

config::Settings settings_in_force() {
    const auto result = config::read_settings(config::settings_path(config::process_environment).found, {},
                                              config::known_movement_ids());
    const auto* const loaded = std::get_if<config::Loaded>(&result);
    return loaded != nullptr ? loaded->settings : config::Settings{};
}

Moment present() {
    return {std::chrono::floor<Length>(std::chrono::system_clock::now()), platform::boot_id(),
            platform::utc_offset};
}

}  // namespace sitbreak::report
