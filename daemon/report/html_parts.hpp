#pragma once
// What the sections of the page have in common: drawings that are told of in words too, and tables.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/markup.hpp"
#include "report/records.hpp"

namespace sitbreak::report {

/// Begins a section with a heading; the ids of all that is in it begin with `id`.
void open_section(Markup& page, std::string_view id, std::string_view heading);
void close_section(Markup& page);

struct Drawing {
    std::string_view id;
    /// A class of page.css for where it stands.
    std::string_view place;
    std::string_view title;
    /// What is to be seen, in words.
    std::string description;
    /// In pixels. It is as wide as there is room: what is in it has its place from left to right in per cent,
    /// so that neither letters nor patterns are stretched.
    int height = 0;
    /// A class of page.css for each mark, and what the mark means.
    std::vector<std::pair<std::string_view, std::string_view>> legend;
};

void open_drawing(Markup& page, const Drawing& drawing);
void close_drawing(Markup& page);

/// In per cent of a drawing's width: "12.5%".
std::string across(double share);
std::string pixels(double length);

struct Box {
    double left = 0;
    double width = 0;
    /// Downwards, in pixels.
    double top = 0;
    double height = 0;
};

/// A rectangle; `hint` is shown while the pointer is over it, if it is not empty.
void add_box(Markup& page, std::string_view look, const Box& box, std::string_view hint = {});

/// A line from top to bottom.
void add_upright(Markup& page, std::string_view look, double left, double top, double bottom);
/// One from the left to the right end.
void add_level(Markup& page, std::string_view look, double top);

/// Letters whose base line is at `y`; `look` says where they are from `x` on.
void add_label(Markup& page, std::string_view look, const std::string& x, double y, std::string_view text);

/// Lines with the numbers that they stand for, at the left, up a drawing whose `base` line is nothing and
/// which is `height` pixels high at `most`.
struct Scale {
    double most = 1;
    double base = 0;
    double height = 0;

    /// Pixels.
    double of(double value) const { return height * value / most; }
};
void add_steps(Markup& page, const Scale& scale, double step, std::string (*text)(double));

/// So that there are two to five of them up to `most`: 1, 2 or 5 times a power of ten, at least 1.
double count_step(double most);
/// The same for lengths, in minutes.
double minutes_step(double most);

double in_minutes(Length length);
std::string minutes_text(double minutes);
std::string number_text(double number);

/// A column for each of the labels has one below it, as far as there is room.
void add_column_labels(Markup& page, const std::vector<std::string>& labels, double y);

struct Table {
    std::string_view id;
    std::string caption;
    std::vector<std::string> columns;
    /// The first of each is its name.
    std::vector<std::vector<std::string>> rows;
};

/// The data of a drawing, folded away.
void add_table(Markup& page, const Table& table);

}  // namespace sitbreak::report
