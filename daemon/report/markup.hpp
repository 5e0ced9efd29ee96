#pragma once
// Writes elements that are well-formed as HTML and as XML alike. All text passes through here, so that what
// is in it is never taken for markup.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitbreak::report {

class Markup {
 public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// Begins an element, which lasts until its `close`; the name must live as long.
    Markup& open(std::string_view name, Attributes attributes = {});
    /// Ends the element that was begun last.
    Markup& close();
    Markup& text(std::string_view text);
    /// An element with nothing but text in it.
    Markup& element(std::string_view name, Attributes attributes, std::string_view text);
    Markup& element(std::string_view name, std::string_view text) { return element(name, {}, text); }
    /// One without anything in it: a void element of HTML, or any of SVG.
    Markup& empty(std::string_view name, Attributes attributes);
    /// Begins a new line.
    Markup& line();
    /// As it is.
    Markup& raw(std::string_view markup);

    std::string taken() && { return std::move(markup_); }

 private:
    void tag(std::string_view name, Attributes attributes, std::string_view end);

    std::string markup_;
    std::vector<std::string_view> open_;
};

}  // namespace sitbreak::report
