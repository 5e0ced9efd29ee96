#include "platform/programs.hpp"

#include <system_error>

namespace sitbreak::platform {

std::filesystem::path executable() {
    std::error_code unknown;
    return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

std::filesystem::path helper_program(const std::filesystem::path& exe, const char* name) {
    const auto directory = exe.parent_path();
    for (const auto& place : {directory, directory.parent_path() / "libexec/sitbreak"}) {
        std::error_code absent;
        if (std::filesystem::exists(place / name, absent)) return place / name;
    }
    return std::filesystem::path{SITBREAK_LIBEXECDIR} / "sitbreak" / name;
}

}  // namespace sitbreak::platform
