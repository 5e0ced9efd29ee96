#include "report/timeline.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
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
        if (sitting_in(bout) == Length{}) continue;
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

/// What the time of a day can be, for its line: what is shown of two that are alike comes first.
enum class Kind : std::uint8_t { on_break, unknown, sitting };
constexpr int forgiving = 3;
constexpr std::array kinds{Kind::on_break, Kind::unknown, Kind::sitting};

/// A sum of each.
class Sums {
 public:
    Length& operator[](Kind kind) { return sums_.at(static_cast<std::size_t>(kind)); }
    Length operator[](Kind kind) const { return sums_.at(static_cast<std::size_t>(kind)); }

 private:
    std::array<Length, kinds.size()> sums_{};
};

/// The time that a mark stands for.
struct Cell {
    Sums times;
    /// The part of the sitting.
    Length prolonged{};
    /// A span of that kind has its middle here, and is seen nowhere else.
    std::array<bool, kinds.size()> has_small{};

    Length all() const { return times[Kind::on_break] + times[Kind::unknown] + times[Kind::sitting]; }
    Kind most() const {
        return *std::ranges::max_element(kinds, {}, [this](Kind kind) { return times[kind]; });
    }
    bool has_any_small() const { return std::ranges::find(has_small, true) != has_small.end(); }
    Mark mark(Kind kind) const {
        if (kind == Kind::on_break) return Mark::on_break;
        if (kind == Kind::unknown) return Mark::unknown;
        return 2 * prolonged >= times[kind] ? Mark::long_bout : Mark::short_bout;
    }
};

class Line {
 public:
    Line(const Window& window, Length cell)
        : begin_{window.begin},
          cell_{cell},
          cells_(static_cast<std::size_t>((window.end - window.begin + cell - Length{1}) / cell)) {}

    std::size_t count() const { return cells_.size(); }
    Time begin_of(std::size_t index) const { return begin_ + cell_ * static_cast<Length::rep>(index); }

    /// None where there is no cell.
    std::optional<std::size_t> at(Time time) const {
        if (time < begin_ || time >= begin_of(count())) return std::nullopt;
        return static_cast<std::size_t>((time - begin_) / cell_);
    }

    void add(Kind kind, const Span& span, bool is_prolonged = false) {
        each_part(span, [&](Cell& cell, Length part) {
            cell.times[kind] += part;
            if (is_prolonged) cell.prolonged += part;
        });
    }

    /// Once all is added.
    void look_for_small(Kind kind, const Span& span) {
        bool has_most = false;
        each_part(span, [&](const Cell& cell, Length) {
            has_most = has_most || (is_seen(cell) && cell.most() == kind);
        });
        if (has_most) return;
        if (const auto middle = at(span.begin + (span.end - span.begin) / 2))
            cells_[*middle].has_small.at(static_cast<std::size_t>(kind)) = true;
    }

    /// True to the proportions: of no kind is more drawn than there was so far, but for a mark, and one for
    /// each `forgiving` amid what is all alike: so what is small is seen where it is rare.
    std::vector<Mark> marks() const {
        std::vector<Mark> marks;
        Sums excess;
        const Cell* alike = nullptr;
        for (const auto& cell : cells_) {
            if (!is_seen(cell) && !cell.has_any_small()) {
                marks.push_back(Mark::nothing);
                continue;
            }
            const bool is_alike = cell.times[cell.most()] == cell_;
            if (is_alike && alike != nullptr && alike->most() == cell.most())
                forgive(excess, cell_ / forgiving);
            alike = is_alike ? &cell : nullptr;
            for (const auto kind : kinds)
                excess[kind] -= cell.times[kind];
            const auto kind = drawn_of(cell, excess);
            excess[kind] += cell.all();
            marks.push_back(cell.mark(kind));
        }
        return marks;
    }

 private:
    /// Calls `part(cell, length)` for each cell that some of the span is in.
    template <typename Part>
    void each_part(const Span& span, Part part) {
        const Time end = std::min(span.end, begin_of(count()));
        for (Time from = std::max(span.begin, begin_); from < end;) {
            const auto index = *at(from);
            const Time to = std::min(end, begin_of(index + 1));
            part(cells_[index], to - from);
            from = to;
        }
    }

    /// By what is recorded of it.
    bool is_seen(const Cell& cell) const { return 2 * cell.all() >= cell_; }

    static void forgive(Sums& excess, Length some) {
        for (const auto kind : kinds)
            excess[kind] -= std::clamp(excess[kind], -some, some);
    }

    /// What would not be seen otherwise, or else what took most; but what was drawn less than there was of it
    /// if there would be too much of that.
    Kind drawn_of(const Cell& cell, const Sums& excess) const {
        const auto has_room = [&](Kind kind) { return excess[kind] + cell.all() <= cell_; };
        for (const auto kind : kinds)
            if (cell.has_small.at(static_cast<std::size_t>(kind)) && has_room(kind)) return kind;
        if (has_room(cell.most())) return cell.most();
        Kind least = cell.most();
        for (const auto kind : kinds)
            if (cell.times[kind] > Length{} && excess[kind] < excess[least]) least = kind;
        return least;
    }

    Time begin_;
    Length cell_;
    std::vector<Cell> cells_;
};

Line line_of(const DayReport& day, const Window& window, Length cell, const std::vector<Span>& unknown,
             const Records& records) {
    Line line{window, cell};
    const auto each = [&](auto work) {
        for (const auto& span : records.breaks)
            work(Kind::on_break, span, false);
        for (const auto& span : unknown)
            work(Kind::unknown, span, false);
        for (const auto& bout : records.bouts)
            if (bout.span.end > day.begin && bout.span.begin < day.end && sitting_in(bout) > Length{})
                work(Kind::sitting, bout.span, sitting_in(bout) >= prolonged);
    };
    each([&](Kind kind, const Span& span, bool is_prolonged) { line.add(kind, span, is_prolonged); });
    each([&](Kind kind, const Span& span, bool) { line.look_for_small(kind, span); });
    return line;
}

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
    const auto unknown = unknown_in(*window, records);
    const auto line = line_of(day, *window, cell, unknown, records);
    std::vector<Mark> below(line.count());
    bool has_reminders = false;
    for (const auto& reminder : records.reminders)
        if (counts(reminder) && reminder.shown >= day.begin && reminder.shown < day.end) {
            if (const auto at = line.at(reminder.shown))
                below[*at] = obeyed_after(reminder, records.bouts) ? Mark::obeyed : Mark::not_obeyed;
            has_reminders = true;
        }
    std::vector<std::string> lines{hours_above(line, cell, report), drawn(line.marks(), screen)};
    if (has_reminders) lines.push_back(drawn(below, screen));
    for (auto& text : legend(cell, has_reminders, !unknown.empty(), screen))
        lines.push_back(std::move(text));
    return lines;
}

}  // namespace sitbreak::report
