// Whether PipeWire moves sound from a microphone, or pictures from a camera or the screen, for somebody.

#include <pipewire/impl.h>
#include <pipewire/pipewire.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "holds/lookers.hpp"
#include "platform/glib_fd.hpp"
#include "platform/guarded.hpp"
#include "platform/handle.hpp"

namespace sitbreak::holds {

namespace {

using platform::guarded;
using platform::Handle;

std::string_view property(const spa_dict* properties, const char* key) {
    const char* value = properties ? spa_dict_lookup(properties, key) : nullptr;
    return value ? value : "";
}

bool is_set(const spa_dict* properties, const char* key) {
    return spa_atob(properties ? spa_dict_lookup(properties, key) : nullptr);
}

/// A screen is cast through a stream of either direction, or a source: compositors differ.
bool can_be_call(const spa_dict* properties) {
    const auto media_class = property(properties, PW_KEY_MEDIA_CLASS);
    return media_class == "Stream/Input/Audio" || media_class == "Stream/Input/Video" ||
           media_class == "Stream/Output/Video" || media_class == "Video/Source";
}

bool is_call(const spa_dict* properties) {
    return can_be_call(properties) &&
           // What records what plays, and the level meters of a mixer.
           !is_set(properties, PW_KEY_STREAM_CAPTURE_SINK) && !is_set(properties, PW_KEY_STREAM_MONITOR) &&
           !is_set(properties, "resample.peaks") &&
           // Half of a filter (noise suppression, say): whoever uses it has a stream of his own at the other
           // end.
           property(properties, PW_KEY_NODE_LINK_GROUP).empty();
}

class Call final : public Looker {
 public:
    explicit Call(Tell tell) : tell_{std::move(tell)} {}

    /// What cannot be done, or empty.
    std::string_view connect();

 private:
    struct Node {
        Call* looker;
        pw_proxy* proxy;
        spa_hook listener;
        bool is_call;
        bool is_running;
    };

    void await_answers();
    void answered(int question);
    void found(std::uint32_t id, const char* type, const spa_dict* properties);
    void left(std::uint32_t id);
    void changed(Node& node, const pw_node_info& info);
    void lost(const char* why);
    void tell_hold();

    static Call& self(void* data) { return *static_cast<Call*>(data); }
    static pw_core_events make_core_events();
    static pw_registry_events make_registry_events();
    static pw_node_events make_node_events();

    Tell tell_;
    pw_loop* loop_ = nullptr;
    pw_core* core_ = nullptr;
    pw_registry* registry_ = nullptr;
    spa_hook core_listener_{};
    spa_hook registry_listener_{};
    const pw_core_events core_events_ = make_core_events();
    const pw_registry_events registry_events_ = make_registry_events();
    const pw_node_events node_events_ = make_node_events();
    /// By id. Each stays where it is, for its listener.
    std::map<std::uint32_t, Node> nodes_;
    int question_ = 0;
    bool has_nodes_ = false;
    std::optional<platform::GlibFd> readable_;
};

pw_core_events Call::make_core_events() {
    pw_core_events events{};
    events.version = PW_VERSION_CORE_EVENTS;
    events.done = [](void* data, std::uint32_t id, int question) noexcept {
        if (id == PW_ID_CORE) guarded([=] { self(data).answered(question); });
    };
    events.error = [](void* data, std::uint32_t id, int, int result, const char* message) noexcept {
        // Others are of a node that left while it was asked.
        if (id == PW_ID_CORE && result == -EPIPE) guarded([=] { self(data).lost(message); });
    };
    return events;
}

pw_registry_events Call::make_registry_events() {
    pw_registry_events events{};
    events.version = PW_VERSION_REGISTRY_EVENTS;
    events.global = [](void* data, std::uint32_t id, std::uint32_t, const char* type, std::uint32_t,
                       const spa_dict* properties) noexcept {
        guarded([=] { self(data).found(id, type, properties); });
    };
    events.global_remove = [](void* data, std::uint32_t id) noexcept {
        guarded([=] { self(data).left(id); });
    };
    return events;
}

pw_node_events Call::make_node_events() {
    pw_node_events events{};
    events.version = PW_VERSION_NODE_EVENTS;
    events.info = [](void* data, const pw_node_info* info) noexcept {
        guarded([=] {
            auto& node = *static_cast<Node*>(data);
            node.looker->changed(node, *info);
        });
    };
    return events;
}

/// Of libpipewire's configuration and modules only what speaks the protocol is loaded: a client that makes no
/// streams needs no more, and each costs time.
std::string_view Call::connect() {
    loop_ = pw_loop_new(nullptr);
    if (!loop_) return "no loop";
    pw_context* context = pw_context_new(loop_, pw_properties_new(PW_KEY_CONFIG_NAME, "null", nullptr), 0);
    if (!context) return "no context";
    if (!pw_context_load_module(context, "libpipewire-module-protocol-native", nullptr, nullptr))
        return "its protocol cannot be loaded";
    core_ = pw_context_connect(context, nullptr, 0);
    if (!core_) return "no PipeWire runs";
    pw_core_add_listener(core_, &core_listener_, &core_events_, this);
    registry_ = pw_core_get_registry(core_, PW_VERSION_REGISTRY, 0);
    pw_registry_add_listener(registry_, &registry_listener_, &registry_events_, this);
    await_answers();
    pw_loop_enter(loop_);
    readable_.emplace(pw_loop_get_fd(loop_), G_IO_IN, [this] {
        const int result = pw_loop_iterate(loop_, 0);
        if (result < 0 && result != -EINTR) lost(std::strerror(-result));
    });
    return {};
}

/// What was asked so far is answered before this is.
void Call::await_answers() {
    question_ = pw_core_sync(core_, PW_ID_CORE, question_);
}

void Call::answered(int question) {
    if (question != question_) return;
    if (std::exchange(has_nodes_, true)) {
        tell_.looked();
    } else {
        await_answers();
    }
}

void Call::found(std::uint32_t id, const char* type, const spa_dict* properties) {
    if (std::string_view{type} != PW_TYPE_INTERFACE_Node || !can_be_call(properties)) return;
    if (nodes_.count(id) > 0) return;
    auto* proxy =
        static_cast<pw_proxy*>(pw_registry_bind(registry_, id, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE, 0));
    if (!proxy) return;
    auto& node = nodes_.try_emplace(id, Node{this, proxy, {}, false, false}).first->second;
    pw_node_add_listener(reinterpret_cast<pw_node*>(proxy), &node.listener, &node_events_, &node);
}

void Call::left(std::uint32_t id) {
    const auto at = nodes_.find(id);
    if (at == nodes_.end()) return;
    spa_hook_remove(&at->second.listener);
    pw_proxy_destroy(at->second.proxy);
    nodes_.erase(at);
    tell_hold();
}

void Call::changed(Node& node, const pw_node_info& info) {
    if (info.change_mask & PW_NODE_CHANGE_MASK_PROPS) node.is_call = is_call(info.props);
    if (info.change_mask & PW_NODE_CHANGE_MASK_STATE) node.is_running = info.state == PW_NODE_STATE_RUNNING;
    tell_hold();
}

void Call::tell_hold() {
    tell_.hold(std::any_of(nodes_.begin(), nodes_.end(),
                           [](const auto& each) { return each.second.is_call && each.second.is_running; }));
}

void Call::lost(const char* why) {
    spdlog::debug("PipeWire: {}", why);
    readable_.reset();
    tell_.hold(false);
    tell_.looked();
}

}  // namespace

LookerPtr look_for_call(const Tell& tell) {
    pw_init(nullptr, nullptr);
    // It would say on standard error what is said here.
    if (!std::getenv("PIPEWIRE_DEBUG")) pw_log_set_level(SPA_LOG_LEVEL_NONE);
    auto looker = std::make_unique<Call>(tell);
    if (const auto fault = looker->connect(); !fault.empty()) {
        spdlog::debug("PipeWire: {}", fault);
        tell.looked();
    }
    return looker;
}

}  // namespace sitbreak::holds
