#include "config/date.hpp"

#include <algorithm>

namespace sitbreak::config {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

unsigned number(std::string_view digits) {
    unsigned result = 0;
    for (const char c : digits)
        result = result * 10 + static_cast<unsigned>(c - '0');
    return result;
}

}  // namespace

std::optional<std::chrono::local_days> parse_date(std::string_view text) {
    constexpr std::string_view shape = "dddd-dd-dd";
    const bool has_shape = std::ranges::equal(
        text, shape, [](char c, char like) { return like == 'd' ? is_digit(c) : c == like; });
    if (!has_shape) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(number(text.substr(0, 4)))},
                                           std::chrono::month{number(text.substr(5, 2))},
                                           std::chrono::day{number(text.substr(8, 2))}};
    if (!date.ok() || date.year() < std::chrono::year{1}) return std::nullopt;
    return std::chrono::local_days{date};
}

}  // namespace sitbreak::config
