#include "config/duration.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>

#include "config/words.hpp"

namespace sitbreak::config {

namespace {

struct Unit {
    std::int64_t seconds = 0;
    /// The first is the one that is written.
    std::array<std::string_view, 5> names;
};

/// The largest first.
constexpr std::array units = {
    Unit{31'536'000, {"y", "year", "years"}},
    Unit{604'800, {"w", "week", "weeks"}},
    Unit{86400, {"d", "day", "days"}},
    Unit{3600, {"h", "hr", "hrs", "hour", "hours"}},
    Unit{60, {"min", "m", "mins", "minute", "minutes"}},
    Unit{1, {"s", "sec", "secs", "second", "seconds"}},
};

using UnitAt = decltype(units)::const_iterator;

constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::max();

[[noreturn]] void refuse(const std::string& why) {
    throw std::invalid_argument(why);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes the characters at the front for which `belongs` holds.
std::string_view take(std::string_view& text, bool (*belongs)(char)) {
    const auto end = std::ranges::find_if_not(text, belongs);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

void skip_spaces(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

std::int64_t to_number(std::string_view digits, std::string_view whole) {
    std::int64_t number = 0;
    for (const char digit : digits) {
        const std::int64_t value = digit - '0';
        if (number > (longest - value) / 10) refuse(in_quotes(whole) + " is too long");
        number = number * 10 + value;
    }
    return number;
}

UnitAt unit_named(std::string_view name, std::string_view number, std::string_view whole) {
    if (name.empty()) {
        const std::string digits{number.substr(0, 20)};
        refuse(digits + " of what? Write \"" + digits + "min\" or \"" + digits + "s\"");
    }
    const std::string lower = lower_case(name);
    const auto found = std::ranges::find_if(units, [&lower](const Unit& unit) {
        return std::ranges::find(unit.names, lower) != unit.names.end();
    });
    if (found == units.end())
        refuse("unknown unit " + in_quotes(name) + " in " + in_quotes(whole) +
               ", expected s, min, h, d, w or y");
    return found;
}

/// Refuses what is no number, saying what it may have been meant to be.
void refuse_no_number(std::string_view rest, std::string_view whole) {
    if (!rest.empty() && is_digit(rest.front())) return;
    if (rest.starts_with('-')) refuse(in_quotes(whole) + " is negative, which a duration cannot be");
    refuse(in_quotes(whole) + " is no duration, expected one such as \"30min\", \"1h 15min\" or \"90s\"");
}

void refuse_fraction(std::string_view rest, std::string_view whole) {
    if (rest.starts_with('.') || rest.starts_with(','))
        refuse(in_quotes(whole) + " has a fraction, write whole numbers such as \"1h 30min\"");
}

}  // namespace

std::chrono::seconds parse_duration(std::string_view text) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) refuse("empty, expected a duration such as \"30min\"");
    std::int64_t sum = 0;
    auto allowed = units.begin();
    for (std::string_view rest = whole; !rest.empty(); skip_spaces(rest)) {
        refuse_no_number(rest, whole);
        const std::string_view digits = take(rest, is_digit);
        refuse_fraction(rest, whole);
        skip_spaces(rest);
        const auto unit = unit_named(take(rest, is_letter), digits, whole);
        if (unit < allowed) refuse(in_quotes(whole) + " must name each unit once, the largest first");
        allowed = unit + 1;
        const std::int64_t number = to_number(digits, whole);
        if (number > (longest - sum) / unit->seconds) refuse(in_quotes(whole) + " is too long");
        sum += number * unit->seconds;
    }
    return std::chrono::seconds{sum};
}

std::string format_duration(std::chrono::seconds duration) {
    std::string result;
    std::int64_t rest = duration.count();
    for (const Unit& unit : units) {
        if (rest < unit.seconds) continue;
        if (!result.empty()) result += ' ';
        result += std::to_string(rest / unit.seconds);
        result += unit.names.front();
        rest %= unit.seconds;
    }
    return result.empty() ? "0s" : result;
}

}  // namespace sitbreak::config
