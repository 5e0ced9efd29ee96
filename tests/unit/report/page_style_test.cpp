// The colours of the page, by day, by night and on paper.

#include "report/page_style.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <string>
#include <vector>

using namespace sitbreak::report;

namespace {

using Colours = std::map<std::string, std::string>;

std::vector<Colours> schemes() {
    const std::string style{page_style()};
    const std::regex block{R"(:root \{([^}]*)\})"};
    const std::regex line{R"(--([a-z0-9-]+): #([0-9a-f]+);)"};
    std::vector<Colours> result;
    for (std::sregex_iterator it{style.begin(), style.end(), block}, end; it != end; ++it) {
        const auto lines = it->str(1);
        Colours colours;
        for (std::sregex_iterator one{lines.begin(), lines.end(), line}; one != end; ++one)
            colours[one->str(1)] = one->str(2);
        result.push_back(std::move(colours));
    }
    return result;
}

/// Relative luminance and contrast are those of WCAG 2.2.
double luminance(const std::string& colour) {
    const bool is_short = colour.size() == 3;
    const auto part = [&](std::size_t i) {
        const auto digits = is_short ? std::string(2, colour.at(i)) : colour.substr(2 * i, 2);
        const double value = std::stoi(digits, nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
}

double contrast(const std::string& a, const std::string& b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace

TEST_CASE("text and marks stand out") {
    CHECK(contrast("000", "ffffff") == doctest::Approx(21));
    const auto all = schemes();
    REQUIRE(all.size() == 3);
    for (const auto& colours : all) {
        const auto check = [&](const std::string& name, const std::string& behind, double least) {
            CHECK_MESSAGE(contrast(colours.at(name), colours.at(behind)) >= least, name << " on " << behind);
        };
        for (const auto* const name : {"text", "quiet"})
            check(name, "page", 4.5);
        for (const auto* const name : {"prolonged", "shorter", "mark"})
            check(name, "page", 3);
        for (const auto* const name : {"heat-0", "heat-1", "heat-2", "heat-3", "mark"})
            check(name, "track", 3);
    }
}
