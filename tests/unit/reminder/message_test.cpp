#include "reminder/message.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "config/movements.hpp"
#include "config/settings.hpp"

using namespace sitbreak;
using namespace sitbreak::reminder;
using namespace std::chrono_literals;

namespace {

const Capabilities everything{
    .body = true, .body_markup = false, .actions = true, .pictures = true, .sound = true};

config::Movement march(std::vector<std::string> steps) {
    config::Movement movement;
    movement.title = "March on the spot";
    movement.steps = std::move(steps);
    return movement;
}

Message reminder_of(const config::Movement& movement, std::optional<sitting::Duration> missing = {},
                    int snoozes_left = 2) {
    return reminder_message({.sat = 30min, .missing = missing, .snoozes_left = snoozes_left}, movement,
                            config::ReminderSettings{}, "/pictures/march.svg");
}

long lines_in(const std::string& text) {
    return text.empty() ? 0 : 1 + std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("how long someone has sat, in words") {
    CHECK(in_words(10s) == "10 seconds");
    CHECK(in_words(1s) == "1 second");
    CHECK(in_words(60s) == "1 minute");
    CHECK(in_words(30min + 59s) == "30 minutes");
    CHECK(in_words(1h) == "1 hour");
    CHECK(in_words(1h + 1min) == "1 hour 1 minute");
    CHECK(in_words(2h + 5min + 30s) == "2 hours 5 minutes");
}

TEST_CASE("what was missing, in short") {
    CHECK(in_short(90s) == "1 min 30 s");
    CHECK(in_short(10min) == "10 min");
    CHECK(in_short(1h + 5s) == "1 h 5 s");
    CHECK(in_short(200ms) == "1 s");
    CHECK(in_short(0s) == "0 s");
}

TEST_CASE("a reminder says how long by now, and what to do") {
    const Message message = reminder_of(march({"Stand tall.", "Lift the knees in turn."}));
    CHECK(message.kind == Message::Kind::reminder);
    const Text text = text_for(message, everything);
    CHECK(text.summary == "You have been sitting for 30 minutes");
    CHECK(text.body == "March on the spot\nStand tall.\nLift the knees in turn.");
    CHECK(message.snooze_label == "Snooze 10 min");
    CHECK_FALSE(message.expires);
}

TEST_CASE("three steps share three lines with the title") {
    const Text text =
        text_for(reminder_of(march({"Stand tall.", "Lift the knees in turn.", "8 times."})), everything);
    CHECK(text.body == "March on the spot: Stand tall.\nLift the knees in turn.\n8 times.");
}

TEST_CASE("R6: what was missing comes first and the rest still fits") {
    const Text text =
        text_for(reminder_of(march({"Stand tall.", "Lift the knees in turn.", "8 times."}), 90s), everything);
    CHECK(text.body ==
          "1 min 30 s more away would have made it a break.\n"
          "March on the spot: Stand tall.\nLift the knees in turn. 8 times.");
}

TEST_CASE("R21: without buttons the text says that the command exists") {
    Capabilities server = everything;
    server.actions = false;
    const auto movement = march({"Stand tall.", "Lift the knees in turn.", "8 times."});
    CHECK(text_for(reminder_of(movement), server).body ==
          "March on the spot: Stand tall.\nLift the knees in turn. 8 times.\nNot now? Run: sitbreak snooze");
    CHECK(text_for(reminder_of(movement, 90s), server).body ==
          "1 min 30 s more away would have made it a break.\n"
          "March on the spot: Stand tall. Lift the knees in turn. 8 times.\nNot now? Run: sitbreak snooze");
    SUBCASE("but not when no snooze is left") {
        const Message message = reminder_of(movement, {}, 0);
        CHECK_FALSE(message.snooze_label);
        CHECK(text_for(message, server).body.find("snooze") == std::string::npos);
    }
}

TEST_CASE("R21: without body text the summary alone says what to do and that the command exists") {
    const Text text = text_for(reminder_of(march({"Stand tall.", "Lift the knees."})), Capabilities{});
    CHECK(text.body.empty());
    CHECK(text.summary ==
          "You have been sitting for 30 minutes. March on the spot: Stand tall. Lift the knees. "
          "Not now? Run: sitbreak snooze");
}

TEST_CASE("every movement fits three lines on every server") {
    for (const auto& movement : config::movements()) {
        CAPTURE(movement.id);
        for (const bool actions : {true, false}) {
            for (const auto missing :
                 {std::optional<sitting::Duration>{}, std::optional<sitting::Duration>{90s}}) {
                Capabilities server = everything;
                server.actions = actions;
                const std::string body = text_for(reminder_of(movement, missing), server).body;
                CHECK(lines_in(body) <= 3);
                for (const auto& step : movement.steps)
                    CHECK(body.find(step) != std::string::npos);
            }
        }
    }
}

TEST_CASE("markup is escaped where the server reads markup, and only there") {
    const auto movement = march({"Knees < hips & back > straight."});
    CHECK(text_for(reminder_of(movement), everything).body ==
          "March on the spot\nKnees < hips & back > straight.");
    Capabilities server = everything;
    server.body_markup = true;
    CHECK(text_for(reminder_of(movement), server).body ==
          "March on the spot\nKnees &lt; hips &amp; back &gt; straight.");
}

TEST_CASE("the settings decide how a reminder comes") {
    config::ReminderSettings settings;
    settings.urgency = config::Urgency::critical;
    settings.sound = "bell";
    settings.show_for = 45s;
    settings.snooze = 5min;
    const Message message =
        reminder_message({.sat = 30min, .missing = {}, .snoozes_left = 1}, march({}), settings, {});
    CHECK(message.urgency == config::Urgency::critical);
    CHECK(message.sound == "bell");
    CHECK(message.expires == 45s);
    CHECK(message.snooze_label == "Snooze 5 min");
    CHECK(message.picture.empty());
}

TEST_CASE("R22: a break that was long enough is one low-urgency line") {
    const Message message = break_done_message(4min + 20s);
    CHECK(text_for(message, everything) == Text{.summary = "Break done: 4 minutes away", .body = ""});
    CHECK(message.urgency == config::Urgency::low);
    CHECK(message.kind == Message::Kind::notice);
    CHECK(message.expires);
}

TEST_CASE("R17: broken settings are said with the first place and how many more") {
    const std::string first = "/home/a/sitbreak.toml:3:1: unknown key \"limt\", did you mean \"limit\"?";
    CHECK(text_for(settings_broken_message(first), everything).body ==
          first + "\nThe settings from before stay in force.");
    CHECK(text_for(settings_broken_message(first + "\nb\nc\nd\n"), everything).body ==
          first + "\nand 3 more.\nThe settings from before stay in force.");
    CHECK(text_for(settings_broken_message(""), Capabilities{}).summary ==
          "sitbreak's settings file cannot be used. The settings from before stay in force.");
    CHECK(text_for(settings_mended_message(), everything).body.empty());
}

TEST_CASE("capabilities are read by the names of the specification") {
    const auto of = [](std::vector<std::string> names) { return capabilities_of(names); };
    CHECK(of({"body", "actions", "icon-static", "sound", "x-own"}) == everything);
    CHECK(of({"body-markup"}) == Capabilities{.body_markup = true});
    CHECK(of({"body-images"}).pictures);
    CHECK(of({}) == Capabilities{});
}

TEST_CASE("a message in one line") {
    CHECK(one_line(reminder_of(march({"Stand tall.", "Lift the knees."}), 90s)) ==
          "You have been sitting for 30 minutes. 1 min 30 s more away would have made it a break. "
          "March on the spot: Stand tall. Lift the knees.");
    CHECK(one_line(break_done_message(4min)) == "Break done: 4 minutes away.");
}
