// Verdicts from facts: settings, input and keys, lock and sleep, notifications, holds.

#include <doctest/doctest.h>

#include <filesystem>

#include "doctor/holds_check.hpp"
#include "doctor/input_check.hpp"
#include "doctor/lock_check.hpp"
#include "doctor/notification_check.hpp"
#include "doctor/run_until.hpp"
#include "doctor/settings_check.hpp"

using namespace sitbreak;
using namespace sitbreak::doctor;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr auto on_x = "input on X display :0 (XSync)";

DaemonFacts daemon(const char* source, const char* counts_by) {
    DaemonFacts facts;
    facts.reach = Reach::answered;
    facts.snapshot.source = source;
    facts.snapshot.counts_by = counts_by;
    return facts;
}

const SessionBusFacts bus{.is_open = true, .fault = ""};
const SessionBusFacts no_bus{};

ServerFacts server() {
    ServerFacts facts;
    facts.reach = facts.capabilities_reach = Reach::answered;
    facts.name = "dunst";
    facts.version = "1.9";
    facts.vendor = "knopwob";
    facts.specification = "1.2";
    facts.capabilities = {"actions", "body"};
    return facts;
}

}  // namespace

TEST_CASE("all mistakes in the settings are told") {
    CHECK(settings_finding({std::nullopt, config::Loaded{}}, false).verdict == Verdict::ok);
    CHECK(settings_finding({"/a.toml", config::Loaded{}}, false).found == "/a.toml: fine");
    const SettingsFacts broken{
        "/a.toml", config::Problems{{"/a.toml", 3, 1, "one thing"}, {"/a.toml", 7, 9, "another"}}};
    const auto finding = settings_finding(broken, false);
    CHECK(finding.verdict == Verdict::wrong);
    CHECK(finding.found == "/a.toml has 2 mistakes:");
    CHECK(finding.details == std::vector<std::string>{"/a.toml:3:1: one thing", "/a.toml:7:9: another"});
    const auto while_one_runs = settings_finding(broken, true);
    CHECK(while_one_runs.verdict == Verdict::warning);
    CHECK(contains(while_one_runs.advice, "keeps to the last good settings"));
}

TEST_CASE("what a daemon was told by --set is said, and is in the settings that others are judged by") {
    const auto told = look_at_settings("/dev/null", {"reminder.hold_at_most=0s"});
    CHECK(settings_finding(told, true).verdict == Verdict::ok);
    CHECK(settings_finding(told, true).found ==
          "/dev/null: fine, but for what the daemon was told by --set:");
    CHECK(settings_finding(told, true).details == std::vector<std::string>{"reminder.hold_at_most=0s"});
    REQUIRE(std::holds_alternative<config::Loaded>(told.read));
    CHECK(std::get<config::Loaded>(told.read).settings.reminder.hold_at_most == 0s);
}

TEST_CASE("what counts is the daemon's word, held against what counts here") {
    CHECK(input_finding(daemon(on_x, "input"), {on_x, true}).verdict == Verdict::ok);
    CHECK(input_finding(daemon(on_x, "input"), {"the clock alone: no", false}).verdict == Verdict::ok);
    const auto blind = input_finding(daemon("the clock alone: no desktop", "clock"), {on_x, true});
    CHECK(blind.verdict == Verdict::warning);
    CHECK(contains(blind.advice, "import-environment"));
    CHECK(input_finding(daemon("nothing at the moment: lost", "input"), {on_x, true}).verdict ==
          Verdict::warning);
    CHECK(input_finding(daemon("the clock alone", "clock"), {"the clock alone", false}).verdict ==
          Verdict::warning);
    CHECK(input_finding(daemon("", ""), {}).verdict == Verdict::warning);
}

TEST_CASE("without a daemon, what counts is what would") {
    CHECK(input_finding({}, {on_x, true}).verdict == Verdict::ok);
    CHECK(contains(input_finding({}, {on_x, true}).found, on_x));
    CHECK(input_finding({}, {"the clock alone: no", false}).verdict == Verdict::warning);
    CHECK(contains(input_finding({}, {}).found, "nothing that answers"));
}

TEST_CASE("a key") {
    CHECK(key_finding({.skipped = "not on a terminal"}).verdict == Verdict::skipped);
    CHECK(key_finding({.never_ceased = true}).verdict == Verdict::warning);
    const KeyFacts both{.source_saw = true, .terminal_got_key = true, .delay = 3ms};
    CHECK(key_finding(both).verdict == Verdict::ok);
    CHECK(key_finding(both).found == "seen after 3 ms");
    CHECK(key_finding({.source_saw = true}).verdict == Verdict::ok);
    CHECK(key_finding({.terminal_got_key = true}).verdict == Verdict::wrong);
    const KeyFacts neither{};
    CHECK(key_finding(neither).verdict == Verdict::skipped);
}

TEST_CASE("the lock is told by logind or a screen saver") {
    LogindFacts facts{.bus_is_open = true, .bus_fault = "", .reach = Reach::answered, .error = ""};
    facts.session = "c1";
    facts.type = "x11";
    CHECK(lock_finding(facts, {}).verdict == Verdict::ok);
    CHECK(
        contains(lock_finding(facts, {.there = {"a", "b"}}).found, "session c1 (x11); screen savers: a, b"));
    facts.active = false;
    CHECK(lock_finding(facts, {}).verdict == Verdict::warning);
    facts.locked = true;
    CHECK(lock_finding(facts, {}).verdict == Verdict::wrong);
    CHECK(contains(lock_finding(facts, {}).found, "Locked now, by the word of logind."));
    CHECK(sleep_finding(facts).found == "logind tells of it");

    facts = {};
    facts.bus_fault = "no such file";
    CHECK(lock_finding(facts, {}).verdict == Verdict::warning);
    CHECK(contains(lock_finding(facts, {}).found, "no such file"));
    CHECK(lock_finding(facts, {.there = {"org.gnome.ScreenSaver"}}).verdict == Verdict::ok);
    const auto saved = lock_finding(facts, {.there = {"a", "b"}, .active = {"b"}});
    CHECK(saved.verdict == Verdict::wrong);
    CHECK(contains(saved.found, "by the word of b."));
    CHECK(sleep_finding(facts).verdict == Verdict::ok);
    CHECK(contains(sleep_finding(facts).found, "nobody tells"));
    facts.bus_is_open = true;
    CHECK(contains(lock_finding(facts, {}).found, "logind does not answer within 2 s"));
    facts.reach = Reach::refused;
    facts.error = "why";
    CHECK(contains(lock_finding(facts, {}).found, "does not know this session (why)"));
    CHECK(sleep_finding(facts).found == "logind tells of it");
}

TEST_CASE("a notification server") {
    CHECK(notification_finding(bus, server()).verdict == Verdict::ok);
    CHECK(notification_finding(bus, server()).found == "dunst 1.9 by knopwob, of specification 1.2");
    CHECK(notification_finding(no_bus, {}).verdict == Verdict::skipped);
    ServerFacts facts;
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    CHECK(contains(notification_finding(bus, facts).found, "does not answer within 2 s"));
    facts.reach = Reach::absent;
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    facts.can_be_started = true;
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    CHECK(contains(notification_finding(bus, facts).found, "not done so within 5 s"));
    facts.not_started_why = "it exited with status 1";
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    CHECK(contains(notification_finding(bus, facts).found, "cannot start somebody: it exited with status 1"));
    facts.not_started_why = "";
    facts.was_started = true;
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    CHECK(contains(notification_finding(bus, facts).found, "it has ended again"));
    facts.reach = Reach::refused;
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
    facts = server();
    facts.was_started = true;
    CHECK(notification_finding(bus, facts).verdict == Verdict::ok);
    CHECK(contains(notification_finding(bus, facts).found, "the bus has started just now"));
    facts.specification = "";
    CHECK(notification_finding(bus, facts).verdict == Verdict::wrong);
}

TEST_CASE("what a server lacks is said with what that means") {
    auto facts = server();
    const auto details = [&] { return capabilities_finding(bus, facts).details; };
    CHECK(capabilities_finding(bus, facts).verdict == Verdict::ok);
    CHECK(capabilities_finding(bus, facts).found == "actions, body");
    REQUIRE(details().size() == 1);
    CHECK(details()[0].starts_with("No persistence"));
    facts.capabilities.emplace_back("persistence");
    CHECK(details().empty());
    facts.capabilities = {"body"};
    CHECK(capabilities_finding(bus, facts).verdict == Verdict::warning);
    CHECK(details()[0].starts_with("No actions"));
    facts.capabilities = {};
    CHECK(capabilities_finding(bus, facts).found == "none");
    CHECK(details().size() == 3);
    facts.capabilities_reach = Reach::mute;
    CHECK(capabilities_finding(bus, facts).verdict == Verdict::wrong);
    facts.reach = Reach::absent;
    CHECK(capabilities_finding(bus, facts).verdict == Verdict::skipped);
    CHECK(capabilities_finding(no_bus, {}).verdict == Verdict::skipped);
}

TEST_CASE("do-not-disturb is wrong, a hold that the settings heed ends by itself") {
    HoldsFacts facts{.on = {}, .has_looked = true, .fault = ""};
    const config::ReminderSettings settings;
    CHECK(do_not_disturb_finding(bus, facts).verdict == Verdict::ok);
    CHECK(holds_finding(facts, settings).verdict == Verdict::ok);
    facts.on = {sitting::Hold::do_not_disturb, sitting::Hold::full_screen};
    CHECK(do_not_disturb_finding(bus, facts).verdict == Verdict::wrong);
    CHECK(holds_finding(facts, settings).verdict == Verdict::ok);  // not in hold_for
    CHECK(holds_finding(facts, settings).details.size() == 1);
    facts.on = {sitting::Hold::call};
    CHECK(do_not_disturb_finding(bus, facts).verdict == Verdict::ok);
    CHECK(holds_finding(facts, settings).verdict == Verdict::warning);
    CHECK(holds_finding(facts, settings).details[0] == "A call: a reminder waits for its end, 1 h at most");
    auto heedless = settings;
    heedless.hold_at_most = 0s;
    CHECK(holds_finding(facts, heedless).verdict == Verdict::ok);
    CHECK(do_not_disturb_finding(no_bus, facts).verdict == Verdict::skipped);
    facts = {.on = {}, .has_looked = false, .fault = "sitbreak-holds ended with exit code 127"};
    CHECK(do_not_disturb_finding(bus, facts).verdict == Verdict::warning);
    CHECK(contains(holds_finding(facts, settings).found, "exit code 127"));
}

TEST_CASE("a sitbreak-holds that is not there, or ends") {
    asio::io_context io;
    const HoldsTrial none{io, "/nonexistent/sitbreak-holds"};
    CHECK(none.is_over());
    CHECK(none.facts().fault == "/nonexistent/sitbreak-holds: No such file or directory");
    const HoldsTrial brief{io, "/bin/false"};
    REQUIRE(run_until(io, [&brief] { return brief.is_over(); }, 20s));
    CHECK_FALSE(brief.facts().has_looked);
    CHECK(brief.facts().fault == "sitbreak-holds ended with exit code 1");
}
