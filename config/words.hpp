#pragma once
// What the reader's messages are made of.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sitbreak::config {

/// How many characters a UTF-8 text has; none when it is not valid UTF-8.
std::optional<std::size_t> characters(std::string_view text);

bool has_control_characters(std::string_view text);

/// The text as a TOML string. Bytes that are not UTF-8 become '?'.
std::string toml_string(std::string_view text);

/// The text for a message: in quotes, on one line, shortened when it is long.
std::string in_quotes(std::string_view text);

/// The known word that `word` was probably meant to be: equal but for case and hyphens, or few typing
/// mistakes away. None when nothing is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known);

/// `"a", "b" or "c"`, where `last` is "or".
std::string listed(std::span<const std::string_view> words, std::string_view last);

/// Without spaces, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

/// ASCII only.
std::string lower_case(std::string_view text);

}  // namespace sitbreak::config
