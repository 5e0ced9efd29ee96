#include "report/markup.hpp"

namespace sitbreak::report {

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

void Markup::tag(std::string_view name, Attributes attributes, std::string_view end) {
    markup_.append("<").append(name);
    for (const auto& [key, value] : attributes)
        markup_.append(" ").append(key).append("=\"").append(escaped(value)).append("\"");
    markup_ += end;
}

Markup& Markup::open(std::string_view name, Attributes attributes) {
    tag(name, attributes, ">");
    open_.push_back(name);
    return *this;
}

Markup& Markup::close() {
    markup_.append("</").append(open_.back()).append(">");
    open_.pop_back();
    return *this;
}

Markup& Markup::text(std::string_view text) {
    markup_ += escaped(text);
    return *this;
}

Markup& Markup::element(std::string_view name, Attributes attributes, std::string_view text) {
    tag(name, attributes, ">");
    markup_.append(escaped(text)).append("</").append(name).append(">");
    return *this;
}

Markup& Markup::empty(std::string_view name, Attributes attributes) {
    tag(name, attributes, "/>");
    return *this;
}

Markup& Markup::line() {
    markup_ += '\n';
    return *this;
}

Markup& Markup::raw(std::string_view markup) {
    markup_ += markup;
    return *this;
}

}  // namespace sitbreak::report
