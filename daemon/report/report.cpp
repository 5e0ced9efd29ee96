#include "report/report.hpp"

#include <algorithm>

namespace sitbreak::report {

namespace {

std::pair<Length, Length> break_lengths(const Records& records, Time from, Time to, Length usual) {
    std::optional<std::pair<Length, Length>> result;
    for (const auto& bout : records.bouts) {
        if (!bout.how || bout.span.end <= from || bout.span.begin >= to) continue;
        if (!result) result = {bout.break_length, bout.break_length};
        result = {std::min(result->first, bout.break_length), std::max(result->second, bout.break_length)};
    }
    return result.value_or(std::pair{usual, usual});
}

}  // namespace

const Bout* Report::open_bout() const {
    // It is the last one, but for those that a clock recorded that was set back.
    const auto open = std::find_if(records.bouts.rbegin(), records.bouts.rend(),
                                   [](const Bout& bout) { return !bout.how; });
    if (open == records.bouts.rend()) return nullptr;
    const bool is_in_these_days = open->span.end > days.front().begin && open->span.begin < days.back().end;
    return is_in_these_days ? &*open : nullptr;
}

Report report_on(Day first, Day last, std::optional<Records> records, Setting setting) {
    Report report;
    report.has_history = records.has_value();
    report.records = std::move(records).value_or(Records{});
    report.setting = std::move(setting);
    const auto times = boundaries(first, last, report.records, report.setting.zone);
    const auto samples = samples_of(report.records, times);
    Sample total;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        report.days.push_back(
            {first + std::chrono::days{static_cast<int>(i)}, times[i], times[i + 1], metrics_of(samples[i])});
        total += samples[i];
    }
    report.total = metrics_of(std::move(total));
    report.break_lengths =
        break_lengths(report.records, times.front(), times.back(), report.setting.break_length);
    return report;
}

}  // namespace sitbreak::report
