// Everybody that can be told not to show notifications, and who of them is on the session bus.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "holds/bus_setting.hpp"
#include "holds/gnome_banners.hpp"
#include "holds/lookers.hpp"
#include "platform/bus.hpp"

namespace sitbreak::holds {

namespace {

using platform::Bus;
using platform::GVariantPtr;

constexpr const char* notifications = "org.freedesktop.Notifications";
constexpr const char* notifications_path = "/org/freedesktop/Notifications";

const Bus::Object bus_itself{"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"};

std::string text(GVariant* tuple, gsize index) {
    const GVariantPtr child{g_variant_get_child_value(tuple, index)};
    return g_variant_get_string(child.get(), nullptr);
}

bool is_true(GVariant* boolean) {
    return g_variant_get_boolean(boolean) != FALSE;
}

Setting plasma() {
    return property_setting(notifications, notifications_path, notifications, "Inhibited", "b", is_true);
}

Setting dunst() {
    return property_setting(notifications, notifications_path, "org.dunstproject.cmd0", "paused", "b",
                            is_true);
}

constexpr const char* mako_path = "/fr/emersion/Mako";
constexpr const char* mako_interface = "fr.emersion.Mako";

/// Modes have the names that users give them; this is the usual one.
bool has_mako_mode(GVariant* modes) {
    const platform::Handle<const gchar*, g_free> names{g_variant_get_strv(modes, nullptr)};
    return g_strv_contains(names.get(), "do-not-disturb") != FALSE;
}

Setting mako() {
    return property_setting(notifications, mako_path, mako_interface, "Modes", "as", has_mako_mode);
}

/// Debian 12's (1.7): the modes are no property there, and no signal tells of them.
Setting old_mako() {
    const auto read = [](GVariant* answer) {
        const GVariantPtr modes{g_variant_get_child_value(answer, 0)};
        return has_mako_mode(modes.get()) ? News::on : News::off;
    };
    const auto call_of = [](const char* method) {
        return std::string{"type='method_call',interface='fr.emersion.Mako',member='"} + method + "'";
    };
    return {notifications,
            mako_path,
            {mako_interface, "ListModes", {}, "(as)", read},
            {},
            {call_of("SetMode"), call_of("SetModes")},
            std::nullopt};
}

constexpr const char* xfconf = "org.xfce.Xfconf";
constexpr const char* xfce_channel = "xfce4-notifyd";
constexpr const char* xfce_property = "/do-not-disturb";

bool is_xfce_property(GVariant* arguments) {
    return text(arguments, 0) == xfce_channel && text(arguments, 1) == xfce_property;
}

/// What is left of its settings says nothing while another shows the notifications.
Setting xfce() {
    const Setting::Call server_information{
        notifications, "GetServerInformation", {}, "(ssss)", [](GVariant* answer) {
            return text(answer, 0) == "Xfce Notify Daemon" ? News::on : News::off;
        }};
    const auto read_value = [](GVariant* boxed) {
        const GVariantPtr value{g_variant_get_variant(boxed)};
        if (!g_variant_is_of_type(value.get(), G_VARIANT_TYPE_BOOLEAN)) return News::none;
        return is_true(value.get()) ? News::on : News::off;
    };
    const auto read_answer = [read_value](GVariant* answer) {
        const GVariantPtr boxed{g_variant_get_child_value(answer, 0)};
        return read_value(boxed.get());
    };
    const auto read_change = [read_value](GVariant* arguments) {
        if (!g_variant_is_of_type(arguments, G_VARIANT_TYPE("(ssv)")) || !is_xfce_property(arguments))
            return News::none;
        const GVariantPtr boxed{g_variant_get_child_value(arguments, 2)};
        return read_value(boxed.get());
    };
    const auto read_removal = [](GVariant* arguments) {
        const bool is_ours =
            g_variant_is_of_type(arguments, G_VARIANT_TYPE("(ss)")) && is_xfce_property(arguments);
        return is_ours ? News::off : News::none;
    };
    return {xfconf,
            "/org/xfce/Xfconf",
            {xfconf, "GetProperty", {xfce_channel, xfce_property}, "(v)", read_answer},
            {{xfconf, "PropertyChanged", xfce_channel, read_change},
             {xfconf, "PropertyRemoved", xfce_channel, read_removal}},
            {},
            Setting::Condition{notifications, notifications_path, server_information}};
}

constexpr const char* swaync_name = "org.erikreider.swaync.cc";

Setting swaync() {
    const auto read_answer = [](GVariant* answer) {
        const GVariantPtr on{g_variant_get_child_value(answer, 0)};
        return is_true(on.get()) ? News::on : News::off;
    };
    // Both versions begin with the number of notifications and whether they are held back.
    const auto read_change = [](GVariant* arguments) {
        if (!g_variant_is_of_type(arguments, G_VARIANT_TYPE_TUPLE) || g_variant_n_children(arguments) < 2)
            return News::none;
        const GVariantPtr on{g_variant_get_child_value(arguments, 1)};
        if (!g_variant_is_of_type(on.get(), G_VARIANT_TYPE_BOOLEAN)) return News::none;
        return is_true(on.get()) ? News::on : News::off;
    };
    return {swaync_name,
            "/org/erikreider/swaync/cc",
            {swaync_name, "GetDnd", {}, "(b)", read_answer},
            {{swaync_name, "SubscribeV2", nullptr, read_change},
             {swaync_name, "Subscribe", nullptr, read_change}},
            {},
            std::nullopt};
}

std::unique_ptr<Way> by_setting(std::vector<const char*> needs, std::vector<Setting> versions, Tell tell) {
    return std::make_unique<BusSetting>(std::move(needs), std::move(versions), std::move(tell));
}

std::vector<std::unique_ptr<Way>> every_way(const std::function<Tell()>& tell) {
    std::vector<std::unique_ptr<Way>> ways;
    ways.push_back(by_setting({notifications}, {plasma()}, tell()));
    ways.push_back(by_setting({notifications}, {dunst()}, tell()));
    ways.push_back(by_setting({notifications}, {mako(), old_mako()}, tell()));
    ways.push_back(by_setting({xfconf, notifications}, {xfce()}, tell()));
    ways.push_back(by_setting({swaync_name}, {swaync()}, tell()));
    auto for_gnome = tell();
    if (auto gnome = make_gnome_banners(for_gnome)) {
        ways.push_back(std::move(gnome));
    } else {
        for_gnome.looked();
    }
    return ways;
}

class DoNotDisturb final : public Looker {
 public:
    explicit DoNotDisturb(const std::function<Tell()>& tell) : ways_{every_way(tell)} {
        if (!platform::has_session_bus()) {
            lost("there is none");
            return;
        }
        bus_.emplace(G_BUS_TYPE_SESSION,
                     Bus::Events{[this] { opened(); }, [this](const std::string& why) { lost(why); }},
                     Bus::Start::never);
    }

 private:
    void opened() {
        std::set<std::string_view> names;
        for (const auto& way : ways_)
            names.insert(way->needs().begin(), way->needs().end());
        for (const auto name : names) {
            owners_.push_back(bus_->subscribe(bus_itself, "NameOwnerChanged", name.data(),
                                              [this](GVariant* arguments) { owner_changed(arguments); }));
        }
        bus_->call(bus_itself, "ListNames", nullptr, "(as)", [this](const Bus::Answer& answer) {
            if (!answer.value) return lost(answer.error ? answer.error->message : "no reason given");
            listed(answer.value.get());
        });
    }

    /// Changes that were heard before are in the list.
    void listed(GVariant* answer) {
        const GVariantPtr names{g_variant_get_child_value(answer, 0)};
        const gsize count = g_variant_n_children(names.get());
        for (gsize i = 0; i < count; ++i)
            there_.insert(text(names.get(), i));
        has_list_ = true;
        for (const auto& way : ways_) {
            if (is_there(*way)) {
                way->begin(*bus_);
            } else {
                way->nobody_to_ask();
            }
        }
    }

    void owner_changed(GVariant* arguments) {
        if (!has_list_) return;
        const auto name = text(arguments, 0);
        if (there_.count(name) > 0) {
            each_that_needs(name, [](Way& way) { way.stop(); });
            there_.erase(name);
        }
        if (text(arguments, 2).empty()) return;
        there_.insert(name);
        each_that_needs(name, [this](Way& way) { way.begin(*bus_); });
    }

    /// Of those that have all that they need.
    void each_that_needs(const std::string& name, const std::function<void(Way&)>& do_it) {
        for (const auto& way : ways_) {
            const auto& needs = way->needs();
            if (is_there(*way) && std::find(needs.begin(), needs.end(), name) != needs.end()) do_it(*way);
        }
    }

    bool is_there(const Way& way) const {
        return std::all_of(way.needs().begin(), way.needs().end(),
                           [this](const char* name) { return there_.count(name) > 0; });
    }

    void lost(const std::string& why) {
        spdlog::debug("session bus: {}", why);
        has_list_ = false;
        there_.clear();
        for (const auto& way : ways_)
            way->stop();
    }

    std::optional<Bus> bus_;
    std::vector<Bus::Subscription> owners_;
    std::vector<std::unique_ptr<Way>> ways_;
    std::set<std::string> there_;
    bool has_list_ = false;
};

}  // namespace

LookerPtr look_for_do_not_disturb(const std::function<Tell()>& tell) {
    return std::make_unique<DoNotDisturb>(tell);
}

}  // namespace sitbreak::holds
