#include "report/html_parts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <spdlog/fmt/fmt.h>

#include "report/words.hpp"

namespace sitbreak::report {

namespace {

std::string joined_id(std::string_view id, std::string_view part) {
    return fmt::format("{}-{}", id, part);
}

/// For unknown time, which nobody should take for sitting.
void add_hatching(Markup& page, std::string_view id) {
    page.open("defs");
    page.open("pattern", {{"id", joined_id(id, "hatching")},
                          {"width", "5"},
                          {"height", "5"},
                          {"patternUnits", "userSpaceOnUse"},
                          {"patternTransform", "rotate(45)"}});
    page.empty("rect", {{"class", "hatching"}, {"width", "1.5"}, {"height", "5"}});
    page.close().close().line();
}

}  // namespace

void open_section(Markup& page, std::string_view id, std::string_view heading) {
    const auto heading_id = joined_id(id, "heading");
    page.open("section", {{"id", id}, {"aria-labelledby", heading_id}}).line();
    page.element("h2", {{"id", heading_id}}, heading).line();
}

void close_section(Markup& page) {
    page.close().line();
}

void open_drawing(Markup& page, const Drawing& drawing) {
    page.open("figure", {{"class", drawing.place}}).line();
    page.open("figcaption").open("ul", {{"class", "legend"}});
    for (const auto& [look, meaning] : drawing.legend) {
        page.open("li");
        page.element("span", {{"class", fmt::format("key {}", look)}, {"aria-hidden", "true"}}, "");
        page.text(meaning).close();
    }
    page.close().close().line();
    const auto title = joined_id(drawing.id, "title");
    const auto description = joined_id(drawing.id, "desc");
    page.open("svg", {{"role", "img"},
                      {"aria-labelledby", fmt::format("{} {}", title, description)},
                      {"width", "100%"},
                      {"height", std::to_string(drawing.height)}});
    page.line();
    page.element("title", {{"id", title}}, drawing.title).line();
    page.element("desc", {{"id", description}}, drawing.description).line();
    const bool has_unknown =
        std::ranges::any_of(drawing.legend, [](const auto& mark) { return mark.first == "unknown"; });
    if (has_unknown) add_hatching(page, drawing.id);
}

void close_drawing(Markup& page) {
    page.line().close().line().close().line();
}

std::string across(double share) {
    return fmt::format("{:.6g}%", std::round(share * 10000) / 100);
}

std::string pixels(double length) {
    return fmt::format("{:.6g}", std::round(length * 10) / 10);
}

void add_box(Markup& page, std::string_view look, const Box& box, std::string_view hint) {
    const auto left = across(box.left);
    const auto width = across(box.width);
    const auto top = pixels(box.top);
    const auto height = pixels(box.height);
    const Markup::Attributes attributes{
        {"class", look}, {"x", left}, {"width", width}, {"y", top}, {"height", height}};
    if (hint.empty())
        page.empty("rect", attributes);
    else
        page.open("rect", attributes).element("title", hint).close();
}

void add_upright(Markup& page, std::string_view look, double left, double top, double bottom) {
    const auto x = across(left);
    page.empty("line", {{"class", look}, {"x1", x}, {"x2", x}, {"y1", pixels(top)}, {"y2", pixels(bottom)}});
}

void add_level(Markup& page, std::string_view look, double top) {
    const auto y = pixels(top);
    page.empty("line", {{"class", look}, {"x1", "0"}, {"x2", "100%"}, {"y1", y}, {"y2", y}});
}

void add_label(Markup& page, std::string_view look, const std::string& x, double y, std::string_view text) {
    page.element("text", {{"class", look}, {"x", x}, {"y", pixels(y)}}, text);
}

void add_steps(Markup& page, const Scale& scale, double step, std::string (*text)(double)) {
    for (int i = 0; i * step <= scale.most; ++i) {
        const double value = i * step;
        const double y = scale.base - scale.of(value);
        add_level(page, value > 0 ? "grid" : "axis", y);
        add_label(page, "before", "-8", y + 4, text(value));
        page.line();
    }
}

double count_step(double most) {
    double step = 1;
    for (const double factor : {2.0, 2.5, 2.0})
        if (most / step > 5) step *= factor;
    return most / step > 5 ? 10 * count_step(most / 10) : step;
}

double minutes_step(double most) {
    for (const double step : {1.0, 5.0, 10.0, 15.0, 30.0})
        if (most / step <= 5) return step;
    return 60 * count_step(most / 60);
}

double in_minutes(Length length) {
    return std::chrono::duration<double, std::ratio<60>>{length}.count();
}

std::string minutes_text(double minutes) {
    return length_text(std::chrono::round<Length>(std::chrono::duration<double, std::ratio<60>>{minutes}));
}

std::string number_text(double number) {
    return std::to_string(std::lround(number));
}

void add_column_labels(Markup& page, const std::vector<std::string>& labels, double y) {
    constexpr std::size_t most_with_all = 7;
    constexpr std::size_t most_of_more = 4;
    const auto count = labels.size();
    const bool has_all = count <= most_with_all;
    const auto every = has_all ? 1 : (count + most_of_more - 1) / most_of_more;
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_end = i == 0 || i + 1 == count;
        // Where there is little room, the first and the last are there alone.
        const bool is_shown = is_end || (i % every == 0 && i + every < count);
        if (!is_shown) continue;
        const auto middle = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        if (is_end && !has_all)
            add_label(page, i == 0 ? "first" : "last", i == 0 ? "0" : "100%", y, labels[i]);
        else
            add_label(page, is_end ? "middle" : "middle roomy", across(middle), y, labels[i]);
    }
}

void add_table(Markup& page, const Table& table) {
    const auto label = fmt::format("Table: {}", table.caption);
    page.open("details").element("summary", "As a table").line();
    page.open("div", {{"class", "scrolled"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", label}});
    page.open("table").element("caption", table.caption).line();
    page.open("thead").open("tr");
    for (const auto& column : table.columns)
        page.element("th", {{"scope", "col"}}, column);
    page.close().close().line();
    page.open("tbody").line();
    for (const auto& row : table.rows) {
        page.open("tr").element("th", {{"scope", "row"}}, row.front());
        for (auto cell = std::next(row.begin()); cell != row.end(); ++cell)
            page.element("td", *cell);
        page.close().line();
    }
    page.close().close().close().close().line();
}

}  // namespace sitbreak::report
