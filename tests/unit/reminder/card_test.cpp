#include "reminder/card.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/movements.hpp"

namespace {

namespace fs = std::filesystem;
using sitbreak::config::Movement;
using sitbreak::config::Place;
using sitbreak::reminder::card_page;
using sitbreak::reminder::write_card;

const fs::path pictures{SITBREAK_PICTURES};

class Scratch {
 public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "sitbreak-card-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"mkdtemp"};
        path_ = name;
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
    fs::path path_;
};

std::string text_of(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The first tag that is closed in the wrong place or never; empty when all fit. The style sheet is passed
/// over.
std::string unbalanced_tag(std::string_view page) {
    std::vector<std::string> open;
    for (auto at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
        const auto tag = page.substr(at + 1, page.find('>', at) - at - 1);
        std::string name{tag.substr(0, tag.find_first_of(" \n"))};
        if (name == "!DOCTYPE" || name == "meta" || tag.ends_with("/")) continue;
        if (!name.starts_with("/")) {
            open.push_back(name);
        } else {
            if (open.empty() || "/" + open.back() != name) return name;
            open.pop_back();
        }
    }
    return open.empty() ? std::string{} : open.back();
}

Movement hostile() {
    auto own =
        sitbreak::config::own_movement(1, "<script>alert(\"1\")</script> & 'x'",
                                       {"</li><img src=http://example.org/>", "Größe > 3"}, Place::desk);
    own.dose = "<b>";
    own.caution = "a & b";
    own.source = "\"quoted\" <i>doi:10.1/<x>.";
    return own;
}

TEST_CASE("Each built-in movement's card says all there is to say, in well-nested HTML") {
    for (const auto& movement : sitbreak::config::movements()) {
        CAPTURE(movement.id);
        const auto page = card_page(movement, pictures / sitbreak::config::picture_file(movement));
        CHECK(unbalanced_tag(page) == "");
        CHECK(has(page, "<h1>" + movement.title + "</h1>"));
        CHECK(has(page, "<title>" + movement.title));
        CHECK(has(page, "aria-label=\"Drawing: " + movement.title + "\""));
        CHECK(has(page, "<svg "));
        CHECK(has(page, movement.dose));
        CHECK(has(page, "<dt>Where</dt><dd>"));
        CHECK(has(page, "Take care") == !movement.caution.empty());
        CHECK(has(page, "General information, not medical advice; ask a doctor or physiotherapist"));
        CHECK(has(page, "stop at pain, chest pain, breathlessness or dizziness"));
    }
}

TEST_CASE("A card asks the network for nothing and runs no script") {
    for (const auto& movement : sitbreak::config::movements()) {
        const auto page = card_page(movement, pictures / sitbreak::config::picture_file(movement));
        for (const auto* part : {"<script", "<link", "<img", "src=", "@import", "url("})
            CHECK_FALSE(has(page, part));
        CHECK(has(page, "default-src 'none'"));
    }
}

TEST_CASE("What a person wrote is shown as text and is never markup") {
    const auto page = card_page(hostile(), pictures / "own.svg");
    CHECK(unbalanced_tag(page) == "");
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "<img"));
    CHECK(has(page, "<h1>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</h1>"));
    CHECK(has(page, "<li>&lt;/li&gt;&lt;img src=http://example.org/&gt;</li>"));
    CHECK(has(page, "<li>Größe &gt; 3</li>"));
    CHECK(has(page, "<dd>&lt;b&gt;</dd>"));
    CHECK(has(page, "<p>a &amp; b</p>"));
    CHECK(has(
        page,
        "&quot;quoted&quot; &lt;i&gt;<a href=\"https://doi.org/10.1/&lt;x&gt;\">doi:10.1/&lt;x&gt;</a>."));
}

TEST_CASE("A source's DOIs are links, the text around them stays") {
    auto movement = sitbreak::config::movements().front();
    movement.source = "A 2012, doi:10.2337/dc11-1931 (2 min); B, doi:10.1/b; C, doi:10.1/c.";
    const auto page = card_page(movement, {});
    CHECK(
        has(page,
            "<p>A 2012, <a href=\"https://doi.org/10.2337/dc11-1931\">doi:10.2337/dc11-1931</a> (2 min); B, "
            "<a href=\"https://doi.org/10.1/b\">doi:10.1/b</a>; C, "
            "<a href=\"https://doi.org/10.1/c\">doi:10.1/c</a>.</p>"));
}

TEST_CASE("Without its picture the card has the steps all the same") {
    const auto page = card_page(sitbreak::config::movements().front(), "/nonexistent/walk.svg");
    CHECK_FALSE(has(page, "role=\"img\""));
    CHECK(has(page, "<li>Stand up"));
    CHECK(unbalanced_tag(page) == "");
}

TEST_CASE("A card is written to a directory of this user alone, and replaced in one step") {
    const Scratch scratch;
    const auto& walk = sitbreak::config::movements().front();
    const auto directory = scratch / "deep/cards";
    CHECK(write_card(walk, pictures, directory) == directory / "walk.html");
    CHECK(text_of(directory / "walk.html") == card_page(walk, pictures / "walk.svg"));
    CHECK(fs::status(directory).permissions() == fs::perms::owner_all);

    std::ifstream reader{directory / "walk.html"};
    auto changed = walk;
    changed.title = "Changed";
    write_card(changed, pictures, directory);
    CHECK(std::string{std::istreambuf_iterator<char>{reader}, {}} == card_page(walk, pictures / "walk.svg"));
    CHECK(has(text_of(directory / "walk.html"), "<h1>Changed</h1>"));
    CHECK(std::distance(fs::directory_iterator{directory}, {}) == 1);
}

TEST_CASE("All of the person's own movements have the generic picture") {
    const Scratch scratch;
    const auto own = sitbreak::config::own_movement(12, "Stairs", {"Up and down."}, Place::desk);
    const auto card = write_card(own, pictures, scratch / "cards");
    CHECK(card.filename() == "own-12.html");
    CHECK(has(text_of(card), text_of(pictures / "own.svg")));
}

TEST_CASE(
    "A card that cannot be written is said so, with the place and the reason, and leaves nothing behind") {
    const Scratch scratch;
    const auto& walk = sitbreak::config::movements().front();
    std::ofstream{scratch / "file"} << "in the way";
    CHECK_THROWS_AS(write_card(walk, pictures, scratch / "file"), fs::filesystem_error);

    fs::create_directories(scratch / "cards/walk.html/full");
    try {
        write_card(walk, pictures, scratch / "cards");
        FAIL("a card took the place of a directory");
    } catch (const fs::filesystem_error& error) {
        CHECK(error.path1() == scratch / "cards/walk.html");
        CHECK(error.code() == std::errc::is_a_directory);
    }
    CHECK(std::distance(fs::directory_iterator{scratch / "cards"}, {}) == 1);
}

TEST_CASE("An id that leads out of the directory is refused") {
    const Scratch scratch;
    auto movement = sitbreak::config::movements().front();
    for (const auto* id : {"", "../walk", "a/b", ".", "Walk", "walk html"}) {
        movement.id = id;
        CHECK_THROWS_AS(write_card(movement, pictures, scratch / "cards"), std::runtime_error);
    }
    CHECK_FALSE(fs::exists(scratch / "cards"));
}

}  // namespace
