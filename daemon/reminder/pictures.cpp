#include "reminder/pictures.hpp"

#include <system_error>

namespace sitbreak::reminder {

std::filesystem::path picture_directory(const std::filesystem::path& exe) {
    for (const auto& share :
         {exe.parent_path().parent_path() / "share", std::filesystem::path{SITBREAK_DATADIR}}) {
        auto directory = share / "sitbreak" / "movements";
        std::error_code absent;
        if (std::filesystem::is_directory(directory, absent)) return directory;
    }
    return {};
}

}  // namespace sitbreak::reminder
