#pragma once
// Who is on the bus under the names that a source cares about. Nobody but the bus itself is asked, so that no
// service is started by it. Everything here belongs to the desktop thread.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/bus.hpp"
#include "platform/bus_return.hpp"

namespace sitbreak::presence {

/// Follows names on an open bus. What is sent to an owner's unique name and heard from it concerns that owner
/// and no other, and starts nobody.
class NameOwners {
 public:
    /// `owner` is a unique name, or empty if the name has none.
    using Changed = std::function<void(const std::string& name, const std::string& owner)>;

    /// `changed` hears of each name as soon as that is known, in the given order, and of every change. It
    /// must not destroy this object.
    NameOwners(platform::Bus& bus, const std::vector<std::string>& names, Changed changed);

 private:
    struct Name {
        std::string name;
        std::optional<std::string> owner;
    };
    void set(Name& name, const std::string& owner);

    Changed changed_;
    std::vector<Name> names_;
    std::vector<platform::Bus::Subscription> subscriptions_;
    std::shared_ptr<const char> lives_ = std::make_shared<const char>();
};

/// The same on a session bus of its own connection, which is made again when the bus has come back after it
/// was lost.
class SessionNames {
 public:
    /// As NameOwners'. With the bus, every name is lost that had an owner.
    SessionNames(std::vector<std::string> names, NameOwners::Changed changed);

    /// Only for what concerns a present owner.
    platform::Bus& bus() { return *bus_; }

 private:
    void connect();
    void lost(const std::string& why);

    std::vector<std::string> names_;
    NameOwners::Changed changed_;
    /// Those with an owner.
    std::vector<std::string> present_;
    platform::BusReturn return_;
    std::unique_ptr<platform::Bus> bus_;
    std::unique_ptr<NameOwners> owners_;
};

}  // namespace sitbreak::presence
