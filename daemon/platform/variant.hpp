#pragma once
// What D-Bus messages hold, read with care: whoever is at the other end may send anything.

#include <cstdint>
#include <optional>
#include <string>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

/// Whether the arguments of a signal are of that type, "(u)"; GIO checks those of answers only.
bool is_of_type(GVariant* value, const char* type);

/// Text as D-Bus takes it: what is no UTF-8 in it is replaced.
std::string as_utf8(const std::string& text);

/// A tuple's child that is text.
std::string text_at(GVariant* tuple, gsize index);

/// What `org.freedesktop.DBus.Properties.Get` answered, out of its envelope "(v)"; null if it is not of
/// `type`.
GVariantPtr property_in(GVariant* answer, const char* type);

/// From a dictionary "a{sv}"; none if it is not there, or of another type.
std::optional<std::string> lookup_text(GVariant* dictionary, const char* key);
std::optional<bool> lookup_bool(GVariant* dictionary, const char* key);
std::optional<std::uint32_t> lookup_number(GVariant* dictionary, const char* key);
std::optional<std::uint64_t> lookup_long_number(GVariant* dictionary, const char* key);

/// The arguments of `PropertiesChanged`, or empty if they are something else.
struct PropertiesChanged {
    explicit PropertiesChanged(GVariant* arguments);

    /// Changed to a value that has to be asked for.
    bool invalidates(const char* property) const;

    /// "a{sv}"
    GVariantPtr changed;
    /// "as"
    GVariantPtr invalidated;
};

}  // namespace sitbreak::platform
