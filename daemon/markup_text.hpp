#pragma once
// Text as it stands in markup, so that what is in it is not taken for such.

#include <string>
#include <string_view>

namespace sitbreak {

/// Between tags, in HTML as in Pango's markup. Quotes stay as they are: not every notification server reads
/// more.
inline std::string between_tags(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else
            safe += c;
    }
    return safe;
}

/// Anywhere in HTML, also in a quoted attribute.
inline std::string html_text(std::string_view text) {
    std::string safe;
    for (const char c : between_tags(text)) {
        if (c == '"')
            safe += "&quot;";
        else if (c == '\'')
            safe += "&#39;";
        else
            safe += c;
    }
    return safe;
}

}  // namespace sitbreak
