#include "settings_testing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace sitbreak::config::testing {

namespace {

constexpr std::array<std::string_view, 3> known_movements = {"walk", "bridge", "calf-raise"};

}  // namespace

ReadResult read(std::string_view text, const std::vector<std::string>& sets) {
    return read_settings_text("f.toml", text, sets, known_movements);
}

Loaded loaded(const ReadResult& result) {
    for (const std::string& mistake : mistakes(result))
        FAIL_CHECK(mistake);
    REQUIRE(std::holds_alternative<Loaded>(result));
    return std::get<Loaded>(result);
}

std::ostream& operator<<(std::ostream& stream, const Lines& lines) {
    for (const std::string& line : lines)
        stream << '\n' << line;
    return stream;
}

Lines mistakes(const ReadResult& result) {
    Lines lines;
    if (const auto* problems = std::get_if<Problems>(&result))
        for (const Problem& problem : *problems)
            lines.push_back(to_string(problem));
    return lines;
}

std::string whole_file(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw std::runtime_error("cannot open " + file.string());
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::filesystem::path source_file(std::string_view path) {
    return std::filesystem::path{SITBREAK_SOURCE_DIR} / path;
}

TemporaryDirectory::TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "sitbreak-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a directory like " + name);
    path = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(path, error);
}

std::filesystem::path TemporaryDirectory::write(std::string_view name, std::string_view text) const {
    std::filesystem::path file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file;
}

}  // namespace sitbreak::config::testing
