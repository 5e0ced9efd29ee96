// Everything a person can write wrong, and what they are told.

#include <doctest/doctest.h>

#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;

namespace {

struct Case {
    std::string_view text;
    Lines expected;
};

}  // namespace

TEST_CASE("all mistakes of a file are told at once, in their order") {
    constexpr std::string_view text = R"(limit = "30min"
[sitting]
limt = "30min"
limit = 30
break_length = 3min
passive_limit = "2 hours and more"
snooze = 5

[remnder]
x = 1
[reminder]
repeat_every = "0s"
repeat_every = "1s"
snoozes_per_bout = "2"
hold_for = ["call", "call", "dnd", 3, "full_screen"]
urgency = "nomal"
say_when_done = yes
show_for = "5"
sound = "a/b"
hold_at_most = “1h”
[schedule]
active = ["Mon-Fri 08:30", "Mox 08:00-09:00", "Mon 08:00-09:00", "Mon,Tue 08:00-09:00"]
[movements]
places = []
only = ["walk", "brige", "walk"]
[[movements.own]]
title = "x"
stps = []
place = "attic"
[log]
level = "trace"
)";
    CHECK(
        mistakes(read(text)) ==
        Lines{
            R"(f.toml:1:1: unknown key "limit" outside of a table, did you mean "limit" in [sitting]?)",
            R"(f.toml:3:1: unknown key "limt" in [sitting], did you mean "limit"?)",
            R"(f.toml:4:9: sitting.limit: 30 of what? Write "30min" or "30s")",
            R"(f.toml:5:16: texts need quotes, write break_length = "3min")",
            R"(f.toml:6:17: sitting.passive_limit: "2 hours and more" is no duration, expected one such as "30min", "1h 15min" or "90s")",
            R"(f.toml:7:1: unknown key "snooze" in [sitting], did you mean "snooze" in [reminder]?)",
            R"(f.toml:9:2: unknown table [remnder], did you mean [reminder]?)",
            R"(f.toml:12:16: reminder.repeat_every: 0s is out of range, expected 1s to 1d)",
            R"(f.toml:13:1: "repeat_every" is set twice, expected once)",
            R"(f.toml:14:20: reminder.snoozes_per_bout: expected a whole number from 0 to 100, got the text "2")",
            R"(f.toml:15:21: reminder.hold_for: "call" is there twice)",
            R"(f.toml:15:29: reminder.hold_for: unknown value "dnd", expected "call", "do-not-disturb" or "full-screen")",
            R"(f.toml:15:36: reminder.hold_for: expected "call", "do-not-disturb" or "full-screen", got the number 3)",
            R"(f.toml:15:39: reminder.hold_for: unknown value "full_screen", did you mean "full-screen"?)",
            R"(f.toml:16:11: reminder.urgency: unknown value "nomal", did you mean "normal"?)",
            R"(f.toml:17:17: "yes" is no value, expected true or false)",
            R"(f.toml:18:12: reminder.show_for: 5 of what? Write "5min" or "5s", or "until-break")",
            R"(f.toml:19:9: reminder.sound: "a/b" is no sound, expected a sound name, an absolute path, or "")",
            R"(f.toml:20:16: texts need straight quotes, as in hold_at_most = "…")",
            R"(f.toml:22:11: schedule.active: "Mon-Fri 08:30" lacks a time range, expected something like "Mon-Fri 08:30-18:00")",
            R"(f.toml:22:28: schedule.active: unknown day "Mox", expected Mon to Sun)",
            R"(f.toml:22:66: schedule.active: "Mon,Tue 08:00-09:00" has a day and time that an entry before it has too)",
            R"(f.toml:24:10: movements.places: empty, expected one or more of "desk", "chair", "floor" and "bed")",
            R"(f.toml:25:17: movements.only: unknown value "brige", did you mean "bridge"?)",
            R"(f.toml:25:26: movements.only: "walk" is there twice)",
            R"(f.toml:26:1: movements.own: this movement has no steps, expected "title", "steps" and "place")",
            R"(f.toml:28:1: movements.own: unknown key "stps" in a movement, did you mean "steps"?)",
            R"(f.toml:29:9: movements.own: place: unknown value "attic", expected "desk", "chair", "floor" or "bed")",
            R"(f.toml:31:9: log.level: unknown value "trace", expected "debug", "info", "warn" or "error")",
        });
}

TEST_CASE("wrong types and ranges") {
    const std::vector<Case> cases = {
        {"sitting.limit = \"2s\"", {"f.toml:1:17: sitting.limit: 2s is out of range, expected 3s to 1d"}},
        {"sitting.limit = \"25h\"", {"f.toml:1:17: sitting.limit: 1d 1h is out of range, expected 3s to 1d"}},
        {"sitting.limit = true",
         {R"(f.toml:1:17: sitting.limit: expected a duration such as "30min", got true)"}},
        {"sitting.limit = 1.5",
         {R"(f.toml:1:17: sitting.limit: expected a duration such as "30min", got the number 1.5)"}},
        {"sitting.limit = []",
         {R"(f.toml:1:17: sitting.limit: expected a duration such as "30min", got a list)"}},
        {"sitting.limit = 00:30:00",
         {R"(f.toml:1:17: sitting.limit: expected a duration such as "30min", got a date or time)"}},
        {"[sitting.limit]",
         {R"(f.toml:1:1: sitting.limit: expected a duration such as "30min", got a table)"}},
        {"reminder.snoozes_per_bout = -1",
         {"f.toml:1:29: reminder.snoozes_per_bout: -1 is out of range, expected 0 to 100"}},
        {"reminder.snoozes_per_bout = 4294967297",
         {"f.toml:1:29: reminder.snoozes_per_bout: 4294967297 is out of range, expected 0 to 100"}},
        {"reminder.snoozes_per_bout = 2.0",
         {"f.toml:1:29: reminder.snoozes_per_bout: expected a whole number from 0 to 100, got the number 2"}},
        {"reminder.show_for = false",
         {R"(f.toml:1:21: reminder.show_for: expected a duration such as "30min", got false, or "until-break")"}},
        {"reminder.show_for = \"0s\"",
         {R"(f.toml:1:21: reminder.show_for: 0s is out of range, expected 1s to 1d, or "until-break")"}},
        {"reminder.snooze = \"0s\"", {"f.toml:1:19: reminder.snooze: 0s is out of range, expected 1s to 1d"}},
        {"reminder.wait_for_pause = \"61min\"",
         {"f.toml:1:27: reminder.wait_for_pause: 1h 1min is out of range, expected 0s to 1h"}},
        {"reminder.say_when_done = \"true\"",
         {R"(f.toml:1:26: reminder.say_when_done: expected true or false, got the text "true")"}},
        {"reminder.hold_for = \"call\"",
         {R"(f.toml:1:21: reminder.hold_for: expected a list such as ["call"], got the text "call")"}},
        {"reminder.urgency = \"Normal\"",
         {R"(f.toml:1:20: reminder.urgency: unknown value "Normal", did you mean "normal"?)"}},
        {"reminder.sound = \"~/bell.oga\"",
         {R"(f.toml:1:18: reminder.sound: "~/bell.oga" is no sound, expected a sound name, an absolute path, or "")"}},
        {"schedule.active = \"Mon 08:00-09:00\"",
         {R"(f.toml:1:19: schedule.active: expected a list such as ["Mon-Fri 08:30-18:00"], got the text "Mon 08:00-09:00")"}},
        {"schedule.active = [8]",
         {R"(f.toml:1:20: schedule.active: expected a part of the week such as "Mon-Fri 08:30-18:00", got the number 8)"}},
        {"schedule.active = [\"Mon 08:00-09:00\", \"Mon 08:00-09:00\"]",
         {R"(f.toml:1:39: schedule.active: "Mon 08:00-09:00" has a day and time that an entry before it has too)"}},
        {"sitting = \"30min\"",
         {R"(f.toml:1:1: sitting: expected a table, [sitting], got the text "30min")"}},
        {"[[sitting]]\nlimit = \"10min\"", {"f.toml:1:3: sitting: expected a table, [sitting], got a list"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(mistakes(read(c.text)) == c.expected);
    }
}

TEST_CASE("unknown tables and keys, with what was probably meant") {
    const std::vector<Case> cases = {
        {"[sitting]\nbreak-length = \"2min\"",
         {R"(f.toml:2:1: unknown key "break-length" in [sitting], did you mean "break_length"?)"}},
        {"[sitting]\nbreak_lenght = \"2min\"",
         {R"(f.toml:2:1: unknown key "break_lenght" in [sitting], did you mean "break_length"?)"}},
        {"[sitting]\nlevel = \"info\"",
         {R"(f.toml:2:1: unknown key "level" in [sitting], did you mean "level" in [log]?)"}},
        {"[sitting]\nurgncy = \"low\"",
         {R"(f.toml:2:1: unknown key "urgncy" in [sitting], did you mean "urgency" in [reminder]?)"}},
        {"[log]\ncolour = 1", {R"(f.toml:2:1: unknown key "colour" in [log], expected "level")"}},
        {"[sitting.deeper]\nx = 1",
         {R"(f.toml:1:10: unknown key "deeper" in [sitting], expected "limit", "break_length" or "passive_limit")"}},
        {"[Sitting]", {"f.toml:1:2: unknown table [Sitting], did you mean [sitting]?"}},
        {"[desk]",
         {"f.toml:1:2: unknown table [desk], expected one of [sitting], [reminder], [schedule], [movements], "
          "[hooks], [history], [log]"}},
        {"[\"a b\\n\"]",
         {R"(f.toml:1:2: unknown table ["a b\n"], expected one of [sitting], [reminder], [schedule], [movements], [hooks], [history], [log])"}},
        {"colour = 1",
         {R"(f.toml:1:1: unknown key "colour" outside of a table, expected one of the tables [sitting], [reminder], [schedule], [movements], [hooks], [history], [log])"}},
        {"\"\" = 1",
         {R"(f.toml:1:1: unknown key "" outside of a table, expected one of the tables [sitting], [reminder], [schedule], [movements], [hooks], [history], [log])"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(mistakes(read(c.text)) == c.expected);
    }
}

TEST_CASE("movements of one's own") {
    const std::string long_title(61, 'x');
    const std::string long_step(73, 'x');
    struct Own {
        std::string text;
        Lines expected;
    };
    const std::vector<Own> cases = {
        {"[movements.own]\ntitle = \"x\"",
         {"f.toml:1:1: movements.own: expected a list of tables, each under [[movements.own]], got a table"}},
        {"movements.own = [\"walk\"]",
         {"f.toml:1:18: movements.own: expected a table such as in [{ title = \"…\", steps = [\"…\"], place "
          "= "
          "\"desk\" }], got the text \"walk\""}},
        {"movements.own = [{}]",
         {R"(f.toml:1:18: movements.own: this movement has no title, expected "title", "steps" and "place")",
          R"(f.toml:1:18: movements.own: this movement has no steps, expected "title", "steps" and "place")",
          R"(f.toml:1:18: movements.own: this movement has no place, expected "title", "steps" and "place")"}},
        // What could not be read is not missing too; but what another movement lacks is.
        {"[[movements.own]]\ntitle = Foo\nsteps = [\"a\"]\nplace = \"desk\"\n"
         "[[movements.own]]\nsteps = [\"b\"]\nplace = \"desk\"",
         {R"(f.toml:2:9: texts need quotes, write title = "Foo")",
          R"(f.toml:5:1: movements.own: this movement has no title, expected "title", "steps" and "place")"}},
        {"[[movements.own]]\ntitle = \" \"\nsteps = []\nplace = 3",
         {"f.toml:2:9: movements.own: title: empty, expected a text",
          "f.toml:3:9: movements.own: steps: expected a list of 1 to 3 lines, got 0",
          R"(f.toml:4:9: movements.own: place: expected "desk", "chair", "floor" or "bed", got the number 3)"}},
        {"[[movements.own]]\ntitle = \"" + long_title + "\"\nsteps = [\"a\", \"" + long_step +
             "\", 7]\nplace = \"bed\"",
         {"f.toml:2:9: movements.own: title: \"" + std::string(60, 'x') +
              "…\" is too long, expected at most 60 characters",
          "f.toml:3:15: movements.own: steps: \"" + std::string(60, 'x') +
              "…\" is too long, expected at most 72 characters",
          "f.toml:3:92: movements.own: steps: expected a text, got the number 7"}},
        {"[[movements.own]]\ntitle = \"a\\nb\"\nsteps = [\"a\", \"b\", \"c\", \"d\"]\nplace = \"bed\"",
         {R"(f.toml:2:9: movements.own: title: "a\nb" is not one line of text)",
          "f.toml:3:9: movements.own: steps: expected a list of 1 to 3 lines, got 4"}},
        {"[[movements.own]]\ntitle = \"a\"\nsteps = [\"b\"]\nplace = \"bed\"\n"
         "[[movements.own]]\ntitle = \"a\"\nsteps = [\"c\"]\nplace = \"bed\"\n",
         {R"(f.toml:5:1: movements.own: a movement before this has the title "a" too)"}},
    };
    for (const Own& c : cases) {
        CAPTURE(c.text);
        CHECK(mistakes(read(c.text)) == c.expected);
    }
    std::string many;
    for (int i = 0; i < 101; ++i)
        many +=
            "[[movements.own]]\ntitle = \"" + std::to_string(i) + "\"\nsteps = [\"b\"]\nplace = \"bed\"\n";
    CHECK(mistakes(read(many)) == Lines{"f.toml:1:1: movements.own: 101 movements, expected at most 100"});
}

TEST_CASE("programs to run") {
    const std::string expected =
        " is no program, expected a name to look for on PATH, an absolute path, or one that begins with "
        "\"~/\"";
    struct Program {
        std::string list;
        Lines expected;
    };
    const std::vector<Program> cases = {
        {"\"bell\"",
         {R"(f.toml:1:21: hooks.on_reminder: expected a list such as ["notify-send", "Up!"], got the text "bell")"}},
        {"[\"bell\", 3]", {"f.toml:1:30: hooks.on_reminder: expected a text, got the number 3"}},
        {"[[\"bell\"]]", {"f.toml:1:22: hooks.on_reminder: expected a text, got a list"}},
        {"[\"\"]", {"f.toml:1:22: hooks.on_reminder: \"\"" + expected}},
        {"[\" \", \"x\"]", {"f.toml:1:22: hooks.on_reminder: \" \"" + expected}},
        {"[\"bin/bell\"]", {"f.toml:1:22: hooks.on_reminder: \"bin/bell\"" + expected}},
        {"[\"./bell\"]", {"f.toml:1:22: hooks.on_reminder: \"./bell\"" + expected}},
        {"[\"~somebody/bell\"]", {"f.toml:1:22: hooks.on_reminder: \"~somebody/bell\"" + expected}},
        {R"(["bell", "a\u0000b"])",
         {R"(f.toml:1:30: hooks.on_reminder: "a\u0000b" has a NUL character, which no argument can have)"}},
        {"[\"bell\", \"" + std::string(8193, 'x') + "\"]",
         {"f.toml:1:30: hooks.on_reminder: \"" + std::string(60, 'x') +
          "…\" is too long, expected at most 8192 bytes"}},
    };
    for (const Program& c : cases) {
        CAPTURE(c.list);
        CHECK(mistakes(read("hooks.on_reminder = " + c.list)) == c.expected);
    }
    std::string many = "hooks.on_reminder = [";
    for (int i = 0; i < 101; ++i)
        many += "\"x\", ";
    CHECK(mistakes(read(many + ']')) ==
          Lines{"f.toml:1:21: hooks.on_reminder: 101 texts, expected at most 100"});
    CHECK(
        mistakes(read("", {"hooks.on_break_end=bell"})) ==
        Lines{
            R"(--set hooks.on_break_end: expected a list such as ["notify-send", "Up!"], got the text "bell")"});
}

TEST_CASE("settings that contradict each other") {
    struct Contradiction {
        std::string_view text;
        Lines sets;
        Lines expected;
    };
    const std::vector<Contradiction> cases = {
        {"[sitting]\nbreak_length = \"30min\"",
         {},
         {R"(f.toml:2:16: sitting.break_length: 30min must be shorter than sitting.limit, which is "30min" (default))"}},
        {"[sitting]\nlimit = \"5min\"\nbreak_length = \"6min\"",
         {},
         {R"(f.toml:3:16: sitting.break_length: 6min must be shorter than sitting.limit, which is "5min" (f.toml:2))"}},
        {"[sitting]\nbreak_length = \"3min\"",
         {"sitting.limit=10s"},
         {R"(f.toml:2:16: sitting.break_length: 3min must be shorter than sitting.limit, which is "10s" (--set))"}},
        {"[sitting]\nlimit = \"10min\"",
         {"sitting.break_length=10min"},
         {R"(--set sitting.break_length: 10min must be shorter than sitting.limit, which is "10min" (f.toml:2))"}},
        {"[sitting]\npassive_limit = \"1min\"",
         {},
         {R"(f.toml:2:17: sitting.passive_limit: 1min must be 0s or at least sitting.break_length, which is "3min" (default))"}},
        {"[sitting]\nlimit = \"10min\"\nbreak_length = \"20min\"", {"sitting.break_length=2min"}, {}},
        {"[sitting]\npassive_limit = \"0s\"", {}, {}},
        {"[sitting]\npassive_limit = \"3min\"", {}, {}},
        {"[sitting]\nlimit = \"5h\"\nbreak_length = \"4h\"", {}, {}},
    };
    for (const Contradiction& c : cases) {
        CAPTURE(c.text);
        CHECK(mistakes(read(c.text, c.sets)) == c.expected);
    }
}

TEST_CASE("a value that could not be used contradicts nothing") {
    CHECK(mistakes(read("[sitting]\nlimit = 2\nbreak_length = \"40min\"")).size() == 1);
    CHECK(mistakes(read("[sitting]\nlimit = \"2min\"\nbreak_length = 5")).size() == 1);
    CHECK(mistakes(read("[sitting]\nlimit = 2h\nbreak_length = \"40min\"")).size() == 1);
}

TEST_CASE("text that is no TOML is told where it is, and what follows is still looked at") {
    const std::vector<Case> cases = {
        {"[sitting]\nlimit = 1h 15min # long\n[log]\nlevel = \"x\"",
         {R"(f.toml:2:9: texts need quotes, write limit = "1h 15min")",
          R"(f.toml:4:9: log.level: unknown value "x", expected "debug", "info", "warn" or "error")"}},
        {"[reminder]\nsay_when_done = True", {R"(f.toml:2:17: "True" is no value, expected true or false)"}},
        {"[reminder]\n  urgency = \"low\"\n  urgency = \"low\"",
         {R"(f.toml:3:3: "urgency" is set twice, expected once)"}},
        {"[log]\nlevel = \"x\"\n[reminder]\n[log]\nlevel = \"y\"\n[schedule]\nactive = 1",
         {R"(f.toml:2:9: log.level: unknown value "x", expected "debug", "info", "warn" or "error")",
          "f.toml:4:1: [log] is there twice, expected once",
          R"(f.toml:7:10: schedule.active: expected a list such as ["Mon-Fri 08:30-18:00"], got the number 1)"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(mistakes(read(c.text)) == c.expected);
    }
}

TEST_CASE("a mistake that opens something is told once, without guesses about the rest") {
    const std::vector<std::string_view> texts = {
        "[reminder]\nhold_for = [\"call\",\nurgency = \"low\"\nsound = \"\"\n",
        "[reminder]\nhold_for = [\"call\"",
        "[reminder]\nsound = \"\"\"\nurgency = 3\n",
        "[reminder]\nsound = \"bell",
        "[reminder\nsound = 3\n",
        "just a line of words\nurgency = 3\n",
    };
    for (const std::string_view text : texts) {
        CAPTURE(text);
        const Lines lines = mistakes(read(text));
        REQUIRE(lines.size() == 1);
        CHECK(lines.front().find(": not valid TOML") != std::string::npos);
    }
}

TEST_CASE("--set is read by the same rules") {
    CHECK(
        mistakes(read(
            "", {"sitting.limit=30", "foo", "=3", "sitting.limt=3", "limit=3", "sitting=3", "x.y=1",
                 "reminder.say_when_done=yes", "reminder.hold_for=call", "reminder.hold_for=[\"call\",]x",
                 "log.level=info", "log.level=warn", "sitting.passive_limit=\"1h\"\nlimit=3"})) ==
        Lines{
            R"(--set sitting.limit: 30 of what? Write "30min" or "30s")",
            "--set foo: expected key=value, for example sitting.limit=30min",
            "--set =3: expected key=value, for example sitting.limit=30min",
            "--set sitting.limt: unknown key, did you mean sitting.limit?",
            "--set limit: unknown key, did you mean sitting.limit?",
            "--set sitting: unknown key, expected one such as sitting.limit",
            "--set x.y: unknown key, expected one such as sitting.limit",
            R"(--set reminder.say_when_done: expected true or false, got the text "yes")",
            R"(--set reminder.hold_for: expected a list such as ["call"], got the text "call")",
            "--set reminder.hold_for: given twice, expected once",
            "--set log.level: given twice, expected once",
            R"(--set sitting.passive_limit: "\"1h\"\nlimit=3" is no duration, expected one such as "30min", "1h 15min" or "90s")",
        });
}

TEST_CASE("the mistakes of the file come before those of --set") {
    CHECK(mistakes(read("[sitting]\nlimit = 1", {"log.level=x"})) ==
          Lines{R"(f.toml:2:9: sitting.limit: 1 of what? Write "1min" or "1s")",
                R"(--set log.level: unknown value "x", expected "debug", "info", "warn" or "error")"});
}
