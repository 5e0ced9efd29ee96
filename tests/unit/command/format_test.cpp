// The lines of the bars; docs/status.schema.json judges that of --json, in tests/desktop/command.

#include "command/format.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sample.hpp"

using namespace sitbreak::command;
using namespace sitbreak::command::testing;

namespace {

const View nobody = NoDaemon{"sitbreakd is not running"};

}  // namespace

TEST_CASE("text") {
    const TimeZone central_europe;
    CHECK(line(Format::text, seated(), afternoon) == "Sitting for 23 min. Reminder in 7 min (14:32).");
    CHECK(line(Format::text, nobody, afternoon) == "sitbreakd is not running.");
}

TEST_CASE("JSON for programs has every member, in its order") {
    const TimeZone central_europe;
    Snapshot snapshot = due();
    snapshot.reminder_stands = true;
    snapshot.last_reminder = {afternoon - 4min, "walk", "stands"};
    snapshot.problems = {"no \"server\"\n\xFF"};
    CHECK(line(Format::json, snapshot, afternoon) ==
          R"({"schema":1,"running":true,"time":1795613100,)"
          R"("summary":"Sitting for 34 min. It is time for a break.","gist":"due","version":"0.1.0",)"
          R"("state":"seated","sitting_seconds":2040,"sitting_since":1795611060,"away_since":null,)"
          R"("break_done":null,"due":true,"next_reminder":null,"reminder_stands":true,"snoozes_left":2,)"
          R"("snoozed_until":null,"skipped_until":null,"paused_until":null,"schedule_opens":null,"holds":[],)"
          R"-("reported":null,"source":"input on X display :0 (XSync)","counts_by":"input",)-"
          R"("limit_seconds":1800,"break_length_seconds":180,)"
          R"("last_reminder":{"at":1795612860,"movement":"walk","outcome":"stands"},)"
          "\"problems\":[\"no \\\"server\\\"\\n\xEF\xBF\xBD\"]}");
    CHECK(line(Format::json, nobody, afternoon) ==
          R"({"schema":1,"running":false,"time":1795613100,"summary":"sitbreakd is not running."})");
}

TEST_CASE("waybar reads markup") {
    const TimeZone central_europe;
    Snapshot snapshot = seated();
    CHECK(line(Format::waybar, snapshot, afternoon) ==
          R"({"text":"23 min","alt":"seated","tooltip":"Sitting for 23 min. Reminder in 7 min (14:32).",)"
          R"("class":["seated"],"percentage":76})");
    snapshot.problems = {"a < b & c"};
    CHECK(line(Format::waybar, snapshot, afternoon) ==
          R"({"text":"23 min","alt":"seated","tooltip":"Sitting for 23 min. Reminder in 7 min (14:32).)"
          R"(\na &lt; b &amp; c","class":["seated","problem"],"percentage":76})");
    CHECK(line(Format::waybar, nobody, afternoon) ==
          R"({"text":"off","alt":"no-daemon","tooltip":"sitbreakd is not running","class":["no-daemon"],)"
          R"("percentage":0})");
}

TEST_CASE("i3bar reads blocks") {
    CHECK(line(Format::i3bar, seated(), afternoon) ==
          R"({"name":"sitbreak","full_text":"sitting 23 min","short_text":"23 min","urgent":false})");
    CHECK(line(Format::i3bar, due(), afternoon) ==
          R"({"name":"sitbreak","full_text":"sitting 34 min, time for a break","short_text":"34 min",)"
          R"("color":"#e0706c","urgent":true})");
    CHECK(line(Format::i3bar, nobody, afternoon) ==
          R"({"name":"sitbreak","full_text":"sitbreakd is not running","short_text":"off","urgent":false})");
}

TEST_CASE("polybar reads tags") {
    CHECK(line(Format::polybar, seated(), afternoon) == "sitting 23 min");
    CHECK(line(Format::polybar, away(12min), afternoon) == "%{F#8fbf7f}break 12 min%{F-}");
    CHECK(line(Format::polybar, nobody, afternoon) == "sitbreakd is not running");
}

TEST_CASE("a terminal shows what calls for attention in a colour") {
    CHECK(terminal_colour(seated(), afternoon).empty());
    CHECK(terminal_colour(nobody, afternoon).empty());
    CHECK(terminal_colour(due(), afternoon) == "\x1b[1;31m");
    CHECK(terminal_colour(away(80s), afternoon) == "\x1b[32m");
}
