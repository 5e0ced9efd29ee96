// What a person may write, and what comes of it.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("nothing set is the defaults") {
    CHECK(loaded(read("")) == Loaded{});
    CHECK(loaded(read("# only a comment\n[sitting]\n")) == Loaded{});
    CHECK(loaded(read_settings(std::nullopt, {}, {})) == Loaded{});
}

TEST_CASE("every setting can be set") {
    Settings expected;
    expected.sitting = {minutes{45}, minutes{5}, seconds{0}};
    expected.reminder.repeat_every = minutes{2};
    expected.reminder.snooze = minutes{7};
    expected.reminder.snoozes_per_bout = 0;
    expected.reminder.wait_for_pause = seconds{0};
    expected.reminder.show_for = seconds{20};
    expected.reminder.hold_at_most = hours{2};
    expected.reminder.hold_for = {Hold::full_screen};
    expected.reminder.urgency = Urgency::critical;
    expected.reminder.say_when_done = true;
    expected.reminder.sound = "message-new-instant";
    expected.schedule.active = {{hours{8}, hours{17}}, {days{6} + hours{22}, days{7} + hours{1}}};
    expected.movements.places = {Place::bed, Place::floor};
    expected.movements.only = {"bridge", "walk"};
    expected.movements.own = {{"Plants é", {"Water", "them"}, Place::floor}, {"Stairs", {"Up"}, Place::desk}};
    expected.hooks.on_reminder = {"sh", "-c", "echo \"$SITBREAK_EVENT\"\n", ""};
    expected.hooks.on_break_begin = {"~/bin/up"};
    expected.hooks.on_break_end = {"/opt/desk/down", "--slowly"};
    expected.hooks.on_bout_begin = {"down", "down"};
    expected.log.level = LogLevel::debug;

    const Loaded result = loaded(read(R"(
log.level = "debug"
[sitting]
limit = "45min"
break_length = "5min"
passive_limit = "0s"
[reminder]
repeat_every = "2min"
snooze = "7min"
snoozes_per_bout = 0
wait_for_pause = "0s"
show_for = "20s"
hold_at_most = "2h"
hold_for = ["full-screen"]
urgency = "critical"
say_when_done = true
sound = "message-new-instant"
[schedule]
active = [
    "Sun 22:00-01:00",
    "Mon 08:00-17:00",
]
[movements]
places = ["bed", "floor"]
only = ["bridge", "walk"]
[[movements.own]]
title = "Plants é"
steps = ["Water", "them"]
place = "floor"
[[movements.own]]
title = "Stairs"
steps = ["Up"]
place = "desk"
[hooks]
on_reminder = ["sh", "-c", "echo \"$SITBREAK_EVENT\"\n", ""]
on_break_begin = ["~/bin/up"]
on_break_end = ["/opt/desk/down", "--slowly"]
on_bout_begin = ["down", "down"]
)"));
    CHECK(result.settings == expected);
    CHECK(result.origins.size() == 22);
}

TEST_CASE("a setting knows where it came from") {
    const Loaded result =
        loaded(read("[sitting]\nlimit = \"20min\"\npassive_limit = \"1h\"\n"
                    "[[movements.own]]\ntitle = \"a\"\nsteps = [\"b\"]\nplace = \"bed\"\n",
                    {"sitting.passive_limit=3h"}));
    CHECK(result.settings.sitting.passive_limit == hours{3});
    CHECK(result.origins == Origins{{"sitting.limit", {Origin::Kind::file, "f.toml", 2, 9}},
                                    {"sitting.passive_limit", {Origin::Kind::set, "", 0, 0}},
                                    {"movements.own", {Origin::Kind::file, "f.toml", 4, 1}}});
    CHECK(to_string(Origin{}) == "default");
    CHECK(to_string(result.origins.at("sitting.limit")) == "f.toml:2");
    CHECK(to_string(result.origins.at("sitting.passive_limit")) == "--set");
}

TEST_CASE("a break that nobody set fits a short limit") {
    struct Case {
        std::string limit;
        seconds expected;
    };
    const std::vector<Case> cases = {{"30min", minutes{3}}, {"9min", minutes{3}}, {"8min 59s", seconds{179}},
                                     {"10s", seconds{3}},   {"6s", seconds{2}},   {"3s", seconds{1}},
                                     {"1d", minutes{3}}};
    for (const Case& c : cases) {
        CAPTURE(c.limit);
        const Loaded by_set = loaded(read("", {"sitting.limit=" + c.limit}));
        CHECK(by_set.settings.sitting.break_length == c.expected);
        CHECK(by_set.origins.contains("sitting.break_length") == (c.expected != minutes{3}));
        CHECK(loaded(read("sitting.limit = \"" + c.limit + '"')).settings == by_set.settings);
    }
}

TEST_CASE("--set takes TOML where the key can, and a text otherwise") {
    const Loaded result = loaded(read(
        "reminder.sound = \"bell\"",
        {"sitting.limit=10s", "sitting.passive_limit = \"0s\" ", "reminder.hold_for=[\"call\"]",
         "reminder.say_when_done=true", "reminder.sound=", "reminder.snoozes_per_bout=5", "log.level=warn",
         "schedule.active=['22:00-02:00']", "movements.own=[{title='a=b', steps=['c'], place='bed'}]"}));
    const Settings& settings = result.settings;
    CHECK(settings.sitting.limit == seconds{10});
    CHECK(settings.sitting.passive_limit == seconds{0});
    CHECK(settings.reminder.hold_for == std::set{Hold::call});
    CHECK(settings.reminder.say_when_done);
    CHECK(settings.reminder.sound.empty());
    CHECK(settings.reminder.snoozes_per_bout == 5);
    CHECK(settings.log.level == LogLevel::warn);
    CHECK(settings.schedule.active.size() == 7);
    CHECK(settings.movements.own == std::vector<OwnMovement>{{"a=b", {"c"}, Place::bed}});

    CHECK(loaded(read("", {"reminder.sound=true"})).settings.reminder.sound == "true");
    CHECK(loaded(read("", {"reminder.sound=\"true\""})).settings.reminder.sound == "true");
    CHECK(loaded(read("", {"reminder.sound=/a b/c=d"})).settings.reminder.sound == "/a b/c=d");
}

TEST_CASE("files") {
    const TemporaryDirectory directory;
    const auto file = directory.write("a.toml", "[sitting]\nlimit = \"20min\"\n");
    const Loaded result = loaded(read_settings(file, std::vector<std::string>{"log.level=debug"}, {}));
    CHECK(result.settings.sitting.limit == minutes{20});
    CHECK(to_string(result.origins.at("sitting.limit")) == file.string() + ":2");

    const auto only_mistake = [](const std::filesystem::path& path) {
        const auto lines = mistakes(read_settings(path, {}, {}));
        REQUIRE(lines.size() == 1);
        return lines.front();
    };
    const auto missing = directory.path / "none.toml";
    CHECK(only_mistake(missing) == missing.string() + ": cannot be read: No such file or directory");
    CHECK(only_mistake(directory.path) == directory.path.string() + ": cannot be read: Is a directory");
    const auto pipe = directory.path / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(only_mistake(pipe) == pipe.string() + ": cannot be read: it is a pipe, expected a file");
    const auto large = directory.write("large.toml", std::string(1024 * 1024 + 1, '\n'));
    CHECK(only_mistake(large) ==
          large.string() + ": cannot be read: it is longer than 1 MiB, expected a settings file");
    CHECK(loaded(read_settings("/dev/null", {}, {})) == Loaded{});
}

TEST_CASE("a file that cannot be read does not hide what is wrong with --set") {
    const auto lines = mistakes(read_settings("/nonexistent/x", std::vector<std::string>{"foo"}, {}));
    CHECK(lines == Lines{"/nonexistent/x: cannot be read: No such file or directory",
                         "--set foo: expected key=value, for example sitting.limit=30min"});
}
