#include "config/print.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;

namespace {

/// Some valid way to set every key.
std::vector<std::string> any_words() {
    const auto one_of = [](const std::vector<std::string>& words) { return *rc::gen::elementOf(words); };
    const auto number = [](int from, int to) { return std::to_string(*rc::gen::inRange(from, to)); };
    return {
        "sitting.limit=" + number(200, 80'000) + 's',
        "sitting.break_length=" + number(1, 200) + 's',
        "sitting.passive_limit=" + number(200, 80'000) + 's',
        "reminder.repeat_every=" + number(1, 80'000) + 's',
        "reminder.snooze=" + number(1, 80'000) + 's',
        "reminder.snoozes_per_bout=" + number(0, 101),
        "reminder.wait_for_pause=" + number(0, 3'601) + 's',
        "reminder.show_for=" + one_of({"until-break", "1s", "1d"}),
        "reminder.hold_at_most=" + number(0, 80'000) + 's',
        "reminder.hold_for=" + one_of({"[]", "['full-screen', 'call']", "['do-not-disturb']"}),
        "reminder.urgency=" + one_of({"low", "normal", "critical"}),
        "reminder.say_when_done=" + one_of({"true", "false"}),
        "reminder.sound=" + one_of({"", "bell", "/a/\\\"b'#é.oga"}),
        "schedule.active=" + one_of({"[]", "['Fri-Mon 22:00-02:30', '12:00-13:00', 'Wed 00:00-24:00']"}),
        "movements.places=" + one_of({"['bed']", "['floor', 'desk', 'chair']"}),
        "movements.only=" + one_of({"[]", "['calf-raise', 'walk']"}),
        "movements.own=" + one_of({"[]", "[{title = 'a\"\\b', steps = ['é#', '\\'], place = 'bed'}]",
                                   "[{title = 'a', steps = ['b'], place = 'bed'},"
                                   " {title = 'c', steps = ['d', 'e', 'f'], place = 'floor'}]"}),
        "hooks.on_reminder=" +
            one_of({"[]", "['~/bin/bell']", R"(['sh', '-c', "a \"b\" $c\n\t\\ 'd'", ''])"}),
        "hooks.on_break_begin=" + one_of({"[]", "['/opt/a b/c']"}),
        "hooks.on_break_end=" + one_of({"[]", "['bell', 'é']"}),
        "hooks.on_bout_begin=" + one_of({"[]", "['bell', 'bell']"}),
        "history.enabled=" + one_of({"true", "false"}),
        "history.keep=" + number(1, 5'000) + "d",
        "log.level=" + one_of({"debug", "info", "warn", "error"}),
    };
}

}  // namespace

TEST_CASE("the settings in force say where they came from") {
    const Loaded result =
        loaded(read("[reminder]\nhold_for = []\nsound = \"bell\"\n", {"sitting.limit=10s"}));
    CHECK(print_settings(result) == R"([sitting]
limit = "10s"  # --set
break_length = "3s"  # default, fitted to the others
passive_limit = "2h"  # default

[reminder]
repeat_every = "5min"  # default
snooze = "10min"  # default
snoozes_per_bout = 2  # default
wait_for_pause = "30s"  # default
show_for = "until-break"  # default
hold_at_most = "1h"  # default
hold_for = []  # f.toml:2
urgency = "normal"  # default
say_when_done = false  # default
sound = "bell"  # f.toml:3

[schedule]
active = []  # default

[movements]
places = ["desk", "chair"]  # default
only = []  # default
own = []  # default

[hooks]
on_reminder = []  # default
on_break_begin = []  # default
on_break_end = []  # default
on_bout_begin = []  # default

[history]
enabled = true  # default
keep = "5y"  # default

[log]
level = "info"  # default
)");
}

TEST_CASE("what is printed reads back to the same settings") {
    CHECK(loaded(read(print_settings(Loaded{}))).settings == Settings{});
    CHECK(rc::check([] {
        const ReadResult first = read("", any_words());
        RC_ASSERT(mistakes(first) == Lines{});
        const auto& printed = std::get<Loaded>(first);
        const ReadResult second = read(print_settings(printed));
        RC_ASSERT(mistakes(second) == Lines{});
        RC_ASSERT(std::get<Loaded>(second).settings == printed.settings);
    }));
}

TEST_CASE("a file with an odd name is printed as valid TOML") {
    const ReadResult odd = read_settings_text("a\nb\xFF\x01.toml", "log.level = \"warn\"", {}, {});
    CHECK(loaded(read(print_settings(loaded(odd)))).settings.log.level == LogLevel::warn);
}
