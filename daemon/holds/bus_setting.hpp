#pragma once
// A way that is a setting which somebody on the session bus keeps, and tells the changes of.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "holds/way.hpp"
#include "platform/bus_eavesdropper.hpp"

namespace sitbreak::holds {

/// What a message says of the setting.
enum class News { none, on, off, changed };

using Read = std::function<News(GVariant* arguments)>;

/// How it is asked for, and how it is heard of.
struct Setting {
    struct Call {
        const char* interface;
        const char* method;
        std::vector<const char*> arguments;
        const char* answer_type;
        Read read;
    };
    /// A question whose answer must be News::on for the setting to mean anything.
    struct Condition {
        const char* owner;
        const char* path;
        Call ask;
    };
    struct Signal {
        const char* interface;
        const char* name;
        const char* first_argument;
        Read read;
    };

    const char* owner;
    const char* path;
    Call ask;
    std::vector<Signal> signals;
    /// Match rules of calls that change it, where no signal tells.
    std::vector<std::string> changing_calls;
    std::optional<Condition> condition;
};

/// The setting that is a property of whatever type; `is_on` of a value of another type is not asked.
Setting property_setting(const char* owner, const char* path, const char* interface, const char* name,
                         const char* type, const std::function<bool(GVariant* value)>& is_on);

class BusSetting final : public Way {
 public:
    /// `versions` of the same setting: the first that is answered is the one.
    BusSetting(std::vector<const char*> needs, std::vector<Setting> versions, Tell tell)
        : Way{std::move(needs), std::move(tell)}, versions_{std::move(versions)} {}

    void begin(platform::Bus& bus) override;

 private:
    void forget() override;
    void try_version(std::size_t version);
    void try_setting(const Setting& setting, const std::function<void()>& otherwise);
    void listen(const Setting& setting);
    void ask(const Setting& setting, std::function<void()> otherwise);
    void call(const char* owner, const char* path, const Setting::Call& question,
              std::function<void(GVariant* answer)> on_answer, std::function<void()> otherwise);
    void take(const Setting& setting, News news);

    std::vector<Setting> versions_;
    platform::Bus* bus_ = nullptr;
    /// Answers to an owner that has left are not for the next.
    int beginning_ = 0;
    std::vector<platform::Bus::Subscription> signals_;
    std::optional<platform::BusEavesdropper> eavesdropper_;
};

}  // namespace sitbreak::holds
