// The bouts for spreadsheets: docs/report.md.

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include <spdlog/fmt/fmt.h>

#include "report/formats.hpp"
#include "report/words.hpp"
#include "sitting/text.hpp"

namespace sitbreak::report {

namespace {

/// "2026-11-26T14:32:07+01:00"
std::string time_text(Time time, std::chrono::minutes utc_offset) {
    const auto local = std::chrono::floor<std::chrono::seconds>(time + utc_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss of_day{local - day};
    const auto offset = std::abs(utc_offset.count());
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", date_text(Day{day.time_since_epoch()}),
                       of_day.hours().count(), of_day.minutes().count(), of_day.seconds().count(),
                       utc_offset.count() < 0 ? '-' : '+', offset / 60, offset % 60);
}

std::string seconds_text(Length length) {
    return fmt::format("{}.{:03}", length.count() / 1000, length.count() % 1000);
}

}  // namespace

std::string csv(const Report& report) {
    std::string text = "day,begin,end,sitting_seconds,absent_seconds,ended\n";
    for (const auto& bout : report.records.bouts) {
        const auto& [begin, end, utc_offset] = bout.span;
        const auto next = std::ranges::upper_bound(report.days, begin, {}, &DayReport::begin);
        if (next == report.days.begin() || begin >= std::prev(next)->end) continue;
        const auto sitting = sitting_in(bout);
        text += fmt::format("{},{},{},{},{},{}\n", date_text(std::prev(next)->day),
                            time_text(begin, utc_offset), time_text(end, utc_offset), seconds_text(sitting),
                            seconds_text(end - begin - sitting),
                            bout.how ? sitting::word_for(*bout.how) : "open");
    }
    return text;
}

}  // namespace sitbreak::report
