#include "config/schedule_text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <stdexcept>

using namespace sitbreak::config;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

using Windows = std::vector<WeekWindow>;

/// From a time of a day (Monday is 0) for some minutes.
WeekWindow window(int day, minutes begin, minutes length) {
    return {days{day} + begin, days{day} + begin + length};
}

Windows on_days(const std::vector<int>& on, minutes begin, minutes length) {
    Windows windows;
    for (const int day : on)
        windows.push_back(window(day, begin, length));
    return windows;
}

std::string refusal(std::string_view text) {
    try {
        return "read as " + std::to_string(parse_week_windows(text).size()) + " windows";
    } catch (const std::invalid_argument& reason) {
        return reason.what();
    }
}

}  // namespace

TEST_CASE("parts of the week as people write them, and as they are written back") {
    const minutes office = hours{8} + minutes{30};
    struct Case {
        std::string_view text;
        Windows expected;
        std::string_view written;
    };
    const std::vector<Case> cases = {
        {"Mon-Fri 08:30-18:00", on_days({0, 1, 2, 3, 4}, office, minutes{570}), "Mon-Fri 08:30-18:00"},
        {"Sat,Sun 10:00-12:00", on_days({5, 6}, hours{10}, hours{2}), "Sat,Sun 10:00-12:00"},
        {"22:00-02:00", on_days({0, 1, 2, 3, 4, 5, 6}, hours{22}, hours{4}), "22:00-02:00"},
        {"Fri-Mon 9:00-10:00", on_days({0, 4, 5, 6}, hours{9}, hours{1}), "Fri-Mon 09:00-10:00"},
        {"Sun 22:00-02:00", on_days({6}, hours{22}, hours{4}), "Sun 22:00-02:00"},
        {"00:00-24:00", on_days({0, 1, 2, 3, 4, 5, 6}, hours{0}, hours{24}), "00:00-24:00"},
        {"Wed 12:00-24:00", on_days({2}, hours{12}, hours{12}), "Wed 12:00-24:00"},
        {"Wed 12:00-00:00", on_days({2}, hours{12}, hours{12}), "Wed 12:00-24:00"},
        {"Mon,Wed,Fri-Sun 07:00-07:01", on_days({0, 2, 4, 5, 6}, hours{7}, minutes{1}),
         "Wed,Fri-Mon 07:00-07:01"},
        {"  monday - wednesday , SATURDAY   08:00 - 09:00 ", on_days({0, 1, 2, 5}, hours{8}, hours{1}),
         "Mon-Wed,Sat 08:00-09:00"},
        {"Tues,Thurs 08:00-09:00", on_days({1, 3}, hours{8}, hours{1}), "Tue,Thu 08:00-09:00"},
        {"Mon-Sun 08:00-09:00", on_days({0, 1, 2, 3, 4, 5, 6}, hours{8}, hours{1}), "08:00-09:00"},
        {"Mon-Mon 08:00-09:00", on_days({0}, hours{8}, hours{1}), "Mon 08:00-09:00"},
        {"Mo-We 08:00-09:00", on_days({0, 1, 2}, hours{8}, hours{1}), "Mon-Wed 08:00-09:00"},
        {"Mon08:00-09:00", on_days({0}, hours{8}, hours{1}), "Mon 08:00-09:00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(parse_week_windows(c.text) == c.expected);
        CHECK(format_week_windows(c.expected) == std::vector<std::string>{std::string{c.written}});
    }
}

TEST_CASE("what is no part of the week is refused with the reason") {
    struct Case {
        std::string_view text;
        std::string_view why;
    };
    const std::vector<Case> cases = {
        {"", R"(empty, expected something like "Mon-Fri 08:30-18:00")"},
        {"Mon-Fri", R"("Mon-Fri" lacks a time range, expected something like "Mon-Fri 08:30-18:00")"},
        {"Mon-Fri 08:30",
         R"("Mon-Fri 08:30" lacks a time range, expected something like "Mon-Fri 08:30-18:00")"},
        {"Mi-Fr 08:00-09:00", R"(unknown day "Mi", expected Mon to Sun)"},
        {"M 08:00-09:00", R"(unknown day "M", expected Mon to Sun)"},
        {"Mon-Fry 08:00-09:00", R"(unknown day "Fry", expected Mon to Sun)"},
        {"Mon-Wed-Fri 08:00-09:00", R"(unknown day "Wed-Fri", expected Mon to Sun)"},
        {"Mon, 08:00-09:00", R"(unknown day "", expected Mon to Sun)"},
        {"Mon,Mon 08:00-09:00", "Mon is there twice"},
        {"Mon-Wed,Tue 08:00-09:00", "Tue is there twice"},
        {"08:00-08:00", R"("08:00-08:00" ends when it begins, write 00:00-24:00 for a whole day)"},
        {"24:00-08:00", R"("24:00-08:00" begins at 24:00, write 00:00 and the next day)"},
        {"24:01-08:00", R"("24:01" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:00-24:30", R"("24:30" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:60-09:00", R"("08:60" is no time of day, expected one from 00:00 to 24:00)"},
        {"8-9", R"("8" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:0-09:00", R"("08:0" is no time of day, expected one from 00:00 to 24:00)"},
        {"008:00-09:00", R"("008:00" is no time of day, expected one from 00:00 to 24:00)"},
        {":00-09:00", R"(unknown day ":", expected Mon to Sun)"},
        {"08:00-", R"("" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:00-:00", R"(":00" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:00--1:00", R"("-1:00" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:00-09:00 10:00-11:00",
         R"("09:00 10:00-11:00" is no time of day, expected one from 00:00 to 24:00)"},
        {"08:00am-09:00", R"("08:00am" is no time of day, expected one from 00:00 to 24:00)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(refusal(c.text) == c.why);
    }
}

TEST_CASE("any windows that are written read back the same") {
    CHECK(rc::check([] {
        const auto starts = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 7 * 24 * 4));
        std::set<WeekWindow> windows;
        for (const int start : starts) {
            const minutes begin{15 * start};
            windows.insert({begin, begin + minutes{*rc::gen::inRange(1, 24 * 60)}});
        }
        std::set<WeekWindow> back;
        for (const std::string& text : format_week_windows({windows.begin(), windows.end()})) {
            const Windows some = parse_week_windows(text);
            RC_ASSERT(std::is_sorted(some.begin(), some.end()));
            back.insert(some.begin(), some.end());
        }
        RC_ASSERT(back == windows);
    }));
}
