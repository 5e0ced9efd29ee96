#pragma once
// Reads a page as XML is read, which is stricter than HTML.

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitbreak::report::testing {

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    /// The names of those that it is in, the outermost first.
    std::vector<std::string> inside;
};

class PageReader {
 public:
    explicit PageReader(std::string_view page) : rest_{page} {}

    /// All of them in their order. Throws std::runtime_error where the page is not well-formed.
    std::vector<Element> elements() {
        take("<!DOCTYPE html>");
        while (!rest_.empty()) {
            const auto next = rest_.find('<');
            text(rest_.substr(0, next));
            rest_.remove_prefix(std::min(next, rest_.size()));
            if (!rest_.empty()) tag();
        }
        if (!open_.empty()) throw std::runtime_error{"not closed: " + open_.back()};
        return elements_;
    }

 private:
    void take(std::string_view what) {
        if (!rest_.starts_with(what)) throw std::runtime_error{"no " + std::string{what} + " at " + here()};
        rest_.remove_prefix(what.size());
    }

    std::string here() const { return std::string{rest_.substr(0, 60)}; }

    std::string word() {
        const auto end = rest_.find_first_of(" =\n/>\"<&'");
        const std::string result{rest_.substr(0, end)};
        if (result.empty() || end == std::string_view::npos) throw std::runtime_error{"no name at " + here()};
        rest_.remove_prefix(end);
        return result;
    }

    static void text(std::string_view text) {
        for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
            bool is_known = false;
            for (const auto* const entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
                is_known = is_known || text.substr(at).starts_with(entity);
            if (!is_known) throw std::runtime_error{"an & by itself: " + std::string{text.substr(at, 20)}};
        }
    }

    void tag() {
        take("<");
        if (rest_.starts_with("/")) {
            take("/");
            const auto name = word();
            take(">");
            if (open_.empty() || open_.back() != name)
                throw std::runtime_error{name + " is closed at " + here()};
            open_.pop_back();
            return;
        }
        Element element{word(), {}, open_};
        while (rest_.starts_with(" ")) {
            take(" ");
            const auto key = word();
            take("=\"");
            const auto value = rest_.substr(0, rest_.find('"'));
            if (value.find('<') != std::string_view::npos) throw std::runtime_error{"a < in " + key};
            text(value);
            if (!element.attributes.emplace(key, value).second) throw std::runtime_error{key + " twice"};
            rest_.remove_prefix(value.size());
            take("\"");
        }
        if (rest_.starts_with("/"))
            take("/");
        else
            open_.push_back(element.name);
        take(">");
        elements_.push_back(std::move(element));
    }

    std::string_view rest_;
    std::vector<std::string> open_;
    std::vector<Element> elements_;
};

}  // namespace sitbreak::report::testing
