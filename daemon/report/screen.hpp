#pragma once
// What a report is drawn on: how wide it is, and what marks it can show.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitbreak::report {

/// What is drawn, a mark a cell.
enum class Mark { nothing, long_bout, short_bout, on_break, unknown, obeyed, not_obeyed };

struct Screen {
    std::size_t columns = 80;
    bool is_utf8 = false;
    bool has_colours = false;

    /// The screen that standard output is, by the environment: COLUMNS, NO_COLOR, TERM and the locale.
    static Screen of_process();
};

/// Narrower ones are written to as if they were as wide.
inline constexpr std::size_t fewest_columns = 30;

/// A mark as that screen shows it, without colour.
std::string_view glyph(Mark mark, const Screen& screen);

/// Marks as text, each one column wide, in colours where the screen has them. What is nothing at the end is
/// left out.
std::string drawn(std::vector<Mark> marks, const Screen& screen);

}  // namespace sitbreak::report
