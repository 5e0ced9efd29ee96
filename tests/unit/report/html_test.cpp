// The page for a browser.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "golden.hpp"
#include "histories.hpp"
#include "page_reading.hpp"
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

/// With reminders in the long bouts, which are followed more and more.
Report of_a_quarter() {
    Records records;
    records.since = on(monday, 9h);
    for (int i = 0; i < 91; ++i) {
        const Day day = monday + days{i};
        if (i % 7 > 4) continue;
        add_day(records, day, 9h + std::chrono::minutes{i % 5 * 10}, {50, 12, 25 + i % 3 * 10, 70, 18, 33});
        for (int j = 0; j < 3; ++j) {
            const bool is_followed = (i + 25 * j) % 91 > 40;
            const std::chrono::seconds after{60 + i};
            const auto& bout = records.bouts[records.bouts.size() - (j == 0 ? 6 : j == 1 ? 4 : 3)];
            records.reminders.push_back(
                {bout.span.end - (is_followed ? Length{after} : Length{20min}), an_hour_east,
                 is_followed ? sitting::Outcome::followed : sitting::Outcome::ignored, after});
        }
    }
    records.unknown = {span(on(monday + days{20}, 0h), 24h)};
    return report_on(monday, monday + days{90}, records, setting(on(monday + days{90}, 18h)));
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

/// With its style by reference, so that the golden pages look as it makes them look but need not repeat it;
/// and without the policy that forbids that.
std::string with_linked_style(std::string page) {
    const auto replace = [&page](std::string_view from, std::string_view to, std::string_view by) {
        const auto begin = page.find(from);
        REQUIRE(begin != std::string::npos);
        page.replace(begin, page.find(to, begin) + to.size() - begin, by);
    };
    replace("<meta http-equiv=\"Content-Security-Policy\"", "/>\n", "");
    replace("<style>", "</style>", "<link rel=\"stylesheet\" href=\"../../../../daemon/report/page.css\"/>");
    return page;
}

void judge_page(const std::string& name, const Report& report) {
    judge(name + ".html", with_linked_style(html(report)));
}

}  // namespace

TEST_CASE("pages") {
    judge_page("day", of_day());
    judge_page("week", of_week());
    judge_page("year", of_year());
    judge_page("quarter", of_a_quarter());
    judge_page("25-hours", of_25_hours());
    judge_page("empty-day", report_on(monday, monday, Records{}, setting(on(monday, 9h))));
    judge_page("no-history", report_on(monday, monday, std::nullopt, setting(on(monday, 9h))));
}

TEST_CASE("a page says what the report for a terminal says") {
    const auto page = html(of_day());
    for (const auto* const words :
         {"<h1>Mon 23 Nov 2026</h1>", "5 h 18 min of estimated sitting in 10 bouts, 4 of 30 min or longer.",
          "4 of 6 reminders followed, after 1 min 50 s (median).",
          "Being away for 3 min or more is a break."})
        CHECK_MESSAGE(page.find(words) != std::string::npos, words);
    CHECK(html(report_on(monday, monday, std::nullopt, setting(on(monday, 9h))))
              .find("No history is kept yet. sitbreakd writes it while it runs.") != std::string::npos);
}

TEST_CASE("up to 62 days have lines, and more have bars") {
    const auto sections_of = [](int count) {
        auto records = some_days();
        const auto page =
            html(report_on(monday, monday + days{count - 1}, records, setting(on(monday, 2000h))));
        std::vector<std::string> ids;
        for (const auto& element : PageReader{page}.elements())
            if (element.name == "section") ids.push_back(element.attributes.at("id"));
        return ids;
    };
    CHECK(sections_of(2) == std::vector<std::string>{"numbers", "timeline", "bouts", "reminders", "how"});
    CHECK(sections_of(62) ==
          std::vector<std::string>{"numbers", "timeline", "heat-map", "bouts", "reminders", "how"});
    CHECK(sections_of(63) ==
          std::vector<std::string>{"numbers", "bars", "heat-map", "bouts", "reminders", "how"});
}

TEST_CASE("ten years make no larger a page than they have drawings") {
    Records records;
    for (int i = 0; i < 3650; ++i)
        add_day(records, monday + days{i}, 9h, {20, 35, 12, 28, 50, 31, 8, 25, 40});
    records.since = records.bouts.front().span.begin;
    const auto page = html(report_on(monday, monday + days{3649}, records, setting(on(monday, 3650 * 24h))));
    CHECK(page.size() < 100'000);
}
