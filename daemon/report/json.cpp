// The report for programs: docs/json.md.

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// "3600.0", "600.001", "-0.5": to the millisecond, which is exact.
std::string seconds_text(Length length) {
    const auto count = std::abs(length.count());
    auto text = (length < Length{} ? "-" : "") + std::to_string(count / 1000);
    auto thousandths = std::to_string(1000 + count % 1000);
    thousandths.front() = '.';
    while (thousandths.size() > 2 && thousandths.back() == '0')
        thousandths.pop_back();
    return text += thousandths;
}

/// An object as text, member by member. Days are thousands of members: built as values first, they take three
/// times as long. Keys and words have nothing in them that would have to be escaped.
class Object {
 public:
    Object& add(std::string_view key, Length length) { return add_text(key, seconds_text(length)); }
    Object& add(std::string_view key, Time time) { return add(key, time.time_since_epoch()); }
    Object& add(std::string_view key, std::size_t count) { return add_text(key, std::to_string(count)); }
    Object& add(std::string_view key, double value) { return add_text(key, nlohmann::json(value).dump()); }
    Object& add(std::string_view key, Day day) { return add_text(key, '"' + date_text(day) + '"'); }
    Object& add(std::string_view key, const Object& object) { return add_text(key, object.text()); }
    template <typename Value>
    Object& add(std::string_view key, const std::optional<Value>& value) {
        return value ? add(key, *value) : add_text(key, "null");
    }

    /// The value is JSON.
    Object& add_text(std::string_view key, std::string_view value) {
        if (!members_.empty()) members_ += ',';
        members_.append(1, '"').append(key).append("\":").append(value);
        return *this;
    }

    std::string text() const { return '{' + members_ + '}'; }

 private:
    std::string members_;
};

void add_numbers(Object& object, const Metrics& metrics) {
    object.add("sitting_seconds", metrics.sitting)
        .add("sitting_in_bouts_seconds", Object{}
                                             .add("under_15_min", metrics.bands[0])
                                             .add("15_to_30_min", metrics.bands[1])
                                             .add("30_min_or_longer", metrics.bands[2]))
        .add("prolonged_share", metrics.prolonged_share)
        .add("bouts", metrics.bouts)
        .add("prolonged_bouts", metrics.prolonged_bouts)
        .add("longest_bout_seconds", metrics.longest)
        .add("mean_bout_seconds", metrics.mean)
        .add("median_bout_seconds", metrics.median)
        .add("usual_bout_seconds", metrics.usual)
        .add("alpha", metrics.alpha)
        .add("gini", metrics.gini)
        .add("breaks", metrics.breaks)
        .add("breaks_per_hour", metrics.breaks_per_hour)
        .add("reminders", metrics.reminders)
        .add("reminders_apart", metrics.reminders_apart)
        .add("reminders_followed", metrics.obeyed)
        .add("median_delay_seconds", metrics.median_delay)
        .add("paused_seconds", metrics.paused)
        .add("held_seconds", metrics.held)
        .add("unknown_seconds", metrics.unknown);
}

std::optional<Object> open_bout(const Bout* open) {
    if (open == nullptr) return std::nullopt;
    return Object{}
        .add("begin", open->span.begin)
        .add("known_until", open->span.end)
        .add("sitting_seconds", sitting_in(*open));
}

std::string days(const Report& report) {
    std::string text;
    for (const auto& day : report.days) {
        Object one;
        one.add("date", day.day).add("begin", day.begin).add("end", day.end);
        add_numbers(one, day.metrics);
        text += (text.empty() ? "" : ",") + one.text();
    }
    return '[' + text + ']';
}

}  // namespace

std::string json(const Report& report) {
    Object total;
    add_numbers(total, report.total);
    const auto& [shortest, longest] = report.break_lengths;
    return Object{}
               .add("schema", std::size_t{1})
               .add("time", report.setting.now)
               .add("from", report.days.front().day)
               .add("to", report.days.back().day)
               .add_text("history_enabled", report.setting.is_enabled ? "true" : "false")
               .add("history_since", report.records.since)
               .add("break_length_seconds", Object{}.add("shortest", shortest).add("longest", longest))
               .add("open_bout", open_bout(report.open_bout()))
               .add("total", total)
               .add_text("days", days(report))
               .text() +
           '\n';
}

}  // namespace sitbreak::report
