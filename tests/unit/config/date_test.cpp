#include "config/date.hpp"

#include <doctest/doctest.h>

using sitbreak::config::parse_date;
using namespace std::chrono;

TEST_CASE("a date is a year, a month and a day that there is") {
    CHECK(parse_date("2026-12-24") == local_days{2026y / 12 / 24});
    CHECK(parse_date("2028-02-29") == local_days{2028y / 2 / 29});
    CHECK(parse_date("0001-01-01") == local_days{1y / 1 / 1});
    for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01",
                             "2026-1-1", "2026-12-24 ", "2026/12/24", "20261224", "+026-12-24", "2026-12-2x"})
        CHECK_MESSAGE(parse_date(text) == std::nullopt, text);
}
