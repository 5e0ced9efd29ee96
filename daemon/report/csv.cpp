// The bouts for spreadsheets: docs/report.md.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>

#include "report/formats.hpp"
#include "sitting/text.hpp"

namespace sitbreak::report {

namespace {

/// There are tens of thousands of lines, so each is put together from digits: to read a format for each
/// number takes four times as long. With zeros in front up to so many digits; not of a negative number.
void add_number(std::string& text, std::int64_t number, std::size_t digits) {
    std::array<char, 20> buffer{};
    auto* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    const auto length = static_cast<std::size_t>(end - buffer.data());
    if (length < digits) text.append(digits - length, '0');
    text.append(buffer.data(), length);
}

/// "2026-11-26"
void add_date(std::string& text, Day day) {
    const std::chrono::year_month_day date{day};
    add_number(text, static_cast<int>(date.year()), 4);
    add_number(text += '-', static_cast<unsigned>(date.month()), 2);
    add_number(text += '-', static_cast<unsigned>(date.day()), 2);
}

/// "2026-11-26T14:32:07+01:00"
void add_time(std::string& text, Time time, std::chrono::minutes utc_offset) {
    const auto local = std::chrono::floor<std::chrono::seconds>(time + utc_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss of_day{local - day};
    add_date(text, Day{day.time_since_epoch()});
    add_number(text += 'T', of_day.hours().count(), 2);
    add_number(text += ':', of_day.minutes().count(), 2);
    add_number(text += ':', of_day.seconds().count(), 2);
    const auto offset = std::abs(utc_offset.count());
    add_number(text += utc_offset.count() < 0 ? '-' : '+', offset / 60, 2);
    add_number(text += ':', offset % 60, 2);
}

/// "1138.999"
void add_seconds(std::string& text, Length length) {
    add_number(text, length.count() / 1000, 1);
    add_number(text += '.', length.count() % 1000, 3);
}

}  // namespace

std::string csv(const Report& report) {
    std::string text = "day,begin,end,sitting_seconds,absent_seconds,ended\n";
    for (const auto& bout : report.records.bouts) {
        const auto sitting = sitting_in(bout);
        if (sitting == Length{}) continue;
        const auto& [begin, end, utc_offset] = bout.span;
        const auto next = std::ranges::upper_bound(report.days, begin, {}, &DayReport::begin);
        if (next == report.days.begin() || begin >= std::prev(next)->end) continue;
        add_date(text, std::prev(next)->day);
        add_time(text += ',', begin, utc_offset);
        add_time(text += ',', end, utc_offset);
        add_seconds(text += ',', sitting);
        add_seconds(text += ',', end - begin - sitting);
        text += ',';
        text += bout.how ? sitting::word_for(*bout.how) : "open";
        text += '\n';
    }
    return text;
}

}  // namespace sitbreak::report
