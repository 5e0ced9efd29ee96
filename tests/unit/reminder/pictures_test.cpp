#include "reminder/pictures.hpp"

#include <stdlib.h>

#include <doctest/doctest.h>

#include "config/movements.hpp"

using sitbreak::reminder::picture_directory;
namespace fs = std::filesystem;

TEST_CASE("pictures lie in share/ beside the program's bin/") {
    std::string name = fs::temp_directory_path() / "sitbreak-pictures-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    const fs::path prefix{name};
    fs::create_directories(prefix / "share/sitbreak/movements");
    CHECK(picture_directory(prefix / "bin/sitbreakd") == prefix / "share/sitbreak/movements");
    fs::remove_all(prefix);
}

TEST_CASE("the build tree has the pictures where the installed program would look, one a movement") {
    const fs::path directory = picture_directory(fs::read_symlink("/proc/self/exe"));
    for (const auto& movement : sitbreak::config::movements()) {
        CAPTURE(movement.id);
        CHECK(fs::is_regular_file(directory / sitbreak::config::picture_file(movement)));
    }
}
