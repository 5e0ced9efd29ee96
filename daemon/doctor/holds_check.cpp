#include "doctor/holds_check.hpp"

#include <system_error>
#include <vector>

#include "command/times.hpp"

namespace sitbreak::doctor {

namespace {

constexpr auto do_not_disturb = "do-not-disturb";
constexpr auto call = "call";
constexpr auto full_screen = "full-screen";

std::string fault_text(const HoldsFacts& facts) {
    return "it cannot be seen: " + (facts.fault.empty() ? "sitbreak-holds does not answer" : facts.fault);
}

/// Whether a due reminder waits for its end.
bool is_heeded(const config::ReminderSettings& settings, config::Hold hold) {
    return settings.hold_at_most.count() > 0 && settings.hold_for.contains(hold);
}

}  // namespace

HoldsTrial::HoldsTrial(asio::io_context& io, const std::filesystem::path& program) {
    try {
        program_ = std::make_unique<platform::ChildProcess>(
            io, program, std::vector<std::string>{call, do_not_disturb, full_screen},
            platform::ChildProcess::Events{
                [this](const std::string& line) { told(line); },
                [this](const auto& ending) { facts_.fault = "sitbreak-holds " + ending.how; }});
    } catch (const std::system_error& error) {
        facts_.fault = program.string() + ": " + error.code().message();
    }
}

void HoldsTrial::told(const std::string& line) {
    constexpr std::string_view on = " on";
    constexpr std::string_view off = " off";
    if (line == "looked")
        facts_.has_looked = true;
    else if (line.ends_with(on))
        facts_.on.insert(line.substr(0, line.size() - on.size()));
    else if (line.ends_with(off))
        facts_.on.erase(line.substr(0, line.size() - off.size()));
}

Finding do_not_disturb_finding(const SessionBusFacts& bus, const HoldsFacts& facts) {
    if (!bus.is_open)
        return {.check = do_not_disturb, .verdict = Verdict::skipped, .found = "there is no bus to ask on"};
    if (!facts.has_looked)
        return {.check = do_not_disturb, .verdict = Verdict::warning, .found = fault_text(facts)};
    if (!facts.on.contains(do_not_disturb)) return {.check = do_not_disturb, .found = "off"};
    return {
        .check = do_not_disturb,
        .verdict = Verdict::wrong,
        .found = "it is on: no notification is shown",
        .advice = "Switch it off where you switched it on; with dunst, for one: dunstctl set-paused false"};
}

Finding holds_finding(const HoldsFacts& facts, const config::ReminderSettings& settings) {
    Finding finding{.check = "holds"};
    if (!facts.has_looked) {
        finding.verdict = Verdict::warning;
        finding.found = fault_text(facts);
        return finding;
    }
    const auto look = [&](const char* name, config::Hold hold, const std::string& words) {
        if (!facts.on.contains(name)) return;
        const bool heeded = is_heeded(settings, hold);
        if (heeded) finding.verdict = Verdict::warning;
        finding.details.push_back(words + (heeded
                                               ? ": a reminder waits for its end, " +
                                                     command::length_text(settings.hold_at_most) + " at most"
                                               : ": by the settings, no reminder waits for its end"));
    };
    look(call, config::Hold::call, "A call");
    look(full_screen, config::Hold::full_screen, "A full screen");
    finding.found = finding.details.empty() ? "neither a call nor a full screen" : "there is one now:";
    return finding;
}

}  // namespace sitbreak::doctor
