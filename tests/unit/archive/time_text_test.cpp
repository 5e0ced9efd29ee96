#include "archive/time_text.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace sitbreak::archive;
using namespace std::chrono_literals;

namespace {

constexpr Time day{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}};

}  // namespace

TEST_CASE("times are written with their offset, and read again") {
    CHECK(to_text(day + 8h + 250ms, 60min) == "2026-11-26T09:00:00.250+01:00");
    CHECK(to_text(day + 23h, -(3h + 30min)) == "2026-11-26T19:30:00.000-03:30");
    CHECK(to_text(day, 0min) == "2026-11-26T00:00:00.000+00:00");
    for (const auto offset : {0min, 60min, 345min, -210min, -720min, 840min})
        for (const auto time : {day, day + 1ms, day + 23h + 59min + 59s + 999ms, Time{}, Time{-1ms}})
            CHECK(parse_time(to_text(time, offset)) == std::pair{time, offset});
}

TEST_CASE("times are read as others write them") {
    CHECK(parse_time("2026-11-26T00:00:00Z") == std::pair{day, 0min});
    CHECK(parse_time("2026-11-26T01:00:00+01:00") == std::pair{day, 60min});
}

TEST_CASE("what is no time is refused") {
    for (const auto* text :
         {"", "2026", "2026-11-26", "2026-11-26T09:00:00", "2026-11-26 09:00:00Z", "2026-13-26T09:00:00Z",
          "2026-02-29T09:00:00Z", "2026-11-26T24:00:00Z", "2026-11-26T09:60:00Z", "2026-11-26T09:00:60Z",
          "2026-11-26T09:00:00.5Z", "2026-11-26T09:00:00.1234Z", "2026-11-26T09:00:00+1:00",
          "2026-11-26T09:00:00+24:00", "2026-11-26T09:00:00+01:60", "2026-11-26T09:00:00Zulu",
          "+026-11-26T09:00:00Z"})
        CHECK_THROWS_AS(parse_time(text), std::invalid_argument);
}
