// What a report is drawn on.

#include "report/screen.hpp"

#include <doctest/doctest.h>

#include "report/words.hpp"
#include "sample.hpp"

using namespace sitbreak::report;
using namespace sitbreak::report::testing;

TEST_CASE("a run of marks has its colour once, and is plain at its end") {
    const std::vector marks{Mark::nothing, Mark::long_bout, Mark::long_bout, Mark::on_break, Mark::nothing};
    CHECK(drawn(marks, {80, false, true}) == " \x1b[33m##\x1b[0m\x1b[2m.\x1b[0m");
    CHECK(drawn(marks, {80, false, false}) == " ##.");
    CHECK(drawn(marks, {80, true, false}) == " ██·");
}

TEST_CASE("without UTF-8 every mark is ASCII, and another than the others") {
    std::string all;
    for (const auto mark : {Mark::nothing, Mark::long_bout, Mark::short_bout, Mark::on_break, Mark::unknown,
                            Mark::obeyed, Mark::not_obeyed}) {
        const auto one = glyph(mark, {80, false, false});
        REQUIRE(one.size() == 1);
        CHECK(static_cast<unsigned char>(one.front()) < 0x80);
        CHECK(all.find(one) == std::string::npos);
        all += one;
    }
}

TEST_CASE("lengths are rounded to what is shown of them") {
    CHECK(length_text(0ms) == "0 min");
    CHECK(length_text(1ms) == "under 1 min");
    CHECK(length_text(29min + 40s) == "30 min");
    CHECK(length_text(59min + 40s) == "1 h");
    CHECK(length_text(5h + 10min) == "5 h 10 min");
    CHECK(length_text(1163h) == "1163 h");
    CHECK(short_length_text(65min) == "1:05");
    CHECK(exact_length_text(100s) == "1 min 40 s");
    CHECK(exact_length_text(3min) == "3 min");
    CHECK(exact_length_text(0ms) == "0 s");
}

TEST_CASE("days have the names that calendars have") {
    CHECK(day_text(monday) == "Mon 23 Nov 2026");
    CHECK(day_text(day(2026, 3, 1)) == "Sun 1 Mar 2026");
    CHECK(short_day_text(day(2026, 3, 1)) == "Sun  1 Mar");
    CHECK(month_text(monday) == "Nov 2026");
    CHECK(date_text(day(2026, 3, 1)) == "2026-03-01");
    CHECK(clock_text(on(monday, 9h + 5min), an_hour_east) == "09:05");
}

TEST_CASE("lines are broken between words") {
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("unbreakable", 4) == std::vector<std::string>{"unbreakable"});
    CHECK(wrapped("", 4).empty());
}
