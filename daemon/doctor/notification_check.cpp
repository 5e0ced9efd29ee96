#include "doctor/notification_check.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "platform/variant.hpp"

namespace sitbreak::doctor {

namespace {

using platform::GVariantPtr;

constexpr auto server_name = "org.freedesktop.Notifications";
const platform::Bus::Object server{server_name, "/org/freedesktop/Notifications", server_name};

std::vector<std::string> texts_in(GVariant* answer) {
    const GVariantPtr list{g_variant_get_child_value(answer, 0)};
    std::vector<std::string> texts;
    for (gsize i = 0; i < g_variant_n_children(list.get()); ++i)
        texts.push_back(platform::text_at(list.get(), i));
    return texts;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string not_started(const ServerFacts& facts) {
    if (facts.was_started) return "the bus started a notification server, and it has ended again";
    return "nobody shows them, and the bus cannot start somebody: " +
           (facts.not_started_why.empty()
                ? "it has not done so within " + std::to_string(starting_patience.count()) + " s"
                : facts.not_started_why);
}

std::string mute_server() {
    return std::string{"the owner of "} + server_name + ' ' + mute_text();
}

}  // namespace

void ask_notification_server(BusTalk& bus, ServerFacts& facts) {
    bus.ask(server, "GetServerInformation", nullptr, "(ssss)", [&facts](const BusTalk::Answer& answer) {
        facts.reach = answer.reach;
        facts.error = answer.error;
        if (answer.value == nullptr) return;
        facts.name = platform::text_at(answer.value, 0);
        facts.vendor = platform::text_at(answer.value, 1);
        facts.version = platform::text_at(answer.value, 2);
        facts.specification = platform::text_at(answer.value, 3);
    });
    bus.ask(server, "GetCapabilities", nullptr, "(as)", [&facts](const BusTalk::Answer& answer) {
        facts.capabilities_reach = answer.reach;
        if (answer.value != nullptr) facts.capabilities = texts_in(answer.value);
    });
    bus.ask(bus_itself(), "ListActivatableNames", nullptr, "(as)", [&facts](const BusTalk::Answer& answer) {
        if (answer.value != nullptr) facts.can_be_started = has(texts_in(answer.value), server_name);
    });
}

bool is_to_be_started(const ServerFacts& facts) {
    return facts.reach == Reach::absent && facts.can_be_started;
}

void start_notification_server(BusTalk& bus, ServerFacts& facts) {
    bus.ask(bus_itself(), "StartServiceByName", g_variant_new("(su)", server_name, 0U), "(u)",
            [&bus, &facts](const BusTalk::Answer& answer) {
                facts.not_started_why = answer.error;
                facts.was_started = answer.reach == Reach::answered;
                if (!facts.was_started) return;
                facts.reach = facts.capabilities_reach = Reach::mute;
                ask_notification_server(bus, facts);
            });
}

Finding notification_finding(const SessionBusFacts& bus, const ServerFacts& facts) {
    Finding finding{.check = "notifications", .verdict = Verdict::wrong};
    if (!bus.is_open) {
        finding.verdict = Verdict::skipped;
        finding.found = "they are shown over the session bus";
    } else if (is_to_be_started(facts)) {
        finding.found = not_started(facts);
        finding.advice =
            "Start one with your session. If the bus does not know your display: "
            "dbus-update-activation-environment DISPLAY WAYLAND_DISPLAY XAUTHORITY";
    } else if (facts.reach == Reach::absent) {
        finding.found = "there is no notification server on the session bus";
        finding.advice = "Install and start one, such as dunst, or mako on Wayland.";
    } else if (facts.reach == Reach::mute) {
        finding.found = mute_server();
        finding.advice = "Restart it.";
    } else if (facts.reach == Reach::refused) {
        finding.found = "the notification server does not say who it is: " + facts.error;
        finding.advice = "Restart it, or use another one.";
    } else if (std::atoi(facts.specification.c_str()) < 1) {
        finding.found = facts.name + ' ' + facts.version + " names no version of the specification";
        finding.advice = "Nothing is shown by such a one. Use another.";
    } else {
        finding.verdict = Verdict::ok;
        finding.found = facts.name + ' ' + facts.version +
                        (facts.vendor.empty() ? "" : " by " + facts.vendor) + ", of specification " +
                        facts.specification +
                        (facts.was_started ? ", which the bus has started just now" : "");
    }
    return finding;
}

Finding capabilities_finding(const SessionBusFacts& bus, const ServerFacts& facts) {
    Finding finding{.check = "capabilities", .verdict = Verdict::skipped};
    if (!bus.is_open || facts.reach == Reach::absent) {
        finding.found = "nobody to ask";
        return finding;
    }
    if (facts.capabilities_reach != Reach::answered) {
        finding.verdict = Verdict::wrong;
        finding.found = facts.capabilities_reach == Reach::mute ? mute_server()
                                                                : "the server does not say what it can do";
        finding.advice = "Nothing is shown by one that does not say. Restart it.";
        return finding;
    }
    const auto& all = facts.capabilities;
    finding.verdict = has(all, "actions") && has(all, "body") ? Verdict::ok : Verdict::warning;
    for (const auto& capability : all)
        finding.found.append(finding.found.empty() ? "" : ", ").append(capability);
    if (all.empty()) finding.found = "none";
    if (!has(all, "actions"))
        finding.details.emplace_back("No actions: a reminder has no buttons, and names \"sitbreak snooze\".");
    if (!has(all, "body"))
        finding.details.emplace_back("No body: what to do has to fit into the one line of the title.");
    if (!has(all, "persistence"))
        finding.details.emplace_back(
            "No persistence: it keeps no list of what was shown; a reminder that you miss is repeated.");
    return finding;
}

}  // namespace sitbreak::doctor
