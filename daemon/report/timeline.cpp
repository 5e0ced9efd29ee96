#include "report/timeline.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <spdlog/fmt/fmt.h>

#include "report/words.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// How long a cell can be; hours are whole cells.
constexpr std::array cell_lengths{minutes{5},  minutes{10}, minutes{15},
                                  minutes{20}, minutes{30}, minutes{60}};

struct Window {
    Time begin{};
    Time end{};
};

/// The hours of the day in which somebody sat, whole ones by the clock on the wall.
std::optional<Window> window_of(const Report& report, const DayReport& day) {
    std::optional<Window> window;
    for (const auto& bout : report.records.bouts) {
        const Time begin = std::max(bout.span.begin, day.begin);
        const Time end = std::min(bout.span.end, day.end);
        if (begin >= end) continue;
        if (!window) window = {begin, end};
        window->end = std::max(window->end, end);
    }
    if (!window) return window;
    const auto utc_offset = utc_offset_at(window->begin, report.records, report.setting.zone);
    const auto whole_hours = [&](Time time, auto rounded) {
        return Time{rounded(time + utc_offset).time_since_epoch() - utc_offset};
    };
    const Time begin = whole_hours(window->begin, [](Time t) { return std::chrono::floor<hours>(t); });
    const Time end = whole_hours(window->end, [](Time t) { return std::chrono::ceil<hours>(t); });
    return Window{begin, end};
}

/// But for what nobody would miss: at each start it is unknown for a moment who is there.
std::vector<Span> unknown_in(const Window& window, const Records& records) {
    std::vector<Span> result;
    for (const auto& span : records.unknown)
        if (span.end > window.begin && span.begin < window.end && span.end - span.begin >= minutes{1})
            result.push_back(span);
    return result;
}

class Line {
 public:
    Line(const Window& window, Length cell)
        : begin_{window.begin},
          cell_{cell},
          marks_(static_cast<std::size_t>((window.end - window.begin + cell - Length{1}) / cell)) {}

    std::size_t count() const { return marks_.size(); }
    Time begin_of(std::size_t index) const { return begin_ + cell_ * static_cast<Length::rep>(index); }

    /// Nothing is put where there is no cell.
    void put(Mark mark, Time time) {
        if (time >= begin_ && time < begin_of(count()))
            marks_[static_cast<std::size_t>((time - begin_) / cell_)] = mark;
    }

    /// Each cell of which it takes half or more; the one that has most of it if there is none.
    void put(Mark mark, const Span& span) {
        bool has_one = false;
        for (std::size_t i = 0; i < count(); ++i)
            if (2 * common(i, span) >= cell_) {
                marks_[i] = mark;
                has_one = true;
            }
        if (!has_one) put(mark, span.begin + (span.end - span.begin) / 2);
    }

    std::string drawn(const Screen& screen) const { return report::drawn(marks_, screen); }

 private:
    Length common(std::size_t index, const Span& span) const {
        return std::min(span.end, begin_of(index) + cell_) - std::max(span.begin, begin_of(index));
    }

    Time begin_;
    Length cell_;
    std::vector<Mark> marks_;
};

/// Over the cells in which an hour begins, as many as there is room for.
std::string hours_above(const Line& line, Length cell, const Report& report) {
    const auto cells_an_hour = static_cast<std::size_t>(hours{1} / cell);
    std::string text;
    for (std::size_t i = 0; i < line.count(); i += cells_an_hour) {
        if (!text.empty() && text.size() >= i) continue;
        text.resize(i, ' ');
        const Time hour = line.begin_of(i);
        text += clock_text(hour, utc_offset_at(hour, report.records, report.setting.zone)).substr(0, 2);
    }
    return text;
}

std::vector<std::string> legend(Length cell, bool has_reminders, bool has_unknown, const Screen& screen) {
    std::vector<std::string> parts{fmt::format("{} bout of 30 min or longer", glyph(Mark::long_bout, screen)),
                                   fmt::format("{} shorter bout", glyph(Mark::short_bout, screen)),
                                   fmt::format("{} break", glyph(Mark::on_break, screen))};
    if (has_unknown) parts.push_back(fmt::format("{} unknown", glyph(Mark::unknown, screen)));
    if (has_reminders) {
        parts.push_back(fmt::format("{} reminder followed", glyph(Mark::obeyed, screen)));
        parts.push_back(fmt::format("{} not followed", glyph(Mark::not_obeyed, screen)));
    }
    parts.push_back(fmt::format("each mark {}", length_text(cell)));
    std::vector<std::string> lines;
    std::size_t used = screen.columns;
    for (const auto& part : parts) {
        // Each of the glyphs is one column wide.
        const auto width = part.size() - (part.starts_with("each") ? 0 : part.find(' ') - 1);
        const bool fits = !lines.empty() && used + 3 + width <= screen.columns;
        if (fits)
            lines.back() += "   " + part;
        else
            lines.push_back(part);
        used = fits ? used + 3 + width : width;
    }
    return lines;
}

}  // namespace

std::vector<std::string> timeline(const Report& report, const DayReport& day, const Screen& screen) {
    const auto window = window_of(report, day);
    if (!window) return {};
    Length cell = cell_lengths.back();
    for (const auto length : cell_lengths)
        if ((window->end - window->begin) / length <= static_cast<Length::rep>(screen.columns)) {
            cell = length;
            break;
        }
    const auto& records = report.records;
    Line line{*window, cell};
    const auto put_all = [&](Mark mark, const std::vector<Span>& spans) {
        for (const auto& span : spans)
            if (span.end > window->begin && span.begin < window->end) line.put(mark, span);
    };
    for (const auto& bout : records.bouts)
        if (bout.span.end > day.begin && bout.span.begin < day.end)
            line.put(sitting_in(bout) >= prolonged ? Mark::long_bout : Mark::short_bout, bout.span);
    // A break that is shorter than a mark has one all the same.
    const auto unknown = unknown_in(*window, records);
    put_all(Mark::unknown, unknown);
    put_all(Mark::on_break, records.breaks);
    Line below{*window, cell};
    bool has_reminders = false;
    for (const auto& reminder : records.reminders)
        if (counts(reminder) && reminder.shown >= day.begin && reminder.shown < day.end) {
            below.put(is_obeyed(reminder) ? Mark::obeyed : Mark::not_obeyed, reminder.shown);
            has_reminders = true;
        }
    std::vector<std::string> lines{hours_above(line, cell, report), line.drawn(screen)};
    if (has_reminders) lines.push_back(below.drawn(screen));
    for (auto& text : legend(cell, has_reminders, !unknown.empty(), screen))
        lines.push_back(std::move(text));
    return lines;
}

}  // namespace sitbreak::report
