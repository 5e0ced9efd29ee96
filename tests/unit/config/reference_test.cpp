// The default file and docs/settings.md say what the code does.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "config/keys.hpp"
#include "config/movements.hpp"
#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;

namespace {

/// Has no default that the file could show: `own = []` would rule out [[movements.own]] behind it.
constexpr std::string_view shown_as_example = "movements.own";

struct Row {
    std::string standard;
    std::string range;
    std::string meaning;
};

std::string cell(std::string_view text) {
    const auto begin = text.find_first_not_of(" `");
    return begin == std::string_view::npos
               ? ""
               : std::string{text.substr(begin, text.find_last_not_of(" `") - begin + 1)};
}

/// The rows of the table of settings, by key: | `key` | `default` | range | meaning |
std::map<std::string, Row> documented() {
    std::istringstream text{whole_file(source_file("docs/settings.md"))};
    std::map<std::string, Row> rows;
    bool inside = false;
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with("## ")) inside = line == "## Every setting";
        if (!inside || !line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        std::istringstream parts{line.substr(1)};
        for (std::string part; std::getline(parts, part, '|');)
            cells.push_back(part);
        REQUIRE(cells.size() == 4);
        CHECK(rows.emplace(cell(cells[0]), Row{cell(cells[1]), cell(cells[2]), cell(cells[3])}).second);
    }
    return rows;
}

constexpr std::string_view example_begins = "#[[movements.own]]";

/// The default file with every setting in it made real, which is a line that begins with # and no space; and
/// with its example of a movement, too, if that is asked for.
std::string default_file(bool with_example) {
    std::istringstream file{whole_file(source_file("config/sitbreak.toml"))};
    std::string text;
    bool in_example = false;
    for (std::string line; std::getline(file, line);) {
        in_example = !line.empty() && (in_example || line == example_begins);
        const bool is_setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
        if (is_setting && (with_example || !in_example)) line.erase(0, 1);
        text += line + '\n';
    }
    return text;
}

}  // namespace

TEST_CASE("the reference has every setting, its default and its range") {
    auto rows = documented();
    for (const Key& key : keys()) {
        const std::string name = key.full_name();
        CAPTURE(name);
        const auto row = rows.find(name);
        REQUIRE(row != rows.end());
        CHECK(row->second.standard == key.print(Settings{}));
        CHECK(row->second.range == key.range);
        CHECK(!row->second.meaning.empty());
        rows.erase(row);
    }
    for (const auto& [name, row] : rows)
        FAIL_CHECK("docs/settings.md has " << name << ", which cannot be set");
}

TEST_CASE("the default file as it is sets nothing") {
    CHECK(loaded(read(whole_file(source_file("config/sitbreak.toml")))).origins.empty());
}

TEST_CASE("the default file shows every setting at its default") {
    const Loaded result = loaded(read(default_file(false)));
    CHECK(result.settings == Settings{});
    for (const Key& key : keys()) {
        CAPTURE(key.full_name());
        CHECK(result.origins.contains(key.full_name()) == (key.full_name() != shown_as_example));
    }
}

TEST_CASE("the examples of the default file can be used") {
    const std::string text = default_file(true);
    const ReadResult result = read_settings_text("sitbreak.toml", text, {}, known_movement_ids());
    CHECK(
        loaded(result).settings.movements.own ==
        std::vector<OwnMovement>{
            {"Water the plants", {"Fill the can in the kitchen", "Give each plant a little"}, Place::desk}});

    const std::vector<std::string> examples = {
        "schedule.active=[\"Mon-Fri 08:30-18:00\", \"Sat 10:00-12:00\"]",
        "movements.only=[\"walk\", \"calf-raise\"]", "reminder.show_for=20s",
        "hooks.on_reminder=[\"paplay\", \"/usr/share/sounds/freedesktop/stereo/bell.oga\"]"};
    for (const std::string& example : examples) {
        const std::string value = example.substr(example.find('=') + 1);
        CHECK(text.find(value) != std::string::npos);
    }
    loaded(read_settings_text("sitbreak.toml", text, examples, known_movement_ids()));
}

TEST_CASE("the table of keys is in order") {
    std::vector<std::string_view> tables;
    std::vector<std::string> names;
    for (const Key& key : keys()) {
        if (tables.empty() || tables.back() != key.table) tables.push_back(key.table);
        names.push_back(key.full_name());
        CHECK(find_key(names.back()) == &key);
    }
    std::ranges::sort(tables);
    CHECK(std::ranges::adjacent_find(tables) == tables.end());
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
    for (const Contradiction& contradiction : contradictions()) {
        CHECK(find_key(contradiction.key));
        CHECK(find_key(contradiction.other));
    }
    for (const DerivedDefault& derived : derived_defaults())
        CHECK(find_key(derived.key));
    CHECK(!find_key("sitting"));
    CHECK(!find_key(""));
}
