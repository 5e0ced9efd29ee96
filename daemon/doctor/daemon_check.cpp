#include "doctor/daemon_check.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "command/interface.hpp"
#include "command/times.hpp"
#include "command/words.hpp"
#include "platform/variant.hpp"
#include "reminder/fault.hpp"

namespace sitbreak::doctor {

namespace {

using command::clock_text;
using platform::GVariantPtr;

constexpr auto systemd_name = "org.freedesktop.systemd1";
constexpr auto unit_name = "sitbreakd.service";
/// As systemd escapes it.
constexpr auto unit_path = "/org/freedesktop/systemd1/unit/sitbreakd_2eservice";

/// How /proc says that the program was replaced after it was started.
constexpr std::string_view replaced = " (deleted)";

std::string process_file(std::uint32_t process, const char* name) {
    return "/proc/" + std::to_string(process) + "/" + name;
}

std::filesystem::path where_leads(std::uint32_t process, const char* link) {
    std::error_code unknown;
    return std::filesystem::read_symlink(process_file(process, link), unknown);
}

std::vector<std::string> command_line_of(std::uint32_t process) {
    std::ifstream file{process_file(process, "cmdline"), std::ios::binary};
    std::vector<std::string> words;
    for (std::string word; std::getline(file, word, '\0');)
        words.push_back(std::exchange(word, {}));
    return words;
}

std::string process_text(const DaemonFacts& facts) {
    if (!facts.process) return "";
    return "process " + std::to_string(*facts.process) +
           (facts.program.empty() ? "" : " (" + facts.program + ")");
}

bool is_installed(const ServiceFacts& service) {
    return service.reach == Reach::answered && service.load_state == "loaded";
}

std::string how_to_start(const ServiceFacts& service) {
    return std::string{"Start it with: "} +
           (is_installed(service) ? "systemctl --user start sitbreakd" : "sitbreakd");
}

std::string how_to_restart(const ServiceFacts& service) {
    return service.active_state == "active" ? "Restart it with: systemctl --user restart sitbreakd"
                                            : "End that process and start sitbreakd anew.";
}

/// What follows an option, or stands behind its "=", each time that it is given.
std::vector<std::string> values_of(std::string_view option, const std::vector<std::string>& words) {
    std::vector<std::string> values;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == option) {
            if (++word == words.end()) break;
            values.push_back(*word);
        } else if (word->starts_with(option) && word->substr(option.size()).starts_with('=')) {
            values.push_back(word->substr(option.size() + 1));
        }
    }
    return values;
}

Finding skipped(std::string_view check, std::string why) {
    return {.check = check, .verdict = Verdict::skipped, .found = std::move(why)};
}

constexpr auto nobody_to_ask = "the daemon cannot be asked";

std::string service_text(const ServiceFacts& facts) {
    return std::string{unit_name} + ": " + (facts.file_state.empty() ? "unknown" : facts.file_state) + ", " +
           facts.active_state + " (" + facts.sub_state + ")";
}

struct OutcomeWords {
    std::string_view outcome;
    std::string_view words;
};
constexpr std::array<OutcomeWords, 12> outcomes{{
    {"stands", "it is on the screen"},
    {"open", "what becomes of it is not settled yet"},
    {"followed", "a break followed"},
    {"too-short", "the break that followed was too short"},
    {"snoozed", "it was snoozed"},
    {"skipped", "it was skipped"},
    {"closed", "it was closed"},
    {"ignored", "it was ignored"},
    {"withdrawn", "it was withdrawn"},
    {"not-shown", "it could not be shown"},
    {"unseen", "nobody was there any more to see it"},
    {"unknown", "what became of it is not known"},
}};

}  // namespace

void ask_daemon(BusTalk& bus, DaemonFacts& facts) {
    bus.ask(bus_itself(), "GetConnectionUnixProcessID", g_variant_new("(s)", command::interface_name), "(u)",
            [&facts](const BusTalk::Answer& answer) {
                if (answer.reach != Reach::answered) return;
                g_variant_get(answer.value, "(u)", &facts.process.emplace());
                facts.program = where_leads(*facts.process, "exe").string();
                facts.directory = where_leads(*facts.process, "cwd");
                facts.command_line = command_line_of(*facts.process);
            });
    bus.ask(command::daemon_properties(), "GetAll", g_variant_new("(s)", command::interface_name), "(a{sv})",
            [&facts](const BusTalk::Answer& answer) {
                facts.reach = answer.reach;
                facts.error = answer.error;
                if (answer.value != nullptr) facts.snapshot = command::snapshot_from(answer.value);
            });
}

void ask_service(BusTalk& bus, ServiceFacts& facts) {
    const auto unit = properties_of(systemd_name, unit_path);
    bus.ask(unit, "GetAll", g_variant_new("(s)", "org.freedesktop.systemd1.Unit"), "(a{sv})",
            [&facts](const BusTalk::Answer& answer) {
                facts.reach = answer.reach;
                facts.error = answer.error;
                if (answer.value == nullptr) return;
                const GVariantPtr properties{g_variant_get_child_value(answer.value, 0)};
                const auto text = [&properties](const char* name) {
                    return platform::lookup_text(properties.get(), name).value_or("");
                };
                facts.load_state = text("LoadState");
                facts.active_state = text("ActiveState");
                facts.sub_state = text("SubState");
                facts.file_state = text("UnitFileState");
            });
    bus.ask(unit, "Get", g_variant_new("(ss)", "org.freedesktop.systemd1.Service", "Result"), "(v)",
            [&facts](const BusTalk::Answer& answer) {
                if (answer.value == nullptr) return;
                if (const auto result = platform::property_in(answer.value, "s"))
                    facts.result = g_variant_get_string(result.get(), nullptr);
            });
}

std::optional<std::filesystem::path> config_named_by(const DaemonFacts& facts) {
    const auto named = values_of("--config", facts.command_line);
    if (named.empty()) return std::nullopt;
    return facts.directory / named.front();
}

std::vector<std::string> sets_named_by(const DaemonFacts& facts) {
    return values_of("--set", facts.command_line);
}

Finding session_bus_finding(const SessionBusFacts& facts) {
    if (facts.is_open) return {.check = "session-bus", .found = "it answers"};
    return {.check = "session-bus",
            .verdict = Verdict::wrong,
            .found = facts.fault,
            .advice =
                "Run this inside the desktop session. If the session itself has no bus, start it with "
                "dbus-run-session, or install dbus-user-session."};
}

Finding daemon_finding(const SessionBusFacts& bus, const DaemonFacts& facts, const ServiceFacts& service,
                       const std::vector<std::string>& known_problems, std::string_view version,
                       command::Time now) {
    if (!bus.is_open) return skipped("daemon", "it is asked over the session bus");
    Finding finding{.check = "daemon", .verdict = Verdict::wrong};
    if (facts.reach == Reach::absent) {
        finding.found = "sitbreakd is not running";
        finding.advice = how_to_start(service);
        return finding;
    }
    const auto process = process_text(facts);
    if (facts.reach != Reach::answered) {
        finding.found =
            "sitbreakd" + (process.empty() ? "" : ", " + process + ",") + ' ' +
            (facts.reach == Reach::mute ? mute_text() : "refuses to say how it is: " + facts.error);
        finding.advice = how_to_restart(service);
        return finding;
    }
    const auto& said = facts.snapshot;
    finding.verdict = Verdict::ok;
    finding.found = "sitbreakd " + said.version + (process.empty() ? "" : ", " + process) + ": " +
                    command::sentence(said, now, command::To::seconds);
    if (said.version != version || facts.program.ends_with(replaced)) {
        finding.verdict = Verdict::warning;
        finding.details.push_back("It is not the one that is installed, which is " + std::string{version} +
                                  '.');
        finding.advice = how_to_restart(service);
    }
    for (const auto& problem : said.problems) {
        if (std::ranges::find(known_problems, problem) != known_problems.end()) continue;
        finding.details.push_back(problem);
        if (reminder::is_fault(problem)) {
            finding.verdict = Verdict::wrong;
            finding.advice = "See whether that is still so with: sitbreak test";
        } else if (finding.verdict == Verdict::ok) {
            finding.verdict = Verdict::warning;
        }
    }
    return finding;
}

Finding service_finding(const SessionBusFacts& bus, const ServiceFacts& facts, bool daemon_runs) {
    if (!bus.is_open) return skipped("service", "systemd is asked over the session bus");
    if (facts.reach == Reach::absent)
        return skipped("service", "no systemd of yours is on this bus; your session has to start sitbreakd");
    Finding finding{.check = "service", .verdict = Verdict::warning};
    if (facts.reach == Reach::mute) {
        finding.found = "your systemd " + mute_text();
    } else if (facts.reach == Reach::refused) {
        finding.found = "your systemd does not tell of " + std::string{unit_name} + ": " + facts.error;
    } else if (facts.load_state == "not-found") {
        finding.found = std::string{unit_name} + " is not installed";
        finding.advice = "Let your session start sitbreakd, or install the service with: ./run.sh install";
    } else if (facts.load_state != "loaded") {
        finding.found = std::string{unit_name} + " cannot be used: it is " + facts.load_state;
        finding.advice = facts.load_state == "masked" ? "systemctl --user unmask sitbreakd"
                                                      : "See: systemctl --user status sitbreakd";
    } else if (facts.active_state == "failed") {
        finding.verdict = daemon_runs ? Verdict::warning : Verdict::wrong;
        finding.found = service_text(facts) + ", by " + facts.result;
        finding.advice =
            "See why with: journalctl --user -u sitbreakd. Then: systemctl --user restart "
            "sitbreakd";
    } else if (facts.file_state == "disabled") {
        finding.found = service_text(facts) + ". It is not started with your session.";
        finding.advice = "systemctl --user enable sitbreakd";
    } else {
        finding.verdict = daemon_runs || facts.active_state == "active" ? Verdict::ok : Verdict::warning;
        finding.found = service_text(facts);
    }
    return finding;
}

Finding put_off_finding(const DaemonFacts& facts, command::Time now) {
    if (facts.reach != Reach::answered) return skipped("put-off", nobody_to_ask);
    const auto& said = facts.snapshot;
    Finding finding{.check = "put-off", .verdict = Verdict::warning};
    const auto until = [now](const std::optional<command::Time>& time) {
        return " until " + clock_text(*time, now);
    };
    if (said.paused_until) {
        finding.found = "reminders are paused" + until(said.paused_until);
        finding.advice = "It ends by itself, or with: sitbreak resume";
    } else if (!said.posture.empty()) {
        finding.found = "you count as " + said.posture +
                        (said.posture_until ? until(said.posture_until) : "") +
                        (said.posture_by.empty() ? "" : ", as \"" + said.posture_by + "\" reported");
        finding.advice = "If you sit, say: sitbreak sit";
    } else if (said.snoozed_until) {
        finding.found = "the reminder is snoozed" + until(said.snoozed_until);
    } else if (said.skipped_until) {
        finding.found = "the reminder was skipped; the next comes not" + until(said.skipped_until);
    } else if (said.schedule_opens) {
        finding.found = "schedule.active in the settings allows none" + until(said.schedule_opens);
    } else {
        finding.verdict = Verdict::ok;
        finding.found = "reminders are not paused, snoozed or skipped";
    }
    return finding;
}

Finding last_reminder_finding(const DaemonFacts& facts, command::Time now) {
    if (facts.reach != Reach::answered) return skipped("last-reminder", nobody_to_ask);
    const auto& last = facts.snapshot.last_reminder;
    if (!last) return {.check = "last-reminder", .found = "there was none yet"};
    const auto* const known = std::ranges::find(outcomes, last->outcome, &OutcomeWords::outcome);
    Finding finding{.check = "last-reminder"};
    finding.found = clock_text(last->at, now) + (last->movement.empty() ? "" : ", " + last->movement) + ": " +
                    (known == outcomes.end() ? last->outcome : std::string{known->words});
    if (last->outcome == "not-shown") {
        finding.verdict = Verdict::warning;
        finding.advice = "Show a sample, and see what becomes of it, with: sitbreak test";
    }
    return finding;
}

}  // namespace sitbreak::doctor
