#include "holds/bus_setting.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

namespace sitbreak::holds {

namespace {

using platform::Bus;
using platform::GVariantPtr;

constexpr const char* properties = "org.freedesktop.DBus.Properties";

bool contains(GVariant* strings, std::string_view wanted) {
    const std::size_t count = g_variant_n_children(strings);
    for (std::size_t i = 0; i < count; ++i) {
        const GVariantPtr string{g_variant_get_child_value(strings, i)};
        if (g_variant_get_string(string.get(), nullptr) == wanted) return true;
    }
    return false;
}

GVariant* tuple_of(const std::vector<const char*>& strings) {
    if (strings.empty()) return nullptr;
    GVariantBuilder tuple;
    g_variant_builder_init(&tuple, G_VARIANT_TYPE_TUPLE);
    for (const char* string : strings)
        g_variant_builder_add(&tuple, "s", string);
    return g_variant_builder_end(&tuple);
}

}  // namespace

Setting property_setting(const char* owner, const char* path, const char* interface, const char* name,
                         const char* type, const std::function<bool(GVariant*)>& is_on) {
    const Read read_answer = [type, is_on](GVariant* answer) {
        const GVariantPtr boxed{g_variant_get_child_value(answer, 0)};
        const GVariantPtr value{g_variant_get_variant(boxed.get())};
        if (!g_variant_is_of_type(value.get(), G_VARIANT_TYPE(type))) return News::none;
        return is_on(value.get()) ? News::on : News::off;
    };
    const Read read_change = [name, type, is_on](GVariant* arguments) {
        if (!g_variant_is_of_type(arguments, G_VARIANT_TYPE("(sa{sv}as)"))) return News::none;
        const GVariantPtr changed{g_variant_get_child_value(arguments, 1)};
        const GVariantPtr value{g_variant_lookup_value(changed.get(), name, G_VARIANT_TYPE(type))};
        if (value) return is_on(value.get()) ? News::on : News::off;
        const GVariantPtr without_value{g_variant_get_child_value(arguments, 2)};
        return contains(without_value.get(), name) ? News::changed : News::none;
    };
    return {owner,
            path,
            {properties, "Get", {interface, name}, "(v)", read_answer},
            {{properties, "PropertiesChanged", interface, read_change}},
            {},
            std::nullopt};
}

void BusSetting::begin(Bus& bus) {
    bus_ = &bus;
    try_version(0);
}

void BusSetting::forget() {
    ++beginning_;
    signals_.clear();
    eavesdropper_.reset();
    bus_ = nullptr;
}

/// The last is listened to even if it is not answered: some settings are not there before they are first set.
void BusSetting::try_version(std::size_t version) {
    if (version == versions_.size()) {
        tell().looked();
        return;
    }
    signals_.clear();
    const auto& setting = versions_[version];
    const auto otherwise = [this, version] { try_version(version + 1); };
    if (!setting.condition) {
        try_setting(setting, otherwise);
        return;
    }
    const auto& condition = *setting.condition;
    call(
        condition.owner, condition.path, condition.ask,
        [this, &setting, otherwise](GVariant* answer) {
            if (setting.condition->ask.read(answer) == News::on) {
                try_setting(setting, otherwise);
            } else {
                otherwise();
            }
        },
        otherwise);
}

/// Listens first and asks then, so that no change falls in between.
void BusSetting::try_setting(const Setting& setting, const std::function<void()>& otherwise) {
    listen(setting);
    ask(setting, otherwise);
}

void BusSetting::listen(const Setting& setting) {
    for (const auto& signal : setting.signals) {
        signals_.push_back(bus_->subscribe(
            {setting.owner, setting.path, signal.interface}, signal.name, signal.first_argument,
            [this, &setting, &signal](GVariant* arguments) { take(setting, signal.read(arguments)); }));
    }
}

void BusSetting::ask(const Setting& setting, std::function<void()> otherwise) {
    call(
        setting.owner, setting.path, setting.ask,
        [this, &setting](GVariant* answer) {
            take(setting, setting.ask.read(answer));
            tell().looked();
            if (setting.changing_calls.empty() || eavesdropper_) return;
            eavesdropper_.emplace(G_BUS_TYPE_SESSION, setting.changing_calls,
                                  [this, &setting] { take(setting, News::changed); });
        },
        std::move(otherwise));
}

void BusSetting::call(const char* owner, const char* path, const Setting::Call& question,
                      std::function<void(GVariant*)> on_answer, std::function<void()> otherwise) {
    bus_->call(
        {owner, path, question.interface}, question.method, tuple_of(question.arguments),
        question.answer_type,
        [this, owner, method = question.method, beginning = beginning_, on_answer = std::move(on_answer),
         otherwise = std::move(otherwise)](const Bus::Answer& answer) {
            if (beginning != beginning_) return;
            if (answer.value) {
                on_answer(answer.value.get());
                return;
            }
            spdlog::debug("{} of {}: {}", method, owner,
                          answer.error ? answer.error->message : "no reason given");
            otherwise();
        });
}

void BusSetting::take(const Setting& setting, News news) {
    switch (news) {
        case News::none:
            return;
        case News::on:
            return tell().hold(true);
        case News::off:
            return tell().hold(false);
        case News::changed:
            return ask(setting, [] {});
    }
}

}  // namespace sitbreak::holds
