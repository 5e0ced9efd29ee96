#include "doctor/holds_check.hpp"

#include <set>
#include <system_error>

#include "command/times.hpp"

namespace sitbreak::doctor {

namespace {

using sitting::Hold;

constexpr auto do_not_disturb = "do-not-disturb";

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
        program_ = std::make_unique<holds::Program>(
            io, program, std::set{Hold::call, Hold::do_not_disturb, Hold::full_screen},
            holds::Program::Events{
                [this](Hold hold, bool is_on) {
                    if (is_on)
                        facts_.on.insert(hold);
                    else
                        facts_.on.erase(hold);
                },
                [this] { facts_.has_looked = true; },
                [this](const std::string& how) { facts_.fault = "sitbreak-holds " + how; }});
    } catch (const std::system_error& error) {
        facts_.fault = program.string() + ": " + error.code().message();
    }
}

Finding do_not_disturb_finding(const SessionBusFacts& bus, const HoldsFacts& facts) {
    if (!bus.is_open)
        return {.check = do_not_disturb, .verdict = Verdict::skipped, .found = "there is no bus to ask on"};
    if (!facts.has_looked)
        return {.check = do_not_disturb, .verdict = Verdict::warning, .found = fault_text(facts)};
    if (!facts.on.contains(Hold::do_not_disturb)) return {.check = do_not_disturb, .found = "off"};
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
    const auto look = [&](Hold hold, config::Hold in_settings, const std::string& words) {
        if (!facts.on.contains(hold)) return;
        const bool heeded = is_heeded(settings, in_settings);
        if (heeded) finding.verdict = Verdict::warning;
        finding.details.push_back(words + (heeded
                                               ? ": a reminder waits for its end, " +
                                                     command::length_text(settings.hold_at_most) + " at most"
                                               : ": by the settings, no reminder waits for its end"));
    };
    look(Hold::call, config::Hold::call, "A call");
    look(Hold::full_screen, config::Hold::full_screen, "A full screen");
    finding.found = finding.details.empty() ? "neither a call nor a full screen" : "there is one now:";
    return finding;
}

}  // namespace sitbreak::doctor
