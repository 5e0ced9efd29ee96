#include "presence/session_names.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/variant.hpp"

namespace sitbreak::presence {

namespace {

using platform::Bus;
using platform::is_of_type;
using platform::text_at;

/// Where there is no session bus, there is hardly ever going to be one.
constexpr std::chrono::hours longest_pause{1};

const Bus::Object bus_itself{"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"};

}  // namespace

/// Listens first and asks then, so that no change falls in between; the bus tells both in their order.
NameOwners::NameOwners(Bus& bus, const std::vector<std::string>& names, Changed changed)
    : changed_{std::move(changed)} {
    for (const auto& name : names)
        names_.push_back({name, std::nullopt});
    for (auto& name : names_) {
        subscriptions_.push_back(bus.subscribe(bus_itself, "NameOwnerChanged", name.name.c_str(),
                                               [this, &name](GVariant* arguments) {
                                                   if (is_of_type(arguments, "(sss)"))
                                                       set(name, text_at(arguments, 2));
                                               }));
        bus.call(bus_itself, "GetNameOwner", g_variant_new("(s)", name.name.c_str()), "(s)",
                 [this, &name, lives = std::weak_ptr{lives_}](const Bus::Answer& answer) {
                     // An error is how the bus says that there is none.
                     if (!lives.expired()) set(name, answer.value ? text_at(answer.value.get(), 0) : "");
                 });
    }
}

void NameOwners::set(Name& name, const std::string& owner) {
    if (name.owner == owner) return;
    name.owner = owner;
    changed_(name.name, owner);
}

SessionNames::SessionNames(std::vector<std::string> names, NameOwners::Changed changed)
    : names_{std::move(names)},
      changed_{std::move(changed)},
      return_{G_BUS_TYPE_SESSION, longest_pause, [this] { connect(); }} {
    connect();
}

void SessionNames::connect() {
    owners_.reset();
    const auto opened = [this] {
        return_.arrived();
        return_.proved_itself();
        owners_ = std::make_unique<NameOwners>(*bus_, names_,
                                               [this](const std::string& name, const std::string& owner) {
                                                   std::erase(present_, name);
                                                   if (!owner.empty()) present_.push_back(name);
                                                   changed_(name, owner);
                                               });
    };
    bus_ = std::make_unique<Bus>(G_BUS_TYPE_SESSION,
                                 Bus::Events{opened, [this](const std::string& why) { lost(why); }});
}

void SessionNames::lost(const std::string& why) {
    spdlog::debug("the session bus cannot be reached ({})", why);
    // The bus that tells this is destroyed by the next attempt, not here.
    owners_.reset();
    for (const auto& name : std::exchange(present_, {}))
        changed_(name, "");
    return_.await();
}

}  // namespace sitbreak::presence
