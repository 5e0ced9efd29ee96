#include "control/service_object.hpp"

#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "control/sitbreak1_interface.h"
#include "platform/boot_clock.hpp"
#include "platform/variant.hpp"
#include "sitting/overloaded.hpp"

namespace sitbreak::control {

namespace {

using platform::Bus;
using platform::Invocation;

constexpr std::chrono::minutes longest_pause{5};

// org.freedesktop.DBus.RequestName: the flag DO_NOT_QUEUE and the reply EXISTS (D-Bus specification 0.42).
constexpr guint32 do_not_queue = 4;
constexpr guint32 reply_exists = 3;

const Bus::Object the_bus{"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"};

std::int64_t seconds_since_epoch() {
    const auto now = platform::boot_since_epoch() + platform::boot_now().time_since_epoch();
    return std::chrono::floor<std::chrono::seconds>(now).count();
}

void answer(Invocation& invocation, const Reply& reply) {
    if (const auto* error = std::get_if<Error>(&reply))
        invocation.refuse(name_of(error->kind), error->why);
    else
        invocation.answer(values_of(reply));
}

}  // namespace

ServiceObject::ServiceObject(Tell tell, platform::GlibThread& thread)
    : tell_{std::move(tell)},
      thread_{thread},
      properties_{properties_of(snapshot_)},
      return_{G_BUS_TYPE_SESSION, longest_pause, [this] { try_to_connect(); }} {}

void ServiceObject::connect(std::function<void(const Outcome&)> first_outcome) {
    first_outcome_ = std::move(first_outcome);
    try_to_connect();
}

void ServiceObject::try_to_connect() {
    bus_.emplace(G_BUS_TYPE_SESSION,
                 Bus::Events{[this] { opened(); }, [this](const std::string& why) { lost(why); }});
}

void ServiceObject::opened() {
    return_.arrived();
    // Before the name is ours: who waits for it may call at once.
    object_ = bus_->serve(
        object_path, &org_sitbreak_sitbreak1_interface,
        {[this](const std::string& method, GVariant* arguments,
                const std::shared_ptr<Invocation>& invocation) { called(method, arguments, invocation); },
         [this](std::function<void()> answer) { read(std::move(answer)); },
         [this](const std::string& name) { return property(name); }});
    ask_bus("RequestName", g_variant_new("(su)", bus_name, do_not_queue), "(u)",
            [this](const Bus::Answer& answer) { name_answered(answer); });
}

void ServiceObject::lost(const std::string& why) {
    waiting_.clear();
    object_.reset();
    came_out(NoBus{why});
    return_.await();
}

void ServiceObject::ask_bus(const char* method, GVariant* arguments, const char* answer_type,
                            std::function<void(Bus::Answer)> on_answer) {
    bus_->call(the_bus, method, arguments, answer_type, std::move(on_answer));
}

void ServiceObject::name_answered(const Bus::Answer& answer) {
    if (!answer.value) {
        came_out(NoBus{answer.error->message});
        return;
    }
    guint32 result = 0;
    g_variant_get(answer.value.get(), "(u)", &result);
    if (result != reply_exists) {
        return_.proved_itself();
        came_out(Owned{});
        return;
    }
    ask_bus("GetConnectionUnixProcessID", g_variant_new("(s)", bus_name), "(u)",
            [this](const Bus::Answer& owner) {
                guint32 pid = 0;
                if (owner.value) g_variant_get(owner.value.get(), "(u)", &pid);
                came_out(Taken{owner.value ? "as process " + std::to_string(pid)
                                           : "by a process that the bus does not name"});
            });
}

void ServiceObject::came_out(const Outcome& outcome) {
    if (first_outcome_) {
        std::exchange(first_outcome_, nullptr)(outcome);
    } else if (std::holds_alternative<Owned>(outcome)) {
        spdlog::info("the session bus is there, and we are on it");
    } else if (const auto* taken = std::get_if<Taken>(&outcome)) {
        spdlog::warn("another sitbreakd runs {}: that one answers on the bus, and both remind",
                     taken->by_whom);
    }
}

void ServiceObject::called(const std::string& method, GVariant* arguments,
                           const std::shared_ptr<Invocation>& invocation) {
    const auto command = read_command(method, arguments);
    if (const auto* error = std::get_if<Error>(&command)) {
        answer(*invocation, *error);
        return;
    }
    tell_({std::get<Command>(command), [&thread = thread_, invocation](const Reply& reply) {
               thread.invoke([invocation, reply] { answer(*invocation, reply); });
           }});
}

void ServiceObject::read(std::function<void()> answer) {
    if (is_known_)
        answer();
    else
        waiting_.push_back(std::move(answer));
}

GVariant* ServiceObject::property(const std::string& name) const {
    if (name == "Version") return g_variant_new_string(SITBREAK_VERSION);
    if (name == "Sitting") return g_variant_new_uint64(sitting_at(snapshot_, seconds_since_epoch()));
    return g_variant_ref(properties_.at(name).get());
}

void ServiceObject::publish(const Snapshot& snapshot) {
    snapshot_ = snapshot;
    GVariantBuilder changed;
    g_variant_builder_init(&changed, G_VARIANT_TYPE_VARDICT);
    bool any = false;
    for (auto& [name, value] : properties_of(snapshot)) {
        auto& before = properties_[name];
        if (g_variant_equal(before.get(), value.get())) continue;
        g_variant_builder_add(&changed, "{sv}", name.c_str(), value.get());
        before = platform::GVariantPtr{g_variant_ref(value.get())};
        any = true;
    }
    const platform::GVariantPtr dictionary{g_variant_ref_sink(g_variant_builder_end(&changed))};
    if (any && object_) object_->emit_properties_changed(dictionary.get());
    is_known_ = true;
    for (const auto& answer : std::exchange(waiting_, {}))
        answer();
}

void ServiceObject::tell(const Happening& happening) {
    if (!object_) return;
    std::visit(sitting::Overloaded{
                   [this](const ReminderShown& what) {
                       object_->emit("ReminderShown", g_variant_new("(st)", what.movement.c_str(),
                                                                    static_cast<guint64>(what.sitting)));
                   },
                   [this](const ReminderWithdrawn&) { object_->emit("ReminderWithdrawn", nullptr); },
                   [this](const BoutEnded& what) {
                       object_->emit("BoutEnded",
                                     g_variant_new("(xxts)", static_cast<gint64>(what.begin),
                                                   static_cast<gint64>(what.end),
                                                   static_cast<guint64>(what.sitting), what.how.c_str()));
                   },
                   [this](const BreakTaken& what) {
                       object_->emit("BreakTaken", g_variant_new("(xx)", static_cast<gint64>(what.begin),
                                                                 static_cast<gint64>(what.end)));
                   },
               },
               happening);
}

}  // namespace sitbreak::control
