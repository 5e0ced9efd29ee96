// The page for a browser.

#include <doctest/doctest.h>

#include <string>

#include "golden.hpp"
#include "histories.hpp"
#include "report/formats.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

using std::chrono::days;

Setting setting(Time now) {
    return {now, central_europe_in_winter, true, 3min};
}

Report of_day() {
    return report_on(monday, monday, office_day(), setting(on(monday, 16h + 32min)));
}

Report of_week() {
    const auto sunday = monday + days{6};
    return report_on(monday, sunday, some_days(), setting(on(sunday, 12h)));
}

Report of_year() {
    return report_on(monday - days{364}, monday, a_year(), setting(on(monday, 12h)));
}

Report of_25_hours() {
    const Zone zone = [](std::chrono::sys_seconds time) {
        return std::chrono::minutes{time < std::chrono::sys_days{std::chrono::October / 25 / 2026} + 1h ? 120
                                                                                                        : 60};
    };
    const auto sunday = day(2026, 10, 25);
    Records records;
    records.bouts = {bout(on(sunday, 1h + 30min, 120min), 3h, sitting::End::locked, 120min)};
    return report_on(sunday, sunday, records, {on(sunday, 9h), zone, true, 3min});
}

}  // namespace

TEST_CASE("pages") {
    judge("day.html", html(of_day()));
    judge("week.html", html(of_week()));
    judge("year.html", html(of_year()));
    judge("25-hours.html", html(of_25_hours()));
    judge("empty-day.html", html(report_on(monday, monday, Records{}, setting(on(monday, 9h)))));
    judge("no-history.html", html(report_on(monday, monday, std::nullopt, setting(on(monday, 9h)))));
}
