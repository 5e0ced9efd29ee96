#include "report/markup.hpp"

#include "markup_text.hpp"

namespace sitbreak::report {

void Markup::tag(std::string_view name, Attributes attributes, std::string_view end) {
    markup_.append("<").append(name);
    for (const auto& [key, value] : attributes)
        markup_.append(" ").append(key).append("=\"").append(html_text(value)).append("\"");
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
    markup_ += html_text(text);
    return *this;
}

Markup& Markup::element(std::string_view name, Attributes attributes, std::string_view text) {
    tag(name, attributes, ">");
    markup_.append(html_text(text)).append("</").append(name).append(">");
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
