#include "archive/lines.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "sitting/names.hpp"

using namespace sitbreak;
using namespace sitbreak::archive;
using namespace sitbreak::history;
using namespace std::chrono_literals;

namespace {

constexpr Time day{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}};
constexpr Span morning{day + 8h, day + 8h + 34min + 10500ms, 60min};

constexpr const char* a_bout =
    R"({"kind":"bout","begin":"2026-11-26T09:00:00.000+01:00","end":"2026-11-26T09:34:10.500+01:00",)"
    R"("absent_seconds":61.25,"how":"locked","limit_seconds":1800.0,"break_length_seconds":180.0})";

std::string why_not(const std::string& line) {
    try {
        (void)parse(line);
    } catch (const std::invalid_argument& reason) {
        return reason.what();
    }
    return "";
}

/// The bout with something else in it.
std::string bout_with(const std::string& what, const std::string& instead) {
    std::string line = a_bout;
    const auto at = line.find(what);
    REQUIRE(at != std::string::npos);
    return line.replace(at, what.size(), instead);
}

}  // namespace

TEST_CASE("a row is a line, and the line is the row") {
    const BoutRow bout{morning, 61250ms, sitting::End::locked, 30min, 3min};
    CHECK(line(bout) == a_bout);
    const Entry entries[] = {
        bout,
        BreakRow{morning},
        AbsenceRow{morning, 1ms, sitting::End::source_lost},
        UnknownRow{morning},
        PauseRow{morning},
        HoldRow{morning, {sitting::Hold::call, sitting::Hold::full_screen}},
        ReminderRow{day, -60min, "own-1", sitting::Outcome::too_short, 100s},
        ReminderRow{day, 0min, std::nullopt, std::nullopt, std::nullopt},
        ReminderRow{day, 0min, "say \"hi\" ü", sitting::Outcome::followed, 1ms},
    };
    for (const auto& entry : entries)
        CHECK(parse(line(entry)) == entry);
}

TEST_CASE("what is written can be read again, though what is kept is but half of it") {
    using sitting::Outcome;
    for (const auto& [outcome, name] : sitting::words::outcome_names) {
        const ReminderRow reminder{day, 0min, "walk", outcome, std::nullopt};
        auto expected = reminder;
        if (outcome == Outcome::followed) expected.outcome = Outcome::unknown;
        CHECK(parse(line(reminder)) == Entry{expected});
    }
}

TEST_CASE("the first line says what the file is") {
    CHECK(header(day, 60min) == R"({"sitbreak_history":1,"exported":"2026-11-26T01:00:00.000+01:00"})");
    check_header(header(day, 60min));
    check_header(R"({"sitbreak_history":1,"something":"more"})");
    for (const auto* line :
         {"", "hello", "[]", "{}", R"({"sitbreak_history":"1"})", R"({"sitbreak_history":2})", a_bout})
        CHECK_THROWS_AS(check_header(line), std::invalid_argument);
}

TEST_CASE("it is said what is wrong in a line") {
    CHECK(why_not(a_bout) == "");
    CHECK(why_not("{\"kind\":") == "no JSON, from column 9 on");
    CHECK(why_not("[1]") == "no JSON object");
    CHECK(why_not("{}") == "\"kind\" is missing");
    CHECK(why_not(R"({"kind":"nap"})") == "the kind \"nap\" is not known");
    CHECK(why_not(bout_with("\"how\":\"locked\",", "")) == "\"how\" is missing");
    CHECK(why_not(bout_with("{", R"({"title":"x",)")) == "\"title\" is not known here");
    CHECK(why_not(bout_with("{", R"({"how":"left",)")) == "\"how\" is there twice");
    CHECK(why_not(bout_with("locked", "gone"))
              .starts_with("\"how\" cannot be \"gone\", expected \"no-input\", "));
    CHECK(why_not(bout_with("\"locked\"", "1")) == "\"how\" is no text");
    CHECK(why_not(bout_with("T09:34", "T08:34")) == "it ends before it begins");
    CHECK(why_not(bout_with("T09:34", "T9:34"))
              .starts_with("\"end\": \"2026-11-26T9:34:10.500+01:00\" is no "));
    CHECK(why_not(bout_with("2026-11-26T09:34", "9026-11-26T09:34")) == "it is too long");
    CHECK(why_not(bout_with("61.25", "6125")) == "\"absent_seconds\" is more than the whole");
    CHECK(why_not(bout_with("61.25", "-1")) == "\"absent_seconds\" cannot be -1");
    CHECK(why_not(bout_with("1800.0", "1e300")) == "\"limit_seconds\" cannot be 1e+300");
    CHECK(why_not(bout_with("1800.0", "null")) == "\"limit_seconds\" is no number");
    CHECK(why_not(bout_with("61.25", "1e999")) == "a number is too large");
    CHECK(why_not(bout_with("61.25", "-1e999")) == "a number is too large");
    const std::string hold =
        R"({"kind":"hold","begin":"2026-11-26T09:00:00Z","end":"2026-11-26T09:00:00Z","by":)";
    CHECK(why_not(hold + "[]}") == "\"by\" is no list, or an empty one");
    CHECK(why_not(hold + "[1]}") == "\"by\" has to list words");
    CHECK(why_not(hold + R"(["mood"]})").starts_with("\"by\" cannot be \"mood\""));
    const std::string followed =
        R"({"kind":"reminder","shown":"2026-11-26T09:00:00Z","movement":null,"outcome":"followed",)";
    CHECK(why_not(followed + R"("after_seconds":1.5})") == "");
    CHECK(why_not(followed + R"("after_seconds":null})") ==
          "\"after_seconds\" cannot be null, for the reminder was followed");
    const std::string shown = R"({"kind":"reminder","shown":"2026-11-26T09:00:00Z","outcome":null,)";
    CHECK(why_not(shown + R"("after_seconds":null,"movement":"a\u001b[31m"})") ==
          "\"movement\" has to be the name of a movement");
}
