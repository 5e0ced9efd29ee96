// How long bouts are, and where the sitting is.

#include <algorithm>

#include <spdlog/fmt/fmt.h>

#include "report/distribution.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

using Classes = std::vector<LengthClass>;

/// Pixels.
constexpr int column_height = 110;
constexpr int first_base = 140;
constexpr int second_base = 300;
constexpr int whole_height = 340;

std::string minutes_of(Length length) {
    return std::to_string(std::chrono::floor<std::chrono::minutes>(length).count());
}

std::string class_text(const LengthClass& one) {
    return one.to ? fmt::format("{} to {} min", minutes_of(one.from), minutes_of(*one.to))
                  : fmt::format("{} min or longer", minutes_of(one.from));
}

std::string_view look_of(const LengthClass& one) {
    return one.from >= prolonged ? "prolonged" : "shorter outlined";
}

std::string description(const Classes& classes, const Metrics& total) {
    const auto& most = *std::ranges::max_element(classes, {}, &LengthClass::sitting);
    return fmt::format(
        "A column for each length of bouts, first how many there are, then the sitting in them. {}, {} of 30 "
        "min "
        "or longer, which have {} of {}. Most was sat in bouts of {}: {}, in {}.",
        count_text(total.bouts, "bout"), total.prolonged_bouts, length_text(total.bands.back()),
        length_text(total.sitting), class_text(most), length_text(most.sitting),
        count_text(most.bouts, "bout"));
}

using Value = double (*)(const LengthClass&);

/// At least 1, so that there is a scale.
double most_of(const Classes& classes, Value value) {
    double most = 1;
    for (const auto& one : classes)
        most = std::max(most, value(one));
    return most;
}

/// One of the two rows of columns.
struct Columns {
    std::string_view name;
    Scale scale;
    double step = 1;
    std::string (*text)(double);
    Value value;
    std::string (*label)(const LengthClass&);
};

void add_columns(Markup& page, const Classes& classes, const Columns& columns) {
    const auto count = static_cast<double>(classes.size());
    add_label(page, "heading", "0", columns.scale.base - column_height - 14, columns.name);
    add_steps(page, columns.scale, columns.step, columns.text);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto height = columns.scale.of(columns.value(classes[i]));
        if (height <= 0) continue;
        const auto left = static_cast<double>(i) / count;
        add_box(page, look_of(classes[i]),
                {left + 0.1 / count, 0.8 / count, columns.scale.base - height, height},
                fmt::format("{}: {}", class_text(classes[i]), columns.label(classes[i])));
    }
    page.line();
}

/// Where a length begins that people think of.
void add_lengths(Markup& page, const Classes& classes) {
    const auto count = static_cast<double>(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto minutes = std::chrono::floor<std::chrono::minutes>(classes[i].from).count();
        if (minutes % 15 != 0) continue;
        add_label(page, minutes == 90 ? "middle roomy" : "middle", across(static_cast<double>(i) / count),
                  second_base + 16, std::to_string(minutes));
    }
    add_label(page, "middle", "50%", second_base + 34, "length of the bout in minutes");
    page.line();
}

}  // namespace

void add_bouts(Markup& page, const Report& report) {
    if (report.total.bouts == 0) return;
    const auto classes = distribution_of(report);
    const auto bouts = [](const LengthClass& one) { return static_cast<double>(one.bouts); };
    const auto minutes = [](const LengthClass& one) { return in_minutes(one.sitting); };
    const double most_bouts = most_of(classes, bouts);
    const double most_minutes = most_of(classes, minutes);
    open_section(page, "bouts", "How long the bouts are");
    open_drawing(page, {"bouts",
                        "bouts",
                        "Bouts by their length",
                        description(classes, report.total),
                        whole_height,
                        {{"prolonged", "30 min or longer"}, {"shorter outlined", "shorter"}}});
    add_columns(page, classes,
                {"Number of bouts",
                 {most_bouts, first_base, column_height},
                 count_step(most_bouts),
                 number_text,
                 bouts,
                 [](const LengthClass& one) { return count_text(one.bouts, "bout"); }});
    add_columns(page, classes,
                {"Sitting in them",
                 {most_minutes, second_base, column_height},
                 minutes_step(most_minutes),
                 minutes_text,
                 minutes,
                 [](const LengthClass& one) { return length_text(one.sitting); }});
    add_lengths(page, classes);
    close_drawing(page);
    Table table{"bouts", "Bouts by their length", {"Length", "Bouts", "Sitting in them"}, {}};
    for (const auto& one : classes)
        table.rows.push_back({class_text(one), std::to_string(one.bouts), length_text(one.sitting)});
    add_table(page, table);
    close_section(page);
}

}  // namespace sitbreak::report
