#include "command/times.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "sample.hpp"

using namespace sitbreak::command;
using namespace sitbreak::command::testing;

TEST_CASE("an instant has its day when that is not today") {
    const TimeZone central_europe;
    struct Case {
        Time when;
        std::string_view text;
    };
    const std::vector<Case> cases = {
        {afternoon, "14:25"},
        {afternoon + 9h + 34min + 59s, "23:59"},
        {afternoon + 9h + 35min, "Thu 00:00"},
        {afternoon + 6 * 24h, "Tue 14:25"},
        {afternoon + 7 * 24h, "2026-12-02 14:25"},
        {afternoon - 14h, "00:25"},
        {afternoon - 15h, "2026-11-24 23:25"},
        {afternoon + 366 * 24h, "2027-11-26 14:25"},
    };
    for (const Case& c : cases)
        CHECK(clock_text(c.when, afternoon) == c.text);
}

TEST_CASE("lengths") {
    struct Case {
        std::chrono::seconds length;
        std::string_view text;
        std::string_view rest;
        std::string_view countdown;
    };
    const std::vector<Case> cases = {
        {0s, "under 1 min", "under 1 min", "0:00"},
        {59s, "under 1 min", "1 min", "0:59"},
        {60s, "1 min", "1 min", "1:00"},
        {61s, "1 min", "2 min", "1:01"},
        {23min + 59s, "23 min", "24 min", "23:59"},
        {1h, "1 h", "1 h", "1:00:00"},
        {65min, "1 h 5 min", "1 h 5 min", "1:05:00"},
        {24h, "1 d", "1 d", "24:00:00"},
        {51h + 3min + 4s, "2 d 3 h", "2 d 3 h", "51:03:04"},
    };
    for (const Case& c : cases) {
        CHECK(length_text(c.length) == c.text);
        CHECK(rest_text(c.length) == c.rest);
        CHECK(countdown_text(c.length) == c.countdown);
    }
}

TEST_CASE("until when, as people say it") {
    const TimeZone central_europe;
    struct Case {
        std::string_view text;
        Time meant;
    };
    const std::vector<Case> cases = {
        {"14:26", afternoon + 1min},
        {"14:25", afternoon + 24h},
        {"9:00", utc(2026, 11, 26, 8h)},
        {"00:00", utc(2026, 11, 25, 23h)},
        {"24:00", utc(2026, 11, 25, 23h)},
        {"tomorrow", utc(2026, 11, 25, 23h)},
        {" Tomorrow  8:30 ", utc(2026, 11, 26, 7h + 30min)},
        {"today 18:00", utc(2026, 11, 25, 17h)},
        {"Mon", utc(2026, 11, 29, 23h)},
        {"mon 09:00", utc(2026, 11, 30, 8h)},
        {"Monday 09:00", utc(2026, 11, 30, 8h)},
        {"Wed", utc(2026, 12, 1, 23h)},
        {"Wed 14:26", afternoon + 1min},
        {"Wed 14:25", afternoon + 7 * 24h},
        {"2026-12-24", utc(2026, 12, 23, 23h)},
        {"2027-07-01 12:00", utc(2027, 7, 1, 10h)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(parse_until(c.text, afternoon) == c.meant);
    }
}

TEST_CASE("a day on which the clocks change has another length") {
    const TimeZone central_europe;
    // Saturday 18:00, the clocks go forward in the night.
    CHECK(parse_until("14:00", utc(2027, 3, 27, 17h)) == utc(2027, 3, 28, 12h));
    CHECK(parse_until("tomorrow", utc(2027, 3, 28, 12h)) == utc(2027, 3, 28, 22h));
    // Saturday 18:00, the clocks go back in the night.
    CHECK(parse_until("14:00", utc(2026, 10, 24, 16h)) == utc(2026, 10, 25, 13h));
    CHECK(parse_until("tomorrow", utc(2026, 10, 25, 12h)) == utc(2026, 10, 25, 23h));
    // 02:30 is left out; what is near to it will do, but it lies ahead.
    const Time before = utc(2027, 3, 28, 30min);
    CHECK(parse_until("2:30", before) > before);
    CHECK(parse_until("2:30", before) <= utc(2027, 3, 28, 1h + 30min));
    // 02:30 comes twice.
    const Time between = utc(2026, 10, 25, 0h + 45min);
    CHECK(parse_until("2:30", between) > between);
}

TEST_CASE("what is no time is refused with the reason") {
    const TimeZone central_europe;
    const std::string expected =
        R"( is no time, expected one such as "14:00", "tomorrow", "Mon 09:00" or "2026-12-24")";
    const auto refusal = [](std::string_view text) -> std::string {
        try {
            parse_until(text, afternoon);
            return "read";
        } catch (const std::invalid_argument& reason) {
            return reason.what();
        }
    };
    for (const std::string text : {"", "14", "14:0", "14:60", "24:01", "99:99", "14:000", "-1:00", "noon",
                                   "Mo", "Mon Tue", "14:00 Mon", "Mon 14:00 sharp", "2026-13-01",
                                   "2026-02-29", "2026-1-1", "26-12-24", "2026-12-24T10:00"})
        CHECK(refusal(text) == '"' + text + '"' + expected);
    CHECK(refusal("2026-11-25") == R"("2026-11-25" has passed)");
    CHECK(refusal("today 14:00") == R"("today 14:00" has passed)");
    CHECK(refusal("today") == R"("today" has passed)");
}
