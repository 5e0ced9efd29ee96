#include "config/duration.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using namespace sitbreak::config;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

std::string refusal(std::string_view text) {
    try {
        return "read as " + format_duration(parse_duration(text));
    } catch (const std::invalid_argument& reason) {
        return reason.what();
    }
}

}  // namespace

TEST_CASE("durations as people write them") {
    struct Case {
        std::string_view text;
        seconds expected;
    };
    const std::vector<Case> cases = {
        {"30min", minutes{30}},
        {"1h 15min", minutes{75}},
        {"1h15min", minutes{75}},
        {"90s", seconds{90}},
        {"2 h", hours{2}},
        {"  5 min ", minutes{5}},
        {"5m", minutes{5}},
        {"5 Minutes", minutes{5}},
        {"1 minute 1 second", seconds{61}},
        {"3 hours", hours{3}},
        {"2hrs 2mins 2secs", hours{2} + minutes{2} + seconds{2}},
        {"1d", hours{24}},
        {"1 day 1 h", hours{25}},
        {"2days\t3sec", hours{48} + seconds{3}},
        {"2w", hours{14 * 24}},
        {"1 week 1 d", hours{8 * 24}},
        {"5y", hours{5 * 365 * 24}},
        {"2 years 1 week", hours{(2 * 365 + 7) * 24}},
        {"0s", seconds{0}},
        {"0h 0min", seconds{0}},
        {"007s", seconds{7}},
        {"9223372036854775807s", seconds{std::numeric_limits<std::int64_t>::max()}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(parse_duration(c.text) == c.expected);
    }
}

TEST_CASE("what is no duration is refused with the reason") {
    struct Case {
        std::string_view text;
        std::string_view why;
    };
    const std::vector<Case> cases = {
        {"", R"(empty, expected a duration such as "30min")"},
        {" \t", R"(empty, expected a duration such as "30min")"},
        {"30", R"(30 of what? Write "30min" or "30s")"},
        {"1h 15", R"(15 of what? Write "15min" or "15s")"},
        {"-5min", R"("-5min" is negative, which a duration cannot be)"},
        {"1h -5min", R"("1h -5min" is negative, which a duration cannot be)"},
        {"1.5h", R"("1.5h" has a fraction, write whole numbers such as "1h 30min")"},
        {"1,5 h", R"("1,5 h" has a fraction, write whole numbers such as "1h 30min")"},
        {".5h", R"(".5h" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
        {"+5min", R"("+5min" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
        {"min", R"("min" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
        {"1h and 5min", R"("1h and 5min" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
        {"until-break", R"("until-break" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
        {"5 months", R"(unknown unit "months" in "5 months", expected s, min, h, d, w or y)"},
        {"500ms", R"(unknown unit "ms" in "500ms", expected s, min, h, d, w or y)"},
        {"5minh", R"(unknown unit "minh" in "5minh", expected s, min, h, d, w or y)"},
        {"5min 1h", R"("5min 1h" must name each unit once, the largest first)"},
        {"1h 1h", R"("1h 1h" must name each unit once, the largest first)"},
        {"9223372036854775808s", R"("9223372036854775808s" is too long)"},
        {"153722867280912931min", R"("153722867280912931min" is too long)"},
        {"153722867280912930min 8s", R"("153722867280912930min 8s" is too long)"},
        {"99999999999999999999999999d", R"("99999999999999999999999999d" is too long)"},
        {"30\xC2\xA0min", R"(30 of what? Write "30min" or "30s")"},
        {"5min\n!", R"("5min\n!" is no duration, expected one such as "30min", "1h 15min" or "90s")"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(refusal(c.text) == c.why);
    }
    const std::string digits(10'000, '9');
    CHECK(refusal(digits).size() < 100);
    CHECK(refusal(digits + "s").size() < 100);
}

TEST_CASE("durations are written with the fewest words") {
    CHECK(format_duration(seconds{0}) == "0s");
    CHECK(format_duration(seconds{59}) == "59s");
    CHECK(format_duration(minutes{30}) == "30min");
    CHECK(format_duration(minutes{75}) == "1h 15min");
    CHECK(format_duration(hours{1} + seconds{1}) == "1h 1s");
    CHECK(format_duration(hours{24}) == "1d");
    CHECK(format_duration(hours{14 * 24}) == "2w");
    CHECK(format_duration(hours{(365 + 8) * 24}) == "1y 1w 1d");
    CHECK(format_duration(hours{26} + minutes{3} + seconds{4}) == "1d 2h 3min 4s");
}

TEST_CASE("a duration that is written reads back the same") {
    const auto survives = [](std::int64_t count) {
        RC_ASSERT(parse_duration(format_duration(seconds{count})) == seconds{count});
    };
    CHECK(rc::check([&survives] { survives(*rc::gen::nonNegative<std::int64_t>()); }));
    CHECK(rc::check([&survives] { survives(*rc::gen::inRange<std::int64_t>(0, 200'000)); }));
    survives(std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("any text is a duration or refused") {
    CHECK(rc::check([] {
        const auto text =
            *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"0123456789 smhdwy-.,\xFF\n"}));
        try {
            RC_ASSERT(parse_duration(text) >= seconds{0});
        } catch (const std::invalid_argument& reason) {
            RC_ASSERT(!std::string_view{reason.what()}.empty());
        }
    }));
}
