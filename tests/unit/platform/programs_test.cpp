#include "platform/programs.hpp"

#include <stdlib.h>

#include <doctest/doctest.h>

#include <fstream>
#include <string>

using sitbreak::platform::executable;
using sitbreak::platform::helper_program;
namespace fs = std::filesystem;

TEST_CASE("a helper is found from bin/ and from its own directory") {
    std::string name = fs::temp_directory_path() / "sitbreak-programs-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    const fs::path prefix{name};
    const fs::path helpers = prefix / "libexec/sitbreak";
    fs::create_directories(helpers);
    std::ofstream{helpers / "sitbreak-test"} << "x";
    CHECK(helper_program(prefix / "bin/sitbreakd", "sitbreak-test") == helpers / "sitbreak-test");
    CHECK(helper_program(helpers / "sitbreak-other", "sitbreak-test") == helpers / "sitbreak-test");
    fs::remove_all(prefix);
}

TEST_CASE("else it is where it was configured to be installed") {
    const auto configured = helper_program("/nowhere/bin/sitbreakd", "sitbreak-test");
    CHECK(configured.is_absolute());
    CHECK(configured.parent_path().filename() == "sitbreak");
    CHECK(configured.filename() == "sitbreak-test");
}

TEST_CASE("this program") {
    CHECK(executable().filename() == "platform_tests");
}
