// What is made of the session bus, the daemon, its unit, and of what the daemon says of reminders.

#include "doctor/daemon_check.hpp"

#include <doctest/doctest.h>

#include "reminder/fault.hpp"

using namespace sitbreak::doctor;
using sitbreak::command::Time;
using namespace std::chrono_literals;

namespace {

const SessionBusFacts bus{.is_open = true, .fault = ""};
const SessionBusFacts no_bus{.is_open = false, .fault = "there is no session bus"};
const Time now{1795613100s};

DaemonFacts running() {
    DaemonFacts facts;
    facts.reach = Reach::answered;
    facts.process = 42;
    facts.program = "/usr/bin/sitbreakd";
    facts.snapshot.version = "1.0";
    facts.snapshot.counts_by = "input";
    facts.snapshot.source = "input on X display :0 (XSync)";
    return facts;
}

DaemonFacts absent() {
    DaemonFacts facts;
    facts.reach = Reach::absent;
    return facts;
}

ServiceFacts unit(const char* active, const char* file) {
    ServiceFacts facts;
    facts.reach = Reach::answered;
    facts.load_state = "loaded";
    facts.active_state = active;
    facts.sub_state = "running";
    facts.file_state = file;
    facts.result = "exit-code";
    return facts;
}

const ServiceFacts no_systemd = [] {
    ServiceFacts facts;
    facts.reach = Reach::absent;
    return facts;
}();

Finding judged(const DaemonFacts& facts, const ServiceFacts& service = no_systemd) {
    return daemon_finding(bus, facts, service, {"known: a mistake"}, "1.0", now);
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("no session bus is wrong, and nothing over it is asked for") {
    CHECK(session_bus_finding(bus).verdict == Verdict::ok);
    CHECK(session_bus_finding(no_bus).verdict == Verdict::wrong);
    CHECK(session_bus_finding(no_bus).found == "there is no session bus");
    CHECK(daemon_finding(no_bus, {}, {}, {}, "1.0", now).verdict == Verdict::skipped);
    CHECK(service_finding(no_bus, {}, false).verdict == Verdict::skipped);
}

TEST_CASE("a daemon that answers") {
    const auto finding = judged(running());
    CHECK(finding.verdict == Verdict::ok);
    CHECK(contains(finding.found, "sitbreakd 1.0, process 42 (/usr/bin/sitbreakd): "));
}

TEST_CASE("a daemon that is not there is started as it is started on this machine") {
    CHECK(judged(absent()).verdict == Verdict::wrong);
    CHECK(judged(absent()).advice == "Start it with: sitbreakd");
    CHECK(judged(absent(), unit("inactive", "enabled")).advice ==
          "Start it with: systemctl --user start sitbreakd");
}

TEST_CASE("a daemon that says nothing, or refuses") {
    auto mute = running();
    mute.reach = Reach::mute;
    CHECK(judged(mute).verdict == Verdict::wrong);
    CHECK(judged(mute).found == "sitbreakd, process 42 (/usr/bin/sitbreakd), does not answer within 2 s");
    mute.reach = Reach::refused;
    mute.error = "no such interface";
    CHECK(judged(mute).verdict == Verdict::wrong);
    CHECK(contains(judged(mute).found, "no such interface"));
}

TEST_CASE("another daemon than the one that is installed") {
    auto old = running();
    old.snapshot.version = "0.9";
    CHECK(judged(old, unit("active", "enabled")).verdict == Verdict::warning);
    CHECK(contains(judged(old, unit("active", "enabled")).advice, "systemctl --user restart sitbreakd"));
    auto replaced = running();
    replaced.program += " (deleted)";
    CHECK(judged(replaced).verdict == Verdict::warning);
}

TEST_CASE("what the daemon says is wrong, unless that is said elsewhere") {
    auto facts = running();
    facts.snapshot.problems = {"known: a mistake"};
    CHECK(judged(facts).verdict == Verdict::ok);
    facts.snapshot.problems.push_back("no server");
    CHECK(judged(facts).verdict == Verdict::warning);
    CHECK(judged(facts).details == std::vector<std::string>{"no server"});
}

TEST_CASE("what keeps the daemon from showing a reminder is wrong") {
    using sitbreak::reminder::Fault;
    for (const auto fault : {Fault::no_bus, Fault::no_server, Fault::mute, Fault::refused}) {
        auto facts = running();
        const auto words = sitbreak::reminder::in_words(fault, "why");
        facts.snapshot.problems = {words, "the history cannot be kept"};
        const auto finding = judged(facts);
        CHECK(finding.verdict == Verdict::wrong);
        CHECK(finding.details == std::vector<std::string>{words, "the history cannot be kept"});
        CHECK(contains(finding.advice, "sitbreak test"));
        CHECK(daemon_finding(bus, facts, no_systemd, {words}, "1.0", now).verdict == Verdict::warning);
    }
}

TEST_CASE("what a command line sets") {
    auto facts = running();
    facts.command_line = {"sitbreakd", "--set", "a=b", "--config=/a.toml", "--set=c=d", "--settle", "--set"};
    CHECK(sets_named_by(facts) == std::vector<std::string>{"a=b", "c=d"});
}

TEST_CASE("the settings file that a command line names") {
    const auto named = [](std::vector<std::string> words) {
        auto facts = running();
        facts.command_line = std::move(words);
        facts.directory = "/home/joe";
        return config_named_by(facts);
    };
    CHECK(named({"sitbreakd", "--config", "/a.toml"}) == "/a.toml");
    CHECK(named({"sitbreakd", "--set", "a=b", "--config=/a.toml"}) == "/a.toml");
    CHECK(named({"sitbreakd", "--config", "a.toml"}) == "/home/joe/a.toml");
    CHECK(named({"sitbreakd", "--config"}) == std::nullopt);
    CHECK(named({"sitbreakd", "--configuration", "x"}) == std::nullopt);
    CHECK(named({}) == std::nullopt);
}

TEST_CASE("the unit") {
    const auto verdict = [](const ServiceFacts& facts, bool daemon_runs) {
        return service_finding(bus, facts, daemon_runs).verdict;
    };
    CHECK(verdict(unit("active", "enabled"), true) == Verdict::ok);
    CHECK(verdict(unit("inactive", "enabled"), false) == Verdict::warning);
    CHECK(verdict(unit("inactive", "enabled"), true) == Verdict::ok);
    CHECK(verdict(unit("active", "disabled"), true) == Verdict::warning);
    CHECK(verdict(unit("failed", "enabled"), false) == Verdict::wrong);
    CHECK(verdict(unit("failed", "enabled"), true) == Verdict::warning);
    CHECK(contains(service_finding(bus, unit("failed", "enabled"), false).found, "exit-code"));
    auto other = unit("inactive", "");
    other.load_state = "not-found";
    CHECK(verdict(other, false) == Verdict::warning);
    CHECK(contains(service_finding(bus, other, false).found, "not installed"));
    other.load_state = "masked";
    CHECK(contains(service_finding(bus, other, false).advice, "unmask"));
    CHECK(verdict(no_systemd, true) == Verdict::skipped);
    CHECK(verdict({}, true) == Verdict::warning);
    other = {};
    other.reach = Reach::refused;
    CHECK(verdict(other, true) == Verdict::warning);
}

TEST_CASE("what puts reminders off warns, and says when it ends") {
    CHECK(put_off_finding(absent(), now).verdict == Verdict::skipped);
    CHECK(put_off_finding(running(), now).verdict == Verdict::ok);
    const auto warned = [](auto change) {
        auto facts = running();
        change(facts.snapshot);
        const auto finding = put_off_finding(facts, now);
        CHECK(finding.verdict == Verdict::warning);
        return finding;
    };
    CHECK(contains(warned([](auto& said) { said.paused_until = now + 24h * 30; }).found,
                   "paused until 2026-12-25 "));
    CHECK(contains(warned([](auto& said) { said.snoozed_until = now + 5min; }).found, "snoozed until "));
    CHECK(contains(warned([](auto& said) { said.skipped_until = now + 5min; }).found, "until "));
    CHECK(contains(warned([](auto& said) { said.schedule_opens = now + 5min; }).found, "schedule.active"));
    const auto standing = warned([](auto& said) {
        said.posture = "standing";
        said.posture_by = "desk";
    });
    CHECK(standing.found == "you count as standing, as \"desk\" reported");
    CHECK(contains(standing.advice, "sitbreak sit"));
}

TEST_CASE("the last reminder") {
    CHECK(last_reminder_finding(absent(), now).verdict == Verdict::skipped);
    auto facts = running();
    CHECK(last_reminder_finding(facts, now).found == "there was none yet");
    facts.snapshot.last_reminder = {now - 5min, "walk", "followed"};
    CHECK(last_reminder_finding(facts, now).verdict == Verdict::ok);
    CHECK(contains(last_reminder_finding(facts, now).found, ", walk: a break followed"));
    facts.snapshot.last_reminder->outcome = "not-shown";
    CHECK(last_reminder_finding(facts, now).verdict == Verdict::warning);
    facts.snapshot.last_reminder->outcome = "framed";
    CHECK(contains(last_reminder_finding(facts, now).found, ": framed"));
}
