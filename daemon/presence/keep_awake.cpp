#include "presence/keep_awake.hpp"

#include <functional>
#include <string>
#include <utility>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"
#include "presence/session_names.hpp"

namespace sitbreak::presence {

namespace {

using platform::Bus;

constexpr const char* policy_agent = "org.kde.Solid.PowerManagement.PolicyAgent";
constexpr const char* policy_agent_path = "/org/kde/Solid/PowerManagement/PolicyAgent";

/// PowerDevil's policies: 1 is that the session must not be interrupted (by sleep), which a download asks for
/// too; 4 is that the screen must stay on, which is what somebody watches.
constexpr guint32 screen_stays_on = 4;

}  // namespace

/// The half on the desktop thread.
class PolicyAgentWatch {
 public:
    using Tell = std::function<void(const sitting::Observation&)>;

    explicit PolicyAgentWatch(Tell tell)
        : tell_{std::move(tell)},
          names_{{policy_agent},
                 [this](const std::string&, const std::string& owner) { owner_changed(owner); }} {}

 private:
    void owner_changed(const std::string& owner) {
        owner_ = owner;
        inhibitions_ = {};
        if (owner.empty()) return set_passive(false);
        inhibitions_ = names_.bus().subscribe({owner_.c_str(), policy_agent_path, policy_agent},
                                              "InhibitionsChanged", nullptr, [this](GVariant*) { ask(); });
        ask();
    }

    /// The signal says who, not what they keep from happening.
    void ask() {
        names_.bus().call({owner_.c_str(), policy_agent_path, policy_agent}, "HasInhibition",
                          g_variant_new("(u)", screen_stays_on), "(b)",
                          [this, owner = owner_](const Bus::Answer& answer) {
                              if (owner != owner_) return;
                              gboolean on = FALSE;
                              if (answer.value) g_variant_get(answer.value.get(), "(b)", &on);
                              set_passive(on != FALSE);
                          });
    }

    void set_passive(bool on) {
        if (std::exchange(passive_, on) != on) tell_({platform::boot_now(), sitting::Passive{on}});
    }

    Tell tell_;
    bool passive_ = false;
    std::string owner_;
    Bus::Subscription inhibitions_;
    SessionNames names_;
};

KeepAwake::KeepAwake(platform::GlibThread& desktop, asio::io_context& main, Observe observe)
    : half_{desktop, main, std::move(observe)} {}

KeepAwake::~KeepAwake() = default;

}  // namespace sitbreak::presence
