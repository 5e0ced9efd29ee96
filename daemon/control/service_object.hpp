#pragma once
// The half of the service that lives on the desktop thread: owns the name, answers for the properties, hands
// calls on, tells of changes.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "control/service.hpp"
#include "platform/bus.hpp"
#include "platform/bus_return.hpp"

namespace sitbreak::control {

class ServiceObject {
 public:
    using Tell = std::function<void(const Called&)>;

    /// What became of the first try to own the name.
    struct Owned {};
    struct NoBus {
        std::string why;
    };
    struct Taken {
        std::string by_whom;
    };
    using Outcome = std::variant<Owned, NoBus, Taken>;

    ServiceObject(Tell tell, platform::GlibThread& thread);

    /// To be called once, and `first_outcome` is called once.
    void connect(std::function<void(const Outcome&)> first_outcome);

    void publish(const Snapshot& snapshot);
    void tell(const Happening& happening);

 private:
    void try_to_connect();
    void opened();
    void lost(const std::string& why);
    void ask_bus(const char* method, GVariant* arguments, const char* answer_type,
                 std::function<void(platform::Bus::Answer)> on_answer);
    void name_answered(const platform::Bus::Answer& answer);
    void came_out(const Outcome& outcome);
    void called(const std::string& method, GVariant* arguments,
                const std::shared_ptr<platform::Invocation>& invocation);
    void read(std::function<void()> answer);
    GVariant* property(const std::string& name) const;

    Tell tell_;
    platform::GlibThread& thread_;
    std::function<void(const Outcome&)> first_outcome_;
    Snapshot snapshot_;
    std::map<std::string, platform::GVariantPtr, std::less<>> properties_;
    platform::BusReturn return_;
    std::optional<platform::Bus> bus_;
    std::unique_ptr<platform::BusObject> object_;
    /// Who reads properties before any are known, until then.
    bool is_known_ = false;
    std::vector<std::function<void()>> waiting_;
};

}  // namespace sitbreak::control
