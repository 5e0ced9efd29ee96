#pragma once
// Histories that reports are looked at of.

#include <vector>

#include "sample.hpp"

namespace sitbreak::report::testing {

/// An office day until 16:32, when somebody sits.
inline Records office_day() {
    Records records;
    const auto sits = [&](Length from, Length to, std::optional<sitting::End> how = sitting::End::no_input) {
        records.bouts.push_back(bout(on(monday, from), to - from, how));
    };
    const auto rests = [&](Length from, Length to) {
        records.breaks.push_back(span(on(monday, from), to - from));
    };
    const auto reminded = [&](Length at, sitting::Outcome outcome, Length after = 1min) {
        records.reminders.push_back({on(monday, at), an_hour_east, outcome, after});
    };
    using sitting::Outcome;
    records.since = on(monday, 8h + 12min);
    records.breaks.push_back(span(on(monday, -7h), 15h + 12min));
    sits(8h + 12min, 8h + 43min + 40s);
    reminded(8h + 42min, Outcome::followed, 100s);
    rests(8h + 43min + 40s, 8h + 50min);
    sits(8h + 50min, 9h + 5min);
    rests(9h + 5min, 9h + 9min);
    sits(9h + 9min, 10h + 1min);
    reminded(9h + 39min, Outcome::ignored);
    reminded(9h + 44min, Outcome::snoozed);
    reminded(9h + 57min, Outcome::followed, 4min);
    rests(10h + 1min, 10h + 15min);
    sits(10h + 15min, 10h + 40min, sitting::End::not_running);
    records.unknown = {span(on(monday, 10h + 40min), 50min)};
    sits(11h + 30min, 11h + 58min, sitting::End::locked);
    rests(11h + 58min, 12h + 51min);
    sits(12h + 51min, 13h + 10min);
    rests(13h + 10min, 13h + 14min);
    sits(13h + 14min, 13h + 45min);
    reminded(13h + 44min, Outcome::followed, 1min);
    rests(13h + 45min, 13h + 52min);
    records.holds = {span(on(monday, 14h + 22min), 34min)};
    sits(13h + 52min, 14h + 58min, sitting::End::locked);
    reminded(14h + 56min, Outcome::followed, 2min);
    rests(14h + 58min, 15h + 20min);
    sits(15h + 20min, 15h + 41min);
    rests(15h + 41min, 16h + 3min);
    sits(16h + 3min, 16h + 32min, std::nullopt);
    return records;
}

/// A regular day of bouts of those lengths, with breaks of twelve minutes.
inline void add_day(Records& records, Day day, Length from, const std::vector<int>& minutes) {
    Time t = on(day, from);
    for (const int length : minutes) {
        records.bouts.push_back(bout(t, std::chrono::minutes{length}));
        t += std::chrono::minutes{length};
        records.breaks.push_back(span(t, 12min));
        t += 12min;
    }
}

/// From Monday to Friday morning; the night before Friday is unknown.
inline Records some_days() {
    using std::chrono::days;
    Records records;
    records.since = on(day(2026, 3, 2), 9h);
    add_day(records, monday, 9h, {20, 35, 12, 28, 50, 31, 8, 25, 40});
    add_day(records, monday + days{1}, 9h + 10min, {20, 22, 18, 28, 12, 29, 25, 17});
    add_day(records, monday + days{2}, 8h, {95, 70, 110, 45, 80});
    add_day(records, monday + days{3}, 10h, {5});
    records.bouts.push_back(bout(on(monday + days{3}, 23h + 20min), 100min));
    records.unknown = {span(on(monday + days{4}, 1h), 9h)};
    records.reminders = {{on(monday, 10h + 5min + 30s), an_hour_east, sitting::Outcome::followed, 90s},
                         {on(monday + days{2}, 9h), an_hour_east, sitting::Outcome::ignored, 10min}};
    records.pauses = {span(on(monday + days{2}, 8h), 8h)};
    return records;
}

/// Two bouts a working day, longer in winter.
inline Records a_year() {
    using std::chrono::days;
    Records records;
    records.since = on(day(2026, 2, 9), 9h);
    for (Day day = testing::day(2026, 2, 9); day < monday; day += days{1}) {
        const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
        const auto month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
        const int shorter = 10 * static_cast<int>(month < 7 ? month : 13 - month);
        if (weekday < 6 && month != 8) add_day(records, day, 9h, {120 - shorter, 20, 25});
    }
    return records;
}

}  // namespace sitbreak::report::testing
