#include "report/words.hpp"

#include <array>
#include <cmath>

#include <spdlog/fmt/fmt.h>

namespace sitbreak::report {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::round;
using std::chrono::seconds;

constexpr std::array day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char* day_name(Day day) {
    return day_names.at(std::chrono::weekday{day}.c_encoding());
}

const char* month_name(const std::chrono::year_month_day& date) {
    return month_names.at(static_cast<unsigned>(date.month()) - 1);
}

}  // namespace

std::string length_text(Length length) {
    const auto whole = round<minutes>(length);
    if (whole == minutes{0}) return length == Length{} ? "0 min" : "under 1 min";
    const auto h = std::chrono::floor<hours>(whole);
    const auto rest = whole - h;
    if (h == hours{0}) return fmt::format("{} min", rest.count());
    return fmt::format("{} h", h.count()) + (rest == minutes{0} ? "" : fmt::format(" {} min", rest.count()));
}

std::string short_length_text(Length length) {
    const auto whole = round<minutes>(length).count();
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string exact_length_text(Length length) {
    const auto whole = round<seconds>(length);
    const auto min = std::chrono::floor<minutes>(whole);
    const auto rest = whole - min;
    if (min == minutes{0}) return fmt::format("{} s", rest.count());
    return fmt::format("{} min", min.count()) +
           (rest == seconds{0} ? "" : fmt::format(" {} s", rest.count()));
}

std::string percent_text(double share) {
    return fmt::format("{} %", std::lround(share * 100));
}

std::string count_text(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string day_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {} {} {}", day_name(day), static_cast<unsigned>(date.day()), month_name(date),
                       static_cast<int>(date.year()));
}

std::string short_day_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {:2} {}", day_name(day), static_cast<unsigned>(date.day()), month_name(date));
}

std::string month_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {}", month_name(date), static_cast<int>(date.year()));
}

std::string date_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string clock_text(Time time, std::chrono::minutes utc_offset) {
    const auto local = time + utc_offset;
    const auto of_day = std::chrono::floor<minutes>(local - std::chrono::floor<std::chrono::days>(local));
    return fmt::format("{:02}:{:02}", of_day.count() / 60, of_day.count() % 60);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        if (!line.empty() && line.size() + 1 + word.size() > columns)
            lines.push_back(std::exchange(line, {}));
        line.append(line.empty() ? "" : " ").append(word);
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

}  // namespace sitbreak::report
