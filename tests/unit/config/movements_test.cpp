#include "config/movements.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sitbreak::config;
namespace fs = std::filesystem;

const fs::path root{SITBREAK_SOURCE_DIR};

/// In characters, not bytes, of UTF-8.
std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::set<std::string> ids_at(std::initializer_list<Place> places) {
    std::set<std::string> ids;
    for (const auto& movement : movements())
        if (std::ranges::find(places, movement.place) != places.end()) ids.insert(movement.id);
    return ids;
}

std::string text_of(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

TEST_CASE("Each movement has its place") {
    CHECK(ids_at({Place::desk}) == std::set<std::string>{"walk", "hip-flexor-split-stance", "standing-march",
                                                         "hip-extension", "calf-raise"});
    CHECK(ids_at({Place::chair}) == std::set<std::string>{"sit-to-stand"});
    CHECK(ids_at({Place::floor}) ==
          std::set<std::string>{"half-kneeling-lunge", "bridge", "knee-to-chest", "couch-stretch"});
    CHECK(ids_at({Place::bed}) == std::set<std::string>{"hanging-leg"});
    CHECK(known_movement_ids().size() == 11);
    CHECK(known_movement_ids().front() == "walk");
}

TEST_CASE("What a notification and a card need is there, and fits") {
    std::set<std::string> titles;
    for (const auto& movement : movements()) {
        CAPTURE(movement.id);
        CHECK(movement.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos);
        CHECK(titles.insert(movement.title).second);
        CHECK(!movement.steps.empty());
        CHECK(movement.steps.size() <= Movement::step_lines);
        for (const auto& step : movement.steps) {
            CAPTURE(step);
            CHECK(!step.empty());
            CHECK(length(step) <= Movement::step_length);
            CHECK(step.ends_with('.'));
        }
        CHECK(movement.card_steps.size() >= 3);
        for (const auto& step : movement.card_steps)
            CHECK(step.ends_with('.'));
        CHECK(!movement.title.empty());
        CHECK(!movement.dose.empty());
        CHECK(movement.source.ends_with('.'));
        const bool none_known = movement.id == "hip-extension" || movement.id == "calf-raise";
        CHECK(movement.caution.empty() == none_known);
    }
}

TEST_CASE("Every movement has a picture, and every picture a movement") {
    std::set<std::string> wanted{"own.svg"};
    for (const auto& movement : movements())
        wanted.insert(picture_file(movement));
    CHECK(wanted.size() == movements().size() + 1);
    std::set<std::string> present;
    for (const auto& entry : fs::directory_iterator{root / "config/movements"})
        present.insert(entry.path().filename());
    CHECK(present == wanted);
}

TEST_CASE("A picture is drawn of plain shapes and asks for nothing outside itself") {
    for (const auto& entry : fs::directory_iterator{root / "config/movements"}) {
        CAPTURE(entry.path());
        auto text = text_of(entry.path());
        const std::string_view opening =
            R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="256" height="256">)";
        REQUIRE(text.starts_with(opening));
        CHECK(text.ends_with("</svg>\n"));
        text.erase(0, opening.size());
        for (const auto* part :
             {"<script", "<text", "<image", "<style", "<use", "href", "http", "url(", " on", "&", "<!"})
            CHECK_FALSE(text.find(part) != std::string::npos);
        CHECK(count(text, "<") == count(text, ">"));
        CHECK(count(text, "<g ") == count(text, "</g>"));
        CHECK(count(text, "<") == count(text, "/>") + 2 * count(text, "</g>") + 1);
        CHECK(count(text, "\"") % 2 == 0);
        CHECK(text.size() < 2000);
    }
}

TEST_CASE("docs/movements.md lists every movement, where it is done and nothing else") {
    const auto page = text_of(root / "docs/movements.md");
    for (const auto& movement : movements()) {
        const auto row = "| `" + movement.id + "` | " + movement.title + " | " +
                         std::string{place_name(movement.place)} + " | ";
        CAPTURE(row);
        CHECK(count(page, row) == 1);
    }
    CHECK(count(page, "\n| `") == movements().size());
}

TEST_CASE("A place is read as it is written") {
    for (const auto place : {Place::desk, Place::chair, Place::floor, Place::bed})
        CHECK(place_named(place_name(place)) == place);
    CHECK(place_name(Place::floor) == "floor");
    CHECK_FALSE(place_named("Desk"));
    CHECK_FALSE(place_named(""));
}

TEST_CASE("A movement of the person's own") {
    const auto own = own_movement(3, "Stairs", {"Up.", "Down."}, Place::chair);
    CHECK(own.id == "own-3");
    CHECK(own.title == "Stairs");
    CHECK(own.place == Place::chair);
    CHECK(own.steps == std::vector<std::string>{"Up.", "Down."});
    CHECK(own.card_steps == own.steps);
    CHECK(!own.dose.empty());
    CHECK(own.caution.empty());
    CHECK(!own.source.empty());
    CHECK(picture_file(own) == "own.svg");
}

}  // namespace
