// The report for programs: docs/json.md.

#include <chrono>
#include <optional>

#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

using Json = nlohmann::ordered_json;

double seconds_in(Length length) {
    return std::chrono::duration<double>{length}.count();
}

Json seconds_in(const std::optional<Length>& length) {
    return length ? Json(seconds_in(*length)) : Json(nullptr);
}

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

double since_epoch(Time time) {
    return seconds_in(time.time_since_epoch());
}

Json numbers(const Metrics& metrics) {
    return {
        {"sitting_seconds", seconds_in(metrics.sitting)},
        {"sitting_in_bouts_seconds",
         {{"under_15_min", seconds_in(metrics.bands[0])},
          {"15_to_30_min", seconds_in(metrics.bands[1])},
          {"30_min_or_longer", seconds_in(metrics.bands[2])}}},
        {"prolonged_share", number(metrics.prolonged_share)},
        {"bouts", metrics.bouts},
        {"prolonged_bouts", metrics.prolonged_bouts},
        {"longest_bout_seconds", seconds_in(metrics.longest)},
        {"mean_bout_seconds", seconds_in(metrics.mean)},
        {"median_bout_seconds", seconds_in(metrics.median)},
        {"usual_bout_seconds", seconds_in(metrics.usual)},
        {"alpha", number(metrics.alpha)},
        {"gini", number(metrics.gini)},
        {"breaks", metrics.breaks},
        {"breaks_per_hour", number(metrics.breaks_per_hour)},
        {"reminders", metrics.reminders},
        {"reminders_apart", metrics.reminders_apart},
        {"reminders_followed", metrics.obeyed},
        {"median_delay_seconds", seconds_in(metrics.median_delay)},
        {"paused_seconds", seconds_in(metrics.paused)},
        {"held_seconds", seconds_in(metrics.held)},
        {"unknown_seconds", seconds_in(metrics.unknown)},
    };
}

Json open_bout(const Bout* open) {
    if (open == nullptr) return nullptr;
    return {{"begin", since_epoch(open->span.begin)},
            {"known_until", since_epoch(open->span.end)},
            {"sitting_seconds", seconds_in(sitting_in(*open))}};
}

}  // namespace

std::string json(const Report& report) {
    Json days = Json::array();
    for (const auto& day : report.days) {
        Json one{
            {"date", date_text(day.day)}, {"begin", since_epoch(day.begin)}, {"end", since_epoch(day.end)}};
        one.update(numbers(day.metrics));
        days.push_back(std::move(one));
    }
    const Json all{
        {"schema", 1},
        {"time", since_epoch(report.setting.now)},
        {"from", date_text(report.days.front().day)},
        {"to", date_text(report.days.back().day)},
        {"history_enabled", report.setting.is_enabled},
        {"history_since", report.records.since ? Json(since_epoch(*report.records.since)) : Json(nullptr)},
        {"break_length_seconds",
         {{"shortest", seconds_in(report.break_lengths.first)},
          {"longest", seconds_in(report.break_lengths.second)}}},
        {"open_bout", open_bout(report.open_bout())},
        {"total", numbers(report.total)},
        {"days", std::move(days)},
    };
    return all.dump() + '\n';
}

}  // namespace sitbreak::report
