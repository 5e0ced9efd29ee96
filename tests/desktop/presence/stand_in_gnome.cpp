#include "stand_in_gnome.hpp"

#include <vector>

namespace sitbreak::desktop_test {

namespace {

constexpr const char* monitor = "org.gnome.Mutter.IdleMonitor";
constexpr const char* core_path = "/org/gnome/Mutter/IdleMonitor/Core";
constexpr const char* session_manager = "org.gnome.SessionManager";
constexpr const char* session_manager_path = "/org/gnome/SessionManager";
constexpr const char* properties = "org.freedesktop.DBus.Properties";
constexpr std::uint32_t from_idling = 8;

GVariant* inhibited_actions(std::uint32_t actions) {
    GVariantBuilder dictionary;
    g_variant_builder_init(&dictionary, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&dictionary, "{sv}", "InhibitedActions", g_variant_new_uint32(actions));
    return g_variant_builder_end(&dictionary);
}

}  // namespace

StandInGnome::StandInGnome(const std::string& address, Parts parts, Manners manners) : manners_{manners} {
    std::vector<std::string> names;
    if (parts != Parts::monitor) names.emplace_back(session_manager);
    if (parts != Parts::session_manager) names.emplace_back(monitor);
    service_.emplace(address, names, [this](const Called& called) { return answer(called); });
}

void StandInGnome::input() {
    const std::lock_guard lock{mutex_};
    last_input_ = Clock::now();
    fire_active_watches();
}

void StandInGnome::fake_input() {
    const std::lock_guard lock{mutex_};
    fire_active_watches();
}

void StandInGnome::has_been_idle_for(std::chrono::milliseconds idle) {
    const std::lock_guard lock{mutex_};
    last_input_ = Clock::now() - idle;
}

void StandInGnome::fire_idle_watches() {
    const std::lock_guard lock{mutex_};
    for (const auto& [id, threshold] : watches_)
        if (threshold > 0) fire(id);
}

void StandInGnome::inhibit(std::uint32_t actions, Jump jump) {
    const std::lock_guard lock{mutex_};
    inhibited_ = actions;
    const bool jumps = (actions & from_idling) == 0;
    if (jumps) last_input_ = Clock::now();
    service_->emit(session_manager_path, properties, "PropertiesChanged",
                   g_variant_new("(s@a{sv}as)", session_manager, inhibited_actions(actions), nullptr));
    if (jumps && jump == Jump::fires) fire_active_watches();
}

void StandInGnome::fire(std::uint32_t watch) {
    service_->emit(core_path, monitor, "WatchFired", g_variant_new("(u)", watch));
}

void StandInGnome::fire_active_watches() {
    for (auto watch = watches_.begin(); watch != watches_.end();) {
        if (watch->second > 0) {
            ++watch;
            continue;
        }
        fire(watch->first);
        watch = watches_.erase(watch);
    }
}

std::size_t StandInGnome::calls(const std::string& method) const {
    const std::lock_guard lock{mutex_};
    const auto found = calls_.find(method);
    return found == calls_.end() ? 0 : found->second;
}

std::size_t StandInGnome::active_watches() const {
    const std::lock_guard lock{mutex_};
    std::size_t active = 0;
    for (const auto& [id, threshold] : watches_)
        active += threshold == 0 ? 1 : 0;
    return active;
}

std::optional<std::chrono::milliseconds> StandInGnome::idle_watch() const {
    const std::lock_guard lock{mutex_};
    std::optional<std::chrono::milliseconds> only;
    for (const auto& [id, threshold] : watches_) {
        if (threshold == 0) continue;
        if (only) return std::nullopt;
        only = std::chrono::milliseconds{threshold};
    }
    return only;
}

GVariant* StandInGnome::answer(const Called& called) {
    const std::lock_guard lock{mutex_};
    ++calls_[called.method];
    if (called.path == session_manager_path && called.method == "Get")
        return g_variant_new("(v)", manners_ == Manners::nonsense ? g_variant_new_string("idle")
                                                                  : g_variant_new_uint32(inhibited_));
    if (called.path == session_manager_path && called.method == "GetAll")
        return g_variant_new("(@a{sv})", inhibited_actions(inhibited_));
    if (called.path != core_path || called.interface != monitor) return nullptr;
    if (manners_ == Manners::nonsense) return g_variant_new("(s)", "good morning");
    return answer_monitor(called);
}

GVariant* StandInGnome::answer_monitor(const Called& called) {
    if (called.method == "GetIdletime") {
        const auto idle = std::chrono::floor<std::chrono::milliseconds>(Clock::now() - last_input_);
        return g_variant_new("(t)", static_cast<guint64>(idle.count()));
    }
    if (called.method == "AddIdleWatch") {
        guint64 threshold = 0;
        g_variant_get(called.arguments, "(t)", &threshold);
        watches_[++last_id_] = threshold;
        return g_variant_new("(u)", last_id_);
    }
    if (called.method == "AddUserActiveWatch") {
        watches_[++last_id_] = 0;
        return g_variant_new("(u)", last_id_);
    }
    if (called.method == "RemoveWatch") {
        guint32 id = 0;
        g_variant_get(called.arguments, "(u)", &id);
        watches_.erase(id);
        return g_variant_new("()");
    }
    return nullptr;
}

}  // namespace sitbreak::desktop_test
