// The report for a browser.

#include <spdlog/fmt/fmt.h>

#include "report/formats.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/page_style.hpp"
#include "report/sentences.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

void add_head(Markup& page, const Report& report) {
    page.open("head").line();
    page.empty("meta", {{"charset", "utf-8"}}).line();
    page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}).line();
    page.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}}).line();
    // Nothing is fetched and no script run, whatever is in the history.
    page.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                        {"content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}})
        .line();
    page.element("title", fmt::format("{}: sitbreak report", title(report))).line();
    page.empty("link", {{"rel", "icon"}, {"href", "data:,"}}).line();
    page.open("style").line().raw(page_style()).close().line();
    page.close().line();
}

void add_how(Markup& page, const Report& report) {
    open_section(page, "how", "How this is counted");
    page.open("ul").line();
    for (const auto& note : notes(report))
        page.element("li", note).line();
    page.element("li",
                 "A bout is sitting without a break; one of 30 min or longer is called prolonged. One over "
                 "midnight is sat on both days and counted on the day it began.")
        .line();
    page.element("li", "A reminder is followed if a break begins within 5 min of it.").line();
    page.close().line();
    close_section(page);
}

void add_footer(Markup& page, const Setting& setting, const Report& report) {
    const auto utc_offset = utc_offset_at(setting.now, report.records, setting.zone);
    page.open("footer");
    page.element("p",
                 fmt::format("Made by sitbreak on {} at {}, on this computer and from its own history.",
                             day_text(day_of(setting.now, report)), clock_text(setting.now, utc_offset)));
    page.close().line();
}

}  // namespace

std::string html(const Report& report) {
    Markup page;
    page.raw("<!DOCTYPE html>").line().open("html", {{"lang", "en"}}).line();
    add_head(page, report);
    page.open("body").line();
    page.open("header").element("p", {{"class", "kind"}}, "Sitting report").line();
    page.element("h1", title(report)).line();
    page.element("p", {{"class", "summary"}}, summary(report)).close().line();
    page.open("main").line();
    if (report.has_history) {
        add_numbers(page, report);
        add_timeline(page, report);
        add_bars(page, report);
        add_heat_map(page, report);
        add_bouts(page, report);
        add_reminders(page, report);
        add_how(page, report);
    }
    page.close().line();
    add_footer(page, report.setting, report);
    page.close().line().close().line();
    return std::move(page).taken();
}

}  // namespace sitbreak::report
