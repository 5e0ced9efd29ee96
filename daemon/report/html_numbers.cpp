// The numbers: some large, and then all.

#include <spdlog/fmt/fmt.h>

#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/sentences.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// Where there is little room, it is broken before what is in brackets alone.
std::string unbroken(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i)
        if (value[i] == ' ' && value.substr(i + 1, 1) != "(")
            text += "\u00a0";
        else
            text += value[i];
    return text;
}

void add_figure(Markup& page, std::string_view name, std::string_view value, std::string_view more) {
    page.open("div").element("dt", name).open("dd").element("strong", value);
    if (!more.empty()) page.text(" ").element("span", more);
    page.close().close().line();
}

void add_figures(Markup& page, const Metrics& total) {
    if (total.sitting == Length{}) return;
    page.open("dl", {{"class", "figures"}}).line();
    add_figure(page, "Estimated sitting", length_text(total.sitting),
               total.bouts == 0 ? "" : "in " + count_text(total.bouts, "bout"));
    add_figure(page, "In bouts of 30 min or longer", percent_text(*total.prolonged_share),
               length_text(total.bands.back()));
    if (total.longest) add_figure(page, "Longest bout", length_text(*total.longest), "");
    if (total.reminders > 0)
        add_figure(page, "Reminders followed", fmt::format("{} of {}", total.obeyed, total.reminders),
                   total.median_delay ? "after " + exact_length_text(*total.median_delay) : "");
    page.close().line();
}

}  // namespace

void add_numbers(Markup& page, const Report& report) {
    open_section(page, "numbers", "The numbers");
    add_figures(page, report.total);
    page.open("table", {{"class", "numbers"}}).element("caption", "All numbers of " + title(report)).line();
    page.open("tbody").line();
    for (const auto& row : rows_of(report)) {
        page.open("tr", {{"class", row.is_part ? "part" : "whole"}});
        page.open("th", {{"scope", "row"}}).element("span", row.label);
        if (!row.meaning.empty()) page.text(" ").element("small", row.meaning);
        page.close().element("td", unbroken(row.value)).close().line();
    }
    page.close().close().line();
    close_section(page);
}

}  // namespace sitbreak::report
