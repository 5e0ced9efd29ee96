#pragma once
// A desk on Wednesday, 25 November 2026, in Central European time.

#include <cstdlib>
#include <ctime>

#include "command/snapshot.hpp"

namespace sitbreak::command::testing {

using namespace std::chrono_literals;

/// For as long as it lives the place is one with that rule, which needs no time zone database.
class TimeZone {
 public:
    explicit TimeZone(const char* rule = "CET-1CEST,M3.5.0,M10.5.0/3") {
        setenv("TZ", rule, 1);
        tzset();
    }
    ~TimeZone() {
        unsetenv("TZ");
        tzset();
    }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;
};

/// An instant by the clock in Greenwich.
inline Time utc(int year, unsigned month, unsigned day, std::chrono::seconds time_of_day) {
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} /
                                 std::chrono::day{day}} +
           time_of_day;
}

/// Wednesday 14:25 in Central Europe.
inline const Time afternoon = utc(2026, 11, 25, 13h + 25min);

/// Somebody who has been sitting for 23 min.
inline Snapshot seated() {
    Snapshot snapshot;
    snapshot.version = "0.1.0";
    snapshot.state = State::seated;
    snapshot.sitting_since = afternoon - 23min;
    snapshot.sitting = 23min;
    snapshot.next_reminder = afternoon + 7min;
    snapshot.snoozes_left = 2;
    snapshot.source = "input on X display :0 (XSync)";
    snapshot.counts_by = "input";
    snapshot.limit = 30min;
    snapshot.break_length = 3min;
    return snapshot;
}

/// Somebody who has been sitting for 34 min.
inline Snapshot due() {
    Snapshot snapshot = seated();
    snapshot.sitting_since = afternoon - 34min;
    snapshot.due = true;
    snapshot.next_reminder.reset();
    return snapshot;
}

/// Somebody who left that long ago.
inline Snapshot away(std::chrono::seconds for_how_long) {
    Snapshot snapshot = seated();
    snapshot.state = State::away;
    snapshot.sitting_since.reset();
    snapshot.next_reminder.reset();
    snapshot.away_since = afternoon - for_how_long;
    snapshot.break_done = *snapshot.away_since + snapshot.break_length;
    return snapshot;
}

}  // namespace sitbreak::command::testing
