#include "archive/time_text.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "config/words.hpp"

namespace sitbreak::archive {

namespace {

using namespace std::chrono;

constexpr std::string_view shape = "0000-00-00T00:00:00";

std::invalid_argument bad(std::string_view text) {
    return std::invalid_argument{config::in_quotes(text) +
                                 " is no time, expected one such as \"2026-11-26T09:00:00.000+01:00\""};
}

/// As many digits as the text has.
int number(std::string_view digits) {
    int result = 0;
    for (const char digit : digits)
        result = result * 10 + (digit - '0');
    return result;
}

/// Digits where the shape has them, and its other characters.
bool has_shape(std::string_view text, std::string_view of) {
    const auto fits = [](char a, char b) { return b == '0' ? a >= '0' && a <= '9' : a == b; };
    return std::ranges::equal(text, of, fits);
}

minutes parse_offset(std::string_view text, std::string_view whole) {
    if (text == "Z") return minutes{0};
    const bool is_west = has_shape(text, "-00:00");
    if (!is_west && !has_shape(text, "+00:00")) throw bad(whole);
    const int hour = number(text.substr(1, 2));
    const int minute = number(text.substr(4, 2));
    if (hour > 23 || minute > 59) throw bad(whole);
    const minutes offset = hours{hour} + minutes{minute};
    return is_west ? -offset : offset;
}

}  // namespace

std::string to_text(Time time, minutes utc_offset) {
    const auto wall = time + utc_offset;
    const auto day = floor<days>(wall);
    const year_month_day date{day};
    const hh_mm_ss clock{wall - day};
    const hh_mm_ss offset{utc_offset};
    char text[64];
    (void)std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03d%c%02d:%02d",
                        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                        static_cast<int>(clock.subseconds().count()), offset.is_negative() ? '-' : '+',
                        static_cast<int>(offset.hours().count()), static_cast<int>(offset.minutes().count()));
    return text;
}

std::pair<Time, minutes> parse_time(std::string_view text) {
    const auto whole = text;
    if (text.size() <= shape.size() || !has_shape(text.substr(0, shape.size()), shape)) throw bad(whole);
    const auto part = [&](std::size_t at, std::size_t length) { return number(text.substr(at, length)); };
    const year_month_day date{year{part(0, 4)}, month{static_cast<unsigned>(part(5, 2))},
                              day{static_cast<unsigned>(part(8, 2))}};
    const int hour = part(11, 2);
    const int minute = part(14, 2);
    const int second = part(17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) throw bad(whole);
    text.remove_prefix(shape.size());
    milliseconds fraction{0};
    if (text.starts_with('.')) {
        if (text.size() < 4 || !has_shape(text.substr(0, 4), ".000")) throw bad(whole);
        fraction = milliseconds{number(text.substr(1, 3))};
        text.remove_prefix(4);
    }
    const auto offset = parse_offset(text, whole);
    return {Time{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} + fraction - offset,
            offset};
}

}  // namespace sitbreak::archive
