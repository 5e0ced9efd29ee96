#include "report/distribution.hpp"

#include <algorithm>
#include <iterator>

#include "report/hours.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::minutes;

std::vector<LengthClass> empty_classes() {
    std::vector<LengthClass> classes;
    const auto add = [&](minutes from, minutes to) { classes.push_back({from, to, 0, {}}); };
    for (minutes from{0}; from < minutes{60}; from += minutes{5})
        add(from, from + minutes{5});
    add(minutes{60}, minutes{90});
    add(minutes{90}, minutes{120});
    classes.push_back({minutes{120}, std::nullopt, 0, {}});
    return classes;
}

bool is_recorded(const Hour& hour, const Report& report) {
    const auto& since = report.records.since;
    return since && hour.end > *since && hour.begin < report.setting.now;
}

}  // namespace

std::vector<LengthClass> distribution_of(const Report& report) {
    auto classes = empty_classes();
    // A class at a time, so that what is in the days is found as it is for the numbers.
    std::vector<Records> of_class(classes.size());
    for (const auto& bout : report.records.bouts) {
        const auto next = std::ranges::upper_bound(classes, sitting_in(bout), {}, &LengthClass::from);
        of_class[static_cast<std::size_t>(std::distance(classes.begin(), next)) - 1].bouts.push_back(bout);
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto samples = samples_of(of_class[i], {report.days.front().begin, report.days.back().end});
        classes[i].bouts = samples.front().bouts.size();
        for (const auto band : samples.front().bands)
            classes[i].sitting += band;
    }
    return classes;
}

std::optional<Length> WeekHour::mean() const {
    if (times == 0) return std::nullopt;
    return sitting / static_cast<Length::rep>(times);
}

HoursOfWeek hours_of_week(const Report& report) {
    HoursOfWeek week{};
    std::vector<WeekHour*> places;
    std::vector<Time> boundaries{report.days.front().begin};
    for (const auto& day : report.days) {
        const auto weekday = std::chrono::weekday{day.day}.iso_encoding() - 1;
        for (const auto& hour : hours_of(day, report)) {
            auto& place = week.at(weekday).at(hour.of_day());
            place.times += is_recorded(hour, report) ? 1 : 0;
            places.push_back(&place);
            boundaries.push_back(hour.end);
        }
    }
    if (places.empty()) return week;
    Records bouts;
    bouts.bouts = report.records.bouts;
    const auto samples = samples_of(bouts, boundaries);
    for (std::size_t i = 0; i < samples.size(); ++i)
        for (const auto band : samples[i].bands)
            places[i]->sitting += band;
    return week;
}

}  // namespace sitbreak::report
