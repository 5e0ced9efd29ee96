#include "platform/variant.hpp"

#include <string_view>

namespace sitbreak::platform {

bool is_of_type(GVariant* value, const char* type) {
    return g_variant_is_of_type(value, G_VARIANT_TYPE(type)) != FALSE;
}

std::string as_utf8(const std::string& text) {
    const GCharPtr valid{g_utf8_make_valid(text.c_str(), -1)};
    return valid.get();
}

std::string text_at(GVariant* tuple, gsize index) {
    const GVariantPtr child{g_variant_get_child_value(tuple, index)};
    return g_variant_get_string(child.get(), nullptr);
}

GVariantPtr property_in(GVariant* answer, const char* type) {
    const GVariantPtr boxed{g_variant_get_child_value(answer, 0)};
    GVariantPtr value{g_variant_get_variant(boxed.get())};
    if (!is_of_type(value.get(), type)) value.reset();
    return value;
}

std::optional<std::string> lookup_text(GVariant* dictionary, const char* key) {
    const GVariantPtr value{g_variant_lookup_value(dictionary, key, G_VARIANT_TYPE_STRING)};
    if (!value) return std::nullopt;
    return g_variant_get_string(value.get(), nullptr);
}

std::optional<bool> lookup_bool(GVariant* dictionary, const char* key) {
    const GVariantPtr value{g_variant_lookup_value(dictionary, key, G_VARIANT_TYPE_BOOLEAN)};
    if (!value) return std::nullopt;
    return g_variant_get_boolean(value.get()) != FALSE;
}

std::optional<std::uint32_t> lookup_number(GVariant* dictionary, const char* key) {
    const GVariantPtr value{g_variant_lookup_value(dictionary, key, G_VARIANT_TYPE_UINT32)};
    if (!value) return std::nullopt;
    return g_variant_get_uint32(value.get());
}

std::optional<std::uint64_t> lookup_long_number(GVariant* dictionary, const char* key) {
    const GVariantPtr value{g_variant_lookup_value(dictionary, key, G_VARIANT_TYPE_UINT64)};
    if (!value) return std::nullopt;
    return g_variant_get_uint64(value.get());
}

PropertiesChanged::PropertiesChanged(GVariant* arguments) {
    const bool is_one = is_of_type(arguments, "(sa{sv}as)");
    const auto child = [&](gsize index, const char* type) {
        return GVariantPtr{is_one ? g_variant_get_child_value(arguments, index)
                                  : g_variant_ref_sink(g_variant_new_array(
                                        g_variant_type_element(G_VARIANT_TYPE(type)), nullptr, 0))};
    };
    changed = child(1, "a{sv}");
    invalidated = child(2, "as");
}

bool PropertiesChanged::invalidates(const char* property) const {
    for (gsize i = 0; i < g_variant_n_children(invalidated.get()); ++i)
        if (text_at(invalidated.get(), i) == property) return true;
    return false;
}

}  // namespace sitbreak::platform
