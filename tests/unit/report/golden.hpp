#pragma once
// Reports as a person sees them: each is a file in golden/, which somebody has looked at. When a report is to
// change, the tests are run once with SITBREAK_WRITE_GOLDEN=1, which writes the files and fails, and the
// difference is looked at.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace sitbreak::report::testing {

inline void judge(const std::string& name, const std::string& printed) {
    const auto file = std::filesystem::path{GOLDEN_DIRECTORY} / name;
    if (std::getenv("SITBREAK_WRITE_GOLDEN") != nullptr) {
        std::ofstream{file} << printed;
        FAIL_CHECK("written: look at " << file.string());
        return;
    }
    std::ifstream stream{file};
    REQUIRE_MESSAGE(stream, file.string());
    const std::string expected{std::istreambuf_iterator<char>{stream}, {}};
    CHECK_MESSAGE(printed == expected, file.string() << ":\n" << printed);
}

}  // namespace sitbreak::report::testing
