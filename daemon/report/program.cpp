#include "report/program.hpp"

#include <utility>
#include <variant>

#include "config/locate.hpp"
#include "config/movements.hpp"
#include "history/history.hpp"
#include "platform/boot_clock.hpp"

namespace sitbreak::report {

std::filesystem::path history_file() {
    if (auto file = history::file_of(config::process_environment)) return *std::move(file);
    throw std::runtime_error{"no history is kept, for neither XDG_STATE_HOME nor HOME says where"};
}

config::Settings settings_in_force() {
    auto result = config::read_settings(config::settings_path(config::process_environment).found, {},
                                        config::known_movement_ids());
    if (auto* const problems = std::get_if<config::Problems>(&result))
        throw WrongSettings{std::move(*problems)};
    return std::get<config::Loaded>(result).settings;
}

Moment present() {
    return {std::chrono::floor<Length>(std::chrono::system_clock::now()), platform::boot_id(),
            platform::utc_offset};
}

}  // namespace sitbreak::report
