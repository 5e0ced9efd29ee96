#include "report/bars.hpp"

#include <algorithm>
#include <cmath>

#include <spdlog/fmt/fmt.h>

#include "report/periods.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// From this width on lengths have units.
constexpr std::size_t wide = 60;

/// As many of `columns` as `length` is of `most`, rounded.
std::size_t share_of(std::size_t columns, Length length, Length most) {
    const auto share = static_cast<double>(length.count()) / static_cast<double>(most.count());
    return static_cast<std::size_t>(std::lround(static_cast<double>(columns) * share));
}

std::vector<Mark> marks_of(const Period& bar, std::size_t columns, Length most) {
    // Who sat at all has a mark.
    const auto all = std::max<std::size_t>(share_of(columns, bar.sitting, most), 1);
    std::vector<Mark> marks(all, Mark::short_bout);
    const auto in_prolonged = std::min(share_of(columns, bar.in_prolonged, most), all);
    std::fill_n(marks.begin(), in_prolonged, Mark::long_bout);
    return marks;
}

}  // namespace

std::vector<std::string> bars(const Report& report, const Screen& screen) {
    const auto all = periods_of(report.days);
    const bool is_wide = screen.columns >= wide;
    std::vector<std::string> lengths;
    Length most{1};
    std::size_t label_columns = 0;
    std::size_t length_columns = 0;
    for (const auto& bar : all) {
        lengths.push_back(bar.sitting == Length{} ? "-"
                          : is_wide               ? length_text(bar.sitting)
                                                  : short_length_text(bar.sitting));
        most = std::max(most, bar.sitting);
        label_columns = std::max(label_columns, bar.label.size());
        length_columns = std::max(length_columns, lengths.back().size());
    }
    const auto before = label_columns + 2 + length_columns + 1;
    const auto columns = screen.columns > before + 1 ? screen.columns - before : 1;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& bar = all[i];
        auto line = fmt::format("{:{}}  {:>{}}", bar.label, label_columns, lengths[i], length_columns);
        if (bar.sitting > Length{}) line += " " + drawn(marks_of(bar, columns, most), screen);
        lines.push_back(std::move(line));
    }
    lines.push_back(fmt::format("{} in bouts of 30 min or longer", glyph(Mark::long_bout, screen)));
    lines.push_back(fmt::format("{} in shorter ones", glyph(Mark::short_bout, screen)));
    return lines;
}

}  // namespace sitbreak::report
