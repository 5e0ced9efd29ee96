// For programs and spreadsheets. That the JSON fits its schema is judged in tests/desktop/command.

#include "report/formats.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

Report report_of(const std::vector<Bout>& bouts, int days = 1) {
    Records records;
    records.bouts = bouts;
    if (!bouts.empty()) records.since = bouts.front().span.begin;
    return report_on(monday, monday + std::chrono::days{days - 1}, records,
                     {on(monday, 20h), central_europe_in_winter, true, 3min});
}

nlohmann::json json_of(const Report& report) {
    return nlohmann::json::parse(json(report));
}

}  // namespace

TEST_CASE("JSON has the numbers of each day and of all, to the millisecond") {
    auto late = bout(on(monday, 23h + 30min), 40min);
    late.span.end += 1ms;
    const auto all = json_of(report_of({bout(on(monday, 9h), 20min), late}, 2));
    CHECK(all["from"] == "2026-11-23");
    CHECK(all["to"] == "2026-11-24");
    CHECK(all["total"]["bouts"] == 2);
    CHECK(all["total"]["sitting_seconds"] == 3600.001);
    CHECK(all["days"].size() == 2);
    CHECK(all["days"][0]["date"] == "2026-11-23");
    CHECK(all["days"][0]["sitting_seconds"] == 3000);
    CHECK(all["days"][1]["sitting_seconds"] == 600.001);
    CHECK(all["days"][1]["sitting_in_bouts_seconds"]["30_min_or_longer"] == 600.001);
    CHECK(all["days"][1]["longest_bout_seconds"].is_null());
    CHECK(all["open_bout"].is_null());
    CHECK(all["history_since"] == 1795420800);
}

TEST_CASE("a bout that is open is one more in JSON, and is said to be open") {
    const auto all = json_of(report_of({bout(on(monday, 19h + 40min), 20min, std::nullopt)}));
    CHECK(all["total"]["bouts"] == 1);
    CHECK(all["total"]["breaks"] == 0);
    CHECK(all["open_bout"]["sitting_seconds"] == 1200);
    CHECK(all["open_bout"]["known_until"] == all["time"]);
}

TEST_CASE("CSV has the bouts that began in the days, by the clocks of their places") {
    auto with_absence = bout(on(monday, 9h), 20min, sitting::End::locked);
    with_absence.absent = 61'001ms;
    constexpr std::chrono::minutes newfoundland{-210};
    const auto printed =
        csv(report_of({bout(on(monday, -1h), 2h), with_absence, bout(on(monday, 11h), 90s, std::nullopt),
                       bout(on(monday, 12h, newfoundland), 1h, sitting::End::left, newfoundland)}));
    CHECK(printed ==
          "day,begin,end,sitting_seconds,absent_seconds,ended\n"
          "2026-11-23,2026-11-23T09:00:00+01:00,2026-11-23T09:20:00+01:00,1138.999,61.001,locked\n"
          "2026-11-23,2026-11-23T11:00:00+01:00,2026-11-23T11:01:30+01:00,90.000,0.000,open\n"
          "2026-11-23,2026-11-23T12:00:00-03:30,2026-11-23T13:00:00-03:30,3600.000,0.000,left\n");
    auto only_absent = bout(on(monday, 9h), 20min, sitting::End::locked);
    only_absent.absent = 20min;
    CHECK(csv(report_of({only_absent, bout(on(monday, 10h), 0min)})) == csv(report_of({})));
    CHECK(csv(report_of({})) == "day,begin,end,sitting_seconds,absent_seconds,ended\n");
}
