#include "presence/screen_savers.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"
#include "presence/session_names.hpp"

namespace sitbreak::presence {

namespace {

using platform::Bus;
using platform::is_of_type;

/// All speak the interface of that name.
struct Saver {
    const char* name;
    /// The second is an older custom, which Plasma keeps up.
    std::vector<const char*> paths;
};

const std::vector<Saver>& savers() {
    static const std::vector<Saver> all{
        {"org.freedesktop.ScreenSaver", {"/org/freedesktop/ScreenSaver", "/ScreenSaver"}},
        {"org.gnome.ScreenSaver", {"/org/gnome/ScreenSaver"}},
        {"org.cinnamon.ScreenSaver", {"/org/cinnamon/ScreenSaver"}},
        {"org.mate.ScreenSaver", {"/org/mate/ScreenSaver"}},
        {"org.xfce.ScreenSaver", {"/org/xfce/ScreenSaver"}},
    };
    return all;
}

const Saver& saver_called(const std::string& name) {
    return *std::find_if(savers().begin(), savers().end(),
                         [&name](const Saver& saver) { return saver.name == name; });
}

}  // namespace

std::vector<std::string> screen_saver_names() {
    std::vector<std::string> all;
    for (const auto& saver : savers())
        all.emplace_back(saver.name);
    return all;
}

/// The half on the desktop thread.
class ScreenSaversWatch {
 public:
    using Tell = std::function<void(const sitting::Observation&)>;

    explicit ScreenSaversWatch(Tell tell)
        : tell_{std::move(tell)},
          names_{screen_saver_names(),
                 [this](const std::string& name, const std::string& owner) { owner_changed(name, owner); }} {}

 private:
    /// With an owner, what is heard from it.
    struct Followed {
        std::vector<Bus::Subscription> signals;
    };

    void owner_changed(const std::string& name, const std::string& owner) {
        followed_.erase(name);
        // Nobody would tell of the unlocking, and a person must not count as away for ever.
        set_active(name, false);
        if (owner.empty()) return;
        followed_[name] = std::make_shared<Followed>();
        for (const char* path : saver_called(name).paths)
            follow(name, {owner.c_str(), path, name.c_str()});
    }

    /// Its last word counts, wherever it says it: its messages come in their order, and one that tells of the
    /// lock at two paths may tell of the end at one.
    void follow(const std::string& name, const Bus::Object& saver) {
        auto& bus = names_.bus();
        const auto says = [this, name](GVariant* active) {
            gboolean on = FALSE;
            g_variant_get(active, "(b)", &on);
            set_active(name, on != FALSE);
        };
        const auto& followed = followed_[name];
        followed->signals.push_back(bus.subscribe(saver, "ActiveChanged", nullptr, [says](GVariant* active) {
            if (is_of_type(active, "(b)")) says(active);
        }));
        // The freedesktop name in GNOME has the method, and answers that it does not.
        bus.call(saver, "GetActive", nullptr, "(b)",
                 [says, of = std::weak_ptr{followed}](const Bus::Answer& answer) {
                     if (answer.value && !of.expired()) says(answer.value.get());
                 });
    }

    void set_active(const std::string& name, bool on) {
        const bool was = !active_.empty();
        if (on)
            active_.insert(name);
        else
            active_.erase(name);
        if (was == active_.empty()) tell_({platform::boot_now(), sitting::Locked{on}});
    }

    Tell tell_;
    std::set<std::string> active_;
    std::map<std::string, std::shared_ptr<Followed>> followed_;
    SessionNames names_;
};

ScreenSavers::ScreenSavers(platform::GlibThread& desktop, asio::io_context& main, Observe observe)
    : half_{desktop, main, std::move(observe)} {}

ScreenSavers::~ScreenSavers() = default;

}  // namespace sitbreak::presence
