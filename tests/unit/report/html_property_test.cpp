// For random reports: the page is well-formed, needs nothing else, and its marks are where they can be seen.

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "page_reading.hpp"
#include "random_report.hpp"
#include "report/formats.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

double number(const Element& element, const char* attribute) {
    return std::stod(element.attributes.at(attribute));
}

/// As the aria attributes name them.
std::vector<std::string> words(const std::string& text) {
    std::istringstream stream{text};
    return {std::istream_iterator<std::string>{stream}, {}};
}

void assert_ids(const std::vector<Element>& elements) {
    std::set<std::string> ids;
    for (const auto& element : elements)
        if (const auto id = element.attributes.find("id"); id != element.attributes.end())
            RC_ASSERT(ids.insert(id->second).second);
    for (const auto& element : elements) {
        if (const auto label = element.attributes.find("aria-labelledby"); label != element.attributes.end())
            for (const auto& id : words(label->second))
                RC_ASSERT(ids.contains(id));
        if (const auto address = element.attributes.find("href"); address != element.attributes.end())
            RC_ASSERT(address->second == "data:," || ids.contains(address->second.substr(1)));
        RC_ASSERT_FALSE(element.attributes.contains("src"));
        RC_ASSERT(element.name != "script");
    }
}

/// All rectangles are in their drawings.
void assert_marks(const std::vector<Element>& elements) {
    double height = 0;
    for (const auto& element : elements) {
        if (element.name == "svg") height = number(element, "height");
        if (element.name != "rect" || !element.attributes.contains("x")) continue;
        RC_ASSERT(number(element, "x") >= 0);
        RC_ASSERT(number(element, "width") >= 0);
        RC_ASSERT(number(element, "x") + number(element, "width") <= 100.02);
        RC_ASSERT(number(element, "y") >= 0);
        RC_ASSERT(number(element, "height") >= 0);
        RC_ASSERT(number(element, "y") + number(element, "height") <= height + 0.2);
    }
}

/// Of those with that look in the drawing of that name.
std::size_t count(const std::vector<Element>& elements, const std::string& name, const std::string& look) {
    bool is_there = false;
    std::size_t result = 0;
    for (const auto& element : elements) {
        const auto look_of_it = element.attributes.find("class");
        if (look_of_it == element.attributes.end()) continue;
        if (element.name == "figure") is_there = look_of_it->second == name;
        const bool is_mark = element.name == "rect" || element.name == "use";
        result += is_there && is_mark && look_of_it->second == look ? 1 : 0;
    }
    return result;
}

}  // namespace

TEST_CASE("for random reports the page is well-formed and alone") {
    CHECK(rc::check([] {
        const auto elements = PageReader{html(random_report(true))}.elements();
        assert_ids(elements);
        assert_marks(elements);
        RC_ASSERT(std::ranges::count(elements, "h1", &Element::name) == 1);
    }));
}

TEST_CASE("for random days each reminder that counts has its mark") {
    CHECK(rc::check([] {
        const auto report = random_report(true);
        RC_PRE(report.total.sitting > 0ms);
        const auto elements = PageReader{html(report)}.elements();
        const auto* const place = report.days.size() == 1 ? "day" : "timeline";
        const auto obeyed = count(elements, place, "obeyed");
        const auto ignored = count(elements, place, "ignored");
        RC_ASSERT(obeyed == report.total.obeyed);
        RC_ASSERT(obeyed + ignored == report.total.reminders);
    }));
}
