#include "presence/keep_awake.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"
#include "presence/session_names.hpp"

namespace sitbreak::presence {

namespace {

using platform::Bus;

/// Who can be asked whether something keeps the desktop awake, and what he says when that may have changed.
struct Manager {
    const char* name;
    const char* path;
    /// Takes `flag`, a number, and answers yes or no.
    const char* method;
    guint32 flag;
    std::vector<const char*> signals;
};

/// PowerDevil's policies: 1 is that the session must not be interrupted (by sleep), which a download asks for
/// too; 4 is that the screen must stay on, which is what somebody watches. Of GNOME's flags, which its
/// relatives (MATE, Cinnamon) share, 8 is that the session must not become idle.
const std::array<Manager, 2>& managers() {
    static const std::array<Manager, 2> all{{{"org.kde.Solid.PowerManagement.PolicyAgent",
                                              "/org/kde/Solid/PowerManagement/PolicyAgent",
                                              "HasInhibition",
                                              4,
                                              {"InhibitionsChanged"}},
                                             {"org.gnome.SessionManager",
                                              "/org/gnome/SessionManager",
                                              "IsInhibited",
                                              8,
                                              {"InhibitorAdded", "InhibitorRemoved"}}}};
    return all;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& manager : managers())
        all.emplace_back(manager.name);
    return all;
}

}  // namespace

/// The half on the desktop thread.
class KeepAwakeWatch {
 public:
    using Tell = std::function<void(const sitting::Observation&)>;

    explicit KeepAwakeWatch(Tell tell)
        : tell_{std::move(tell)}, names_{names(), [this](const std::string& name, const std::string& owner) {
                                             owner_changed(name, owner);
                                         }} {}

 private:
    struct Said {
        std::string owner;
        bool keeps_awake = false;
        std::vector<Bus::Subscription> signals;
    };

    void owner_changed(const std::string& name, const std::string& owner) {
        for (std::size_t who = 0; who < managers().size(); ++who) {
            if (name != managers()[who].name) continue;
            said_[who] = Said{owner, false, {}};
            if (!owner.empty()) listen(who);
        }
        tell_if_changed();
    }

    void listen(std::size_t who) {
        const auto& manager = managers()[who];
        for (const char* signal : manager.signals)
            said_[who].signals.push_back(
                names_.bus().subscribe(object(who), signal, nullptr, [this, who](GVariant*) { ask(who); }));
        ask(who);
    }

    /// The signals say who, not what they keep from happening.
    void ask(std::size_t who) {
        const auto& manager = managers()[who];
        names_.bus().call(object(who), manager.method, g_variant_new("(u)", manager.flag), "(b)",
                          [this, who, owner = said_[who].owner](const Bus::Answer& answer) {
                              if (owner != said_[who].owner) return;
                              gboolean on = FALSE;
                              if (answer.value) g_variant_get(answer.value.get(), "(b)", &on);
                              said_[who].keeps_awake = on != FALSE;
                              tell_if_changed();
                          });
    }

    /// An owner is asked by its unique name, which starts nobody.
    Bus::Object object(std::size_t who) const {
        return {said_[who].owner.c_str(), managers()[who].path, managers()[who].name};
    }

    void tell_if_changed() {
        const bool on = std::ranges::any_of(said_, [](const Said& said) { return said.keeps_awake; });
        if (std::exchange(is_passive_, on) != on) tell_({platform::boot_now(), sitting::Passive{on}});
    }

    Tell tell_;
    bool is_passive_ = false;
    /// In the managers' order.
    std::array<Said, 2> said_;
    SessionNames names_;
};

KeepAwake::KeepAwake(platform::GlibThread& desktop, asio::io_context& main, Observe observe)
    : half_{desktop, main, std::move(observe)} {}

KeepAwake::~KeepAwake() = default;

}  // namespace sitbreak::presence
