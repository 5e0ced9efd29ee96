// Findings as text and as JSON, which docs/doctor.schema.json judges in tests/desktop/doctor.

#include "doctor/format.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

using namespace sitbreak::doctor;
using namespace std::chrono_literals;

namespace {

constexpr Shape unicode{.utf8 = true, .colours = false, .width = 60};
constexpr Shape plain{.utf8 = false, .colours = false, .width = 60};

const Finding fine{.check = "session-bus", .found = "it answers"};
const Finding wrong{.check = "daemon",
                    .verdict = Verdict::wrong,
                    .found = "sitbreakd is not running",
                    .advice = "Start it with: sitbreakd"};
const Finding warning{
    .check = "history", .verdict = Verdict::warning, .found = "full", .details = {"a", "b c"}};
const Finding skipped{.check = "key", .verdict = Verdict::skipped, .found = "not on a terminal"};

}  // namespace

TEST_CASE("a mark, the check, what was found and what to do") {
    CHECK(text_of(fine, unicode) == "✓ Session bus     it answers\n");
    CHECK(text_of(wrong, unicode) ==
          "✗ Daemon          sitbreakd is not running\n"
          "                  → Start it with: sitbreakd\n");
    CHECK(text_of(warning, unicode) ==
          "! History         full\n"
          "                    a\n"
          "                    b c\n");
    CHECK(text_of(skipped, unicode) == "- Key press       skipped: not on a terminal\n");
}

TEST_CASE("where there is no UTF-8 all of it is ASCII, in as straight a column") {
    CHECK(text_of(fine, plain) == "ok Session bus     it answers\n");
    CHECK(text_of(wrong, plain) ==
          "!! Daemon          sitbreakd is not running\n"
          "                   -> Start it with: sitbreakd\n");
    CHECK(text_of(skipped, plain) == "-  Key press       skipped: not on a terminal\n");
    const Finding foreign{.check = "settings", .found = "/home/jürgen/…"};
    CHECK(text_of(foreign, plain) == "ok Settings        /home/j?rgen/?\n");
}

TEST_CASE("only the mark is coloured") {
    const Shape colours{.utf8 = true, .colours = true, .width = 60};
    CHECK(text_of(fine, colours) == "\x1b[32m✓\x1b[0m Session bus     it answers\n");
    CHECK(text_of(wrong, colours).starts_with("\x1b[31m✗\x1b[0m Daemon "));
}

TEST_CASE("what others say of themselves reaches no terminal as they say it") {
    const Finding hostile{.check = "notifications",
                          .found =
                              "a\x1b[2Jb\nc\x7F\xC2\x9B"
                              "d"};
    CHECK(text_of(hostile, unicode) == "✓ Notifications   a [2Jb c d\n");
}

TEST_CASE("lines are as narrow as asked, counted in characters") {
    Finding finding = wrong;
    finding.found = "äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü";
    finding.details = {"one two three four five six seven eight nine ten eleven twelve"};
    finding.advice = "one two three four five six seven eight nine ten eleven twelve";
    std::istringstream lines{text_of(finding, unicode)};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CAPTURE(line);
        CHECK(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }) <= 60);
    }
    CHECK(count == 6);
    finding.found = std::string(200, 'x');
    CHECK(text_of(finding, unicode).find(finding.found) != std::string::npos);
}

TEST_CASE("only what is wrong fails") {
    CHECK(exit_code_of({fine, warning, skipped}) == 0);
    CHECK(exit_code_of({fine, wrong, warning}) == 1);
    CHECK(summary_of({fine, warning, skipped}) == "A reminder would be seen.");
    CHECK(summary_of({fine, wrong}) == "One thing keeps a reminder from being seen.");
    CHECK(summary_of({wrong, wrong}) == "2 things keep a reminder from being seen.");
}

TEST_CASE("JSON has every member, in its order") {
    Finding odd = warning;
    odd.found = "\xFF\n";
    CHECK(json_of({wrong, odd}, std::chrono::sys_seconds{1795613100s}) ==
          R"({"schema":1,"time":1795613100,"seen":false,)"
          R"("summary":"One thing keeps a reminder from being seen.","checks":[)"
          R"({"check":"daemon","verdict":"wrong","found":"sitbreakd is not running","details":[],)"
          R"("advice":"Start it with: sitbreakd"},)"
          R"({"check":"history","verdict":"warning","found":")"
          "\xEF\xBF\xBD"
          R"(\n","details":["a","b c"],"advice":null}]})");
}
