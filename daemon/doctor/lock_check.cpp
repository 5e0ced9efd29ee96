#include "doctor/lock_check.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

#include "platform/variant.hpp"
#include "presence/screen_savers.hpp"

namespace sitbreak::doctor {

namespace {

using platform::GVariantPtr;

constexpr auto login1 = "org.freedesktop.login1";
const platform::Bus::Object manager{login1, "/org/freedesktop/login1", "org.freedesktop.login1.Manager"};

void read_session(BusTalk& bus, const std::string& path, LogindFacts& facts) {
    bus.ask(properties_of(login1, path), "GetAll", g_variant_new("(s)", "org.freedesktop.login1.Session"),
            "(a{sv})", [&facts](const BusTalk::Answer& answer) {
                facts.reach = answer.reach;
                facts.error = answer.error;
                if (answer.value == nullptr) return;
                const GVariantPtr properties{g_variant_get_child_value(answer.value, 0)};
                const auto text = [&properties](const char* name) {
                    return platform::lookup_text(properties.get(), name).value_or("");
                };
                facts.session = text("Id");
                facts.type = text("Type");
                facts.locked = platform::lookup_bool(properties.get(), "LockedHint").value_or(false);
                facts.active = platform::lookup_bool(properties.get(), "Active").value_or(true);
            });
}

/// A service of the user manager is in no session; the user's graphical one is the one meant.
void ask_display(BusTalk& bus, LogindFacts& facts) {
    bus.ask(properties_of(login1, "/org/freedesktop/login1/user/self"), "Get",
            g_variant_new("(ss)", "org.freedesktop.login1.User", "Display"), "(v)",
            [&bus, &facts](const BusTalk::Answer& answer) {
                facts.reach = answer.reach;
                facts.error = answer.error;
                if (answer.value == nullptr) return;
                const auto display = platform::property_in(answer.value, "(so)");
                const std::string path = display ? platform::text_at(display.get(), 1) : "/";
                if (path == "/")
                    facts.error = "this user has no session with a display";
                else
                    read_session(bus, path, facts);
            });
}

void ask_for_session(BusTalk& bus, const char* method, GVariant* arguments, LogindFacts& facts,
                     const std::function<void()>& otherwise) {
    bus.ask(manager, method, arguments, "(o)", [&bus, &facts, otherwise](const BusTalk::Answer& answer) {
        if (answer.value != nullptr)
            read_session(bus, platform::text_at(answer.value, 0), facts);
        else
            otherwise();
    });
}

/// All have their object where their name says.
std::string path_of(std::string name) {
    std::ranges::replace(name, '.', '/');
    return "/" + name;
}

void ask_whether_active(BusTalk& bus, const std::string& saver, ScreenSaverFacts& facts) {
    bus.ask({saver.c_str(), path_of(saver), saver.c_str()}, "GetActive", nullptr, "(b)",
            [saver, &facts](const BusTalk::Answer& answer) {
                gboolean on = FALSE;
                if (answer.value != nullptr) g_variant_get(answer.value, "(b)", &on);
                if (on != FALSE) facts.active.push_back(saver);
            });
}

}  // namespace

void ask_logind(BusTalk& bus, const std::string& session_id, LogindFacts& facts) {
    const auto by_process = [&bus, &facts] {
        ask_for_session(bus, "GetSessionByPID", g_variant_new("(u)", std::uint32_t{0}), facts,
                        [&bus, &facts] { ask_display(bus, facts); });
    };
    if (session_id.empty())
        by_process();
    else
        ask_for_session(bus, "GetSession", g_variant_new("(s)", session_id.c_str()), facts, by_process);
}

void ask_screen_savers(BusTalk& bus, ScreenSaverFacts& facts) {
    bus.ask(bus_itself(), "ListNames", nullptr, "(as)", [&bus, &facts](const BusTalk::Answer& answer) {
        if (answer.value == nullptr) return;
        const GVariantPtr list{g_variant_get_child_value(answer.value, 0)};
        const auto known = presence::screen_saver_names();
        for (gsize i = 0; i < g_variant_n_children(list.get()); ++i) {
            const auto name = platform::text_at(list.get(), i);
            if (std::ranges::find(known, name) == known.end()) continue;
            facts.there.push_back(name);
            ask_whether_active(bus, name, facts);
        }
    });
}

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words)
        text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

/// Of logind, for the lock.
std::string logind_text(const LogindFacts& facts) {
    if (!facts.bus_is_open) return "the system bus cannot be reached (" + facts.bus_fault + ")";
    if (facts.reach == Reach::mute) return "logind " + mute_text();
    if (facts.reach == Reach::absent) return "there is no logind";
    if (facts.session.empty()) return "logind does not know this session (" + facts.error + ")";
    return "logind tells of session " + facts.session + (facts.type.empty() ? "" : " (" + facts.type + ")");
}

bool is_reached(const LogindFacts& facts) {
    return facts.bus_is_open && (facts.reach == Reach::answered || facts.reach == Reach::refused);
}

}  // namespace

Finding lock_finding(const LogindFacts& facts, const ScreenSaverFacts& savers) {
    Finding finding{.check = "lock"};
    finding.found = logind_text(facts) + (savers.there.empty() ? "; no screen saver is on the session bus"
                                                               : "; screen savers: " + joined(savers.there));
    auto locked = savers.active;
    if (facts.locked) locked.emplace_back("logind");
    if (!locked.empty()) {
        finding.verdict = Verdict::wrong;
        finding.found += ". Locked now, by the word of " + joined(locked) + '.';
        finding.advice = std::string{"While it is, you count as away. If it is not, "} +
                         (facts.locked ? "a locker forgot to say so: loginctl unlock-session"
                                       : "restart that screen saver.");
    } else if (facts.session.empty() && savers.there.empty()) {
        finding.verdict = Verdict::warning;
        finding.advice =
            "A locked screen counts only as what follows it: no input. A locker that tells logind, or "
            "xss-lock in front of one, helps.";
    } else if (!facts.active) {
        finding.verdict = Verdict::warning;
        finding.found += ". The session is not the one on the screen.";
        finding.advice = "While it is not, you count as away.";
    }
    return finding;
}

Finding sleep_finding(const LogindFacts& facts) {
    return {.check = "sleep",
            .found = is_reached(facts) ? "logind tells of it"
                                       : "nobody tells of it; the kernel's clocks do, afterwards"};
}

}  // namespace sitbreak::doctor
