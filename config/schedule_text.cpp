#include "config/schedule_text.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <utility>

#include "config/words.hpp"

namespace sitbreak::config {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t days_of_week = 7;
using DaySet = std::bitset<days_of_week>;

/// Any beginning of the name that has at least two letters is a day's name.
constexpr std::array<std::string_view, days_of_week> day_names = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, days_of_week> short_names = {"Mon", "Tue", "Wed", "Thu",
                                                                    "Fri", "Sat", "Sun"};

constexpr std::string_view example = "\"Mon-Fri 08:30-18:00\"";

/// When a day's window begins, and how long it is.
using TimeRange = std::pair<minutes, minutes>;

[[noreturn]] void refuse(const std::string& why) {
    throw std::invalid_argument(why);
}

/// What is before and after the first `separator`; none if there is none.
std::optional<std::pair<std::string_view, std::string_view>> split(std::string_view text, char separator) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    return std::pair{trimmed(text.substr(0, at)), trimmed(text.substr(at + 1))};
}

std::size_t parse_day(std::string_view text) {
    const std::string lower = lower_case(text);
    const auto found = std::ranges::find_if(
        day_names, [&lower](std::string_view name) { return lower.size() >= 2 && name.starts_with(lower); });
    if (found == day_names.end()) refuse("unknown day " + in_quotes(text) + ", expected " + "Mon to Sun");
    return static_cast<std::size_t>(found - day_names.begin());
}

void add_days(DaySet& set, std::string_view text) {
    const auto range = split(text, '-');
    const std::size_t first = parse_day(range ? range->first : text);
    const std::size_t last = range ? parse_day(range->second) : first;
    for (std::size_t day = first;; day = (day + 1) % days_of_week) {
        if (set[day]) refuse(std::string{short_names[day]} + " is there twice");
        set.set(day);
        if (day == last) return;
    }
}

DaySet parse_days(std::string_view text) {
    DaySet set;
    if (text.empty()) return set.set();
    while (const auto parts = split(text, ',')) {
        add_days(set, parts->first);
        text = parts->second;
    }
    add_days(set, text);
    return set;
}

/// One or two digits, as a number of at most `highest`.
std::optional<int> parse_part(std::string_view text, int highest) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || text.size() > 2 || text.front() == '-' || value > highest) return std::nullopt;
    return value;
}

minutes parse_time(std::string_view text) {
    if (const auto parts = split(text, ':'); parts && parts->second.size() == 2) {
        const auto hour = parse_part(parts->first, 24);
        const auto minute = parse_part(parts->second, 59);
        if (hour && minute && (*hour < 24 || *minute == 0))
            return std::chrono::hours{*hour} + minutes{*minute};
    }
    refuse(in_quotes(text) + " is no time of day, expected one from 00:00 to 24:00");
}

TimeRange parse_times(std::string_view text, std::string_view whole) {
    const auto range = split(text, '-');
    if (!range)
        refuse(in_quotes(whole) + " lacks a time range, expected something like " + std::string{example});
    const minutes begin = parse_time(range->first);
    const minutes end = parse_time(range->second);
    if (begin == days{1}) refuse(in_quotes(whole) + " begins at 24:00, write 00:00 and the next day");
    if (begin == end) refuse(in_quotes(whole) + " ends when it begins, write 00:00-24:00 for a whole day");
    return {begin, end > begin ? end - begin : end - begin + days{1}};
}

std::string format_time(minutes time) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(time / std::chrono::hours{1}),
                  static_cast<int>(time.count() % 60));
    return text.data();
}

std::string format_range(const TimeRange& range) {
    const auto [begin, length] = range;
    const minutes end = begin + length;
    return format_time(begin) + '-' + format_time(end > days{1} ? end - days{1} : end);
}

/// The days as runs, which may wrap: "Mon-Fri", "Sat,Sun", "Fri-Mon"; nothing for every day.
std::string format_days(const DaySet& set) {
    if (set.all()) return {};
    std::string result;
    for (std::size_t first = 0; first < days_of_week; ++first) {
        const bool begins = set[first] && !set[(first + days_of_week - 1) % days_of_week];
        if (!begins) continue;
        std::size_t length = 1;
        while (set[(first + length) % days_of_week])
            ++length;
        const std::string_view last = short_names[(first + length - 1) % days_of_week];
        if (!result.empty()) result += ',';
        result += short_names[first];
        if (length > 1) result.append(length == 2 ? "," : "-").append(last);
    }
    return result + ' ';
}

}  // namespace

std::vector<WeekWindow> parse_week_windows(std::string_view text) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) refuse("empty, expected something like " + std::string{example});
    const std::size_t times = whole.find_first_of("0123456789");
    if (times == std::string_view::npos)
        refuse(in_quotes(whole) + " lacks a time range, expected something like " + std::string{example});
    const DaySet on = parse_days(trimmed(whole.substr(0, times)));
    const auto [time, length] = parse_times(whole.substr(times), whole);
    std::vector<WeekWindow> windows;
    for (std::size_t day = 0; day < days_of_week; ++day) {
        const minutes begin = days{day} + time;
        if (on[day]) windows.push_back({begin, begin + length});
    }
    return windows;
}

std::vector<std::string> format_week_windows(const std::vector<WeekWindow>& windows) {
    std::map<TimeRange, DaySet> by_time;
    for (const WeekWindow& window : windows)
        by_time[{window.begin % days{1}, window.end - window.begin}].set(
            static_cast<std::size_t>(window.begin / days{1}));
    std::vector<std::string> texts;
    texts.reserve(by_time.size());
    for (const auto& [range, on] : by_time)
        texts.push_back(format_days(on) + format_range(range));
    return texts;
}

}  // namespace sitbreak::config
