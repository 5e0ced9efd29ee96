#include "command/times.hpp"

#include <array>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <stdexcept>
#include <vector>

#include <spdlog/fmt/fmt.h>

#include "config/date.hpp"
#include "config/words.hpp"

namespace sitbreak::command {

namespace {

using std::chrono::ceil;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int days_a_week = 7;
constexpr std::array<std::string_view, days_a_week> day_names{"sun", "mon", "tue", "wed",
                                                              "thu", "fri", "sat"};
constexpr std::array<std::string_view, days_a_week> whole_day_names{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// In the time zone that is in force at this moment.
std::tm local(Time when) {
    tzset();
    const std::time_t since_epoch = when.time_since_epoch().count();
    std::tm result{};
    localtime_r(&since_epoch, &result);
    return result;
}

/// Fields out of their range run over into the next, as a day 32 does. In an hour that the clocks leave out
/// or go through twice, one of the instants that are meant.
Time instant(std::tm wall) {
    wall.tm_isdst = -1;
    return Time{seconds{std::mktime(&wall)}};
}

std::chrono::sys_days date_of(const std::tm& wall) {
    return std::chrono::year{wall.tm_year + 1900} /
           std::chrono::month{static_cast<unsigned>(wall.tm_mon + 1)} /
           std::chrono::day{static_cast<unsigned>(wall.tm_mday)};
}

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
};

/// All of `text` as a number of that many digits; none if it is none.
std::optional<int> number(std::string_view text, std::size_t fewest, std::size_t most) {
    if (text.size() < fewest || text.size() > most) return std::nullopt;
    int result = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        result = result * 10 + (c - '0');
    }
    return result;
}

/// "9:00", "14:30", "24:00".
std::optional<TimeOfDay> time_of_day(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto hour = number(text.substr(0, colon), 1, 2);
    const auto minute = number(text.substr(colon + 1), 2, 2);
    if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
    return TimeOfDay{*hour, *minute};
}

std::optional<int> week_day(std::string_view text) {
    for (int day = 0; day < days_a_week; ++day) {
        const auto at = static_cast<std::size_t>(day);
        if (text == day_names.at(at) || text == whole_day_names.at(at)) return day;
    }
    return std::nullopt;
}

std::tm at(std::tm day, const TimeOfDay& time) {
    day.tm_hour = time.hour;
    day.tm_min = time.minute;
    day.tm_sec = 0;
    return day;
}

std::tm later(std::tm day, int days_later) {
    day.tm_mday += days_later;
    return day;
}

/// The first one after `now`, which comes again each `period` days.
Time next(const std::tm& first, int period, Time now) {
    const Time result = instant(first);
    return result > now ? result : instant(later(first, period));
}

[[noreturn]] void refuse(std::string_view text) {
    throw std::invalid_argument(config::in_quotes(text) +
                                " is no time, expected one such as \"14:00\", \"tomorrow\", \"Mon 09:00\" or "
                                "\"2026-12-24\"");
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!(text = config::trimmed(text)).empty()) {
        const auto word = text.substr(0, text.find(' '));
        words.push_back(config::lower_case(word));
        text.remove_prefix(word.size());
    }
    return words;
}

Time on_day(std::string_view day, const TimeOfDay& time, std::string_view text, Time now) {
    const std::tm today = local(now);
    if (day == "today") {
        const Time result = instant(at(today, time));
        if (result <= now) throw std::invalid_argument(config::in_quotes(text) + " has passed");
        return result;
    }
    if (day == "tomorrow") return instant(at(later(today, 1), time));
    if (const auto named = week_day(day)) {
        const int ahead = (*named - today.tm_wday + days_a_week) % days_a_week;
        return next(at(later(today, ahead), time), days_a_week, now);
    }
    const auto chosen = config::parse_date(day);
    if (!chosen) refuse(text);
    const std::chrono::year_month_day date{*chosen};
    std::tm wall{};
    wall.tm_year = static_cast<int>(date.year()) - 1900;
    wall.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    wall.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    const Time result = instant(at(wall, time));
    if (result <= now) throw std::invalid_argument(config::in_quotes(text) + " has passed");
    return result;
}

}  // namespace

Time now() {
    return floor<seconds>(std::chrono::system_clock::now());
}

std::chrono::local_days day_of(Time when) {
    return std::chrono::local_days{date_of(local(when)).time_since_epoch()};
}

std::string clock_text(Time when, Time now) {
    const std::tm wall = local(when);
    std::string time = fmt::format("{:02}:{:02}", wall.tm_hour, wall.tm_min);
    const auto ahead = date_of(wall) - date_of(local(now));
    if (ahead == days{0}) return time;
    if (ahead > days{0} && ahead < days{days_a_week}) {
        std::string day{day_names.at(static_cast<std::size_t>(wall.tm_wday))};
        day.front() = static_cast<char>(day.front() - 'a' + 'A');
        return day + " " + time;
    }
    return fmt::format("{}-{:02}-{:02} {}", wall.tm_year + 1900, wall.tm_mon + 1, wall.tm_mday, time);
}

std::string length_text(seconds length) {
    if (length < minutes{1}) return "under 1 min";
    const auto whole_days = floor<days>(length);
    const auto whole_hours = floor<hours>(length - whole_days);
    const auto rest = floor<minutes>(length - whole_days - whole_hours);
    const auto pair = [](auto large, const char* unit, auto small, const char* small_unit) {
        return fmt::format("{} {}", large.count(), unit) +
               (small.count() == 0 ? "" : fmt::format(" {} {}", small.count(), small_unit));
    };
    if (whole_days > days{0}) return pair(whole_days, "d", whole_hours, "h");
    if (whole_hours > hours{0}) return pair(whole_hours, "h", rest, "min");
    return fmt::format("{} min", rest.count());
}

std::string rest_text(seconds rest) {
    return length_text(ceil<minutes>(rest));
}

std::string countdown_text(seconds length) {
    const auto h = floor<hours>(length);
    const auto min = floor<minutes>(length - h);
    const auto s = length - h - min;
    if (h > hours{0}) return fmt::format("{}:{:02}:{:02}", h.count(), min.count(), s.count());
    return fmt::format("{}:{:02}", min.count(), s.count());
}

Time parse_until(std::string_view text, Time now) {
    const auto words = words_of(text);
    if (words.empty() || words.size() > 2) refuse(text);
    if (words.size() == 1)
        if (const auto time = time_of_day(words.front())) return next(at(local(now), *time), 1, now);
    const auto time = words.size() == 2 ? time_of_day(words.back()) : TimeOfDay{};
    if (!time) refuse(text);
    return on_day(words.front(), *time, text, now);
}

std::chrono::local_days parse_day(std::string_view text, Time now) {
    const auto today = day_of(now);
    const auto word = config::lower_case(config::trimmed(text));
    if (word == "today") return today;
    if (word == "yesterday") return today - days{1};
    const auto day = config::parse_date(word);
    if (!day)
        throw std::invalid_argument(
            config::in_quotes(text) +
            " is no date, expected one such as \"2026-12-24\", \"today\" or \"yesterday\"");
    return *day;
}

}  // namespace sitbreak::command
