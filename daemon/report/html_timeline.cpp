// A line of time a day.

#include <algorithm>
#include <utility>

#include <spdlog/fmt/fmt.h>

#include "report/hours.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/periods.hpp"
#include "report/sentences.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::ceil;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

/// Pixels.
constexpr int above_lines = 24;
constexpr int line_height = 26;
constexpr int reminders_height = 12;
constexpr int prolonged_height = 18;
constexpr int shorter_height = 10;
constexpr int break_height = 2;

/// A part of a day, and how it lies in the drawing: what is at `begin` is at `place`.
struct Piece {
    Time begin{};
    Time end{};
    Length place{};
};

using Pieces = std::vector<Piece>;

/// Several days lie below each other by the clock on the wall; where that is set, a day is in two pieces, and
/// an hour that comes twice is drawn in one place. A single day is drawn as it passes.
Pieces pieces_of(const DayReport& day, const Report& report) {
    if (is_one_day(report)) return {{day.begin, day.end, Length{}}};
    Pieces pieces;
    const Hour* before = nullptr;
    const auto all = hours_of(day, report);
    for (const auto& hour : all) {
        if (before == nullptr || before->utc_offset != hour.utc_offset)
            pieces.push_back(
                {hour.begin, hour.end, hour.begin + hour.utc_offset - Time{day.day.time_since_epoch()}});
        pieces.back().end = hour.end;
        before = &hour;
    }
    return pieces;
}

/// Calls `part(from, to)` with the places of the parts of it that are in the pieces.
template <typename Part>
void each_part(const Pieces& pieces, const Span& span, Part part) {
    for (const auto& piece : pieces) {
        const Time begin = std::max(span.begin, piece.begin);
        const Time end = std::min(span.end, piece.end);
        if (begin < end) part(begin - piece.begin + piece.place, end - piece.begin + piece.place);
    }
}

/// What is drawn of the days: from one place to another.
struct Window {
    Length begin{};
    Length end{};

    double share(Length place) const {
        return static_cast<double>((std::clamp(place, begin, end) - begin).count()) /
               static_cast<double>((end - begin).count());
    }
};

class Timeline {
 public:
    Timeline(Markup& page, const Report& report) : page_{page}, report_{report} {
        for (const auto& day : report.days)
            pieces_.push_back(pieces_of(day, report));
        find_window();
        has_reminders_ = report.total.reminders > 0;
        has_unknown_ = std::ranges::any_of(report.records.unknown, [&](const Span& span) {
            bool is_seen = false;
            for (const auto& pieces : pieces_)
                each_unknown(pieces, span, [&](const Box&) { is_seen = true; });
            return is_seen;
        });
    }

    void draw() {
        open_drawing(page_, {"timeline", is_one_day(report_) ? "day" : "timeline",
                             is_one_day(report_) ? "The day" : "The days, one below the other", description(),
                             height(), legend()});
        add_hours();
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            add_day(report_.days[i], pieces_[i], above_lines + static_cast<int>(i) * day_height());
        close_drawing(page_);
    }

 private:
    int day_height() const { return line_height + (has_reminders_ ? reminders_height : 0); }
    int height() const { return above_lines + static_cast<int>(pieces_.size()) * day_height(); }

    /// The hours in which somebody sat.
    void find_window() {
        window_ = {Length::max(), Length::min()};
        for (const auto& pieces : pieces_)
            for (const auto& bout : report_.records.bouts)
                each_part(pieces, bout.span, [&](Length from, Length to) {
                    window_.begin = std::min<Length>(window_.begin, floor<hours>(from));
                    window_.end = std::max<Length>(window_.end, ceil<hours>(to));
                });
    }

    std::vector<std::pair<std::string_view, std::string_view>> legend() const {
        std::vector<std::pair<std::string_view, std::string_view>> result{
            {"prolonged", "bout of 30 min or longer"}, {"shorter", "shorter bout"}};
        if (!report_.records.breaks.empty()) result.emplace_back("break", "break");
        if (has_unknown_) result.emplace_back("unknown", "unknown");
        if (has_reminders_) {
            result.emplace_back("obeyed", "reminder followed");
            result.emplace_back("ignored", "not followed");
        }
        return result;
    }

    std::string description() const {
        const auto& total = report_.total;
        auto text = fmt::format("{} of estimated sitting, {} of it in bouts of 30 min or longer.",
                                length_text(total.sitting), length_text(total.bands.back()));
        const auto most = std::ranges::max_element(report_.days, {},
                                                   [](const DayReport& day) { return day.metrics.sitting; });
        if (!is_one_day(report_))
            text +=
                fmt::format(" Most was on {}: {}.", day_text(most->day), length_text(most->metrics.sitting));
        if (has_reminders_)
            text += fmt::format(" {} of {} followed.", total.obeyed, count_text(total.reminders, "reminder"));
        return text + (has_unknown_ ? fmt::format(" {} unknown.", length_text(total.unknown)) : "");
    }

    /// Each hour that the clock shows, and where it does.
    std::vector<std::pair<Length, std::size_t>> shown_hours() const {
        std::vector<std::pair<Length, std::size_t>> result;
        if (!is_one_day(report_)) {
            for (Length place = window_.begin; place <= window_.end; place += hours{1})
                result.emplace_back(place, static_cast<std::size_t>(place / hours{1}) % 24);
            return result;
        }
        const auto& day = report_.days.front();
        const auto all = hours_of(day, report_);
        for (const auto& hour : all)
            if (hour.begin - day.begin >= window_.begin && hour.begin - day.begin <= window_.end)
                result.emplace_back(hour.begin - day.begin, hour.of_day());
        if (day.end - day.begin == window_.end) result.emplace_back(window_.end, 0);
        return result;
    }

    void add_hours() {
        const auto all = shown_hours();
        // As many as have room on a telephone, and twice as many elsewhere.
        const auto every = (all.size() + 8) / 9;
        const auto roomy = std::max<std::size_t>(every / 2, 1);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto at = window_.share(all[i].first);
            add_upright(page_, i % every == 0 ? "grid" : "grid roomy", at, above_lines - 6, height());
            if (i % roomy == 0)
                add_label(page_, i % every == 0 ? "middle" : "middle roomy", across(at), 12,
                          fmt::format("{:02}", all[i].second));
        }
        page_.line();
    }

    Box box(Length from, Length to, double base, double tall) const {
        return {window_.share(from), window_.share(to) - window_.share(from), base - tall, tall};
    }

    /// But for what nobody would miss: at each start it is unknown for a moment who is there.
    template <typename Part>
    void each_unknown(const Pieces& pieces, const Span& span, Part part, double base = 0) const {
        if (span.end - span.begin < minutes{1}) return;
        each_part(pieces, span, [&](Length from, Length to) {
            if (from < window_.end && to > window_.begin) part(box(from, to, base, prolonged_height));
        });
    }

    std::string hint(const Bout& bout) const {
        return fmt::format("{} to {}: {}", clock(bout.span.begin), clock(bout.span.end),
                           length_text(sitting_in(bout)));
    }

    std::string clock(Time time) const {
        return clock_text(time, utc_offset_at(time, report_.records, report_.setting.zone));
    }

    void add_day(const DayReport& day, const Pieces& pieces, int top) {
        const double base = top + prolonged_height + 2;
        if (!is_one_day(report_)) {
            add_label(page_, "before", "-10", base - 4, short_day_text(day.day));
            add_label(page_, "after roomy", "100%", base - 4,
                      day.metrics.sitting > Length{} ? length_text(day.metrics.sitting) : "-");
        }
        const auto& records = report_.records;
        for (const auto& span : records.unknown)
            each_unknown(pieces, span, [&](const Box& box) { add_unknown(box); }, base);
        for (const auto& span : records.breaks)
            each_part(pieces, span, [&](Length from, Length to) {
                if (from < window_.end && to > window_.begin)
                    add_box(page_, "break", box(from, to, base, break_height));
            });
        for (const auto& bout : records.bouts)
            each_part(pieces, bout.span, [&](Length from, Length to) {
                const bool is_prolonged = sitting_in(bout) >= prolonged;
                add_box(page_, is_prolonged ? "prolonged" : "shorter",
                        box(from, to, base, is_prolonged ? prolonged_height : shorter_height), hint(bout));
            });
        for (const auto& reminder : records.reminders)
            if (counts(reminder)) add_reminder(reminder, pieces, base);
        page_.line();
    }

    void add_unknown(const Box& box) { add_box(page_, "unknown", box); }

    void add_reminder(const Reminder& reminder, const Pieces& pieces, double base) {
        const Span moment{reminder.shown, reminder.shown + Length{1}, {}};
        each_part(pieces, moment, [&](Length from, Length) {
            page_.open("text", {{"class", is_obeyed(reminder) ? "obeyed" : "ignored"},
                                {"x", across(window_.share(from))},
                                {"y", pixels(base + reminders_height)}});
            page_.text(is_obeyed(reminder) ? "▲" : "△");
            page_.element("title", fmt::format("reminder at {}, {}", clock(reminder.shown),
                                               is_obeyed(reminder)
                                                   ? "followed after " + exact_length_text(reminder.after)
                                                   : "not followed"));
            page_.close();
        });
    }

    Markup& page_;
    const Report& report_;
    std::vector<Pieces> pieces_;
    Window window_;
    bool has_reminders_ = false;
    bool has_unknown_ = false;
};

std::string reminders_in(const Bout& bout, const Report& report) {
    std::string text;
    for (const auto& reminder : report.records.reminders)
        if (counts(reminder) && reminder.shown >= bout.span.begin && reminder.shown <= bout.span.end)
            text += fmt::format(
                "{}{} {}", text.empty() ? "" : ", ",
                clock_text(reminder.shown,
                           utc_offset_at(reminder.shown, report.records, report.setting.zone)),
                is_obeyed(reminder) ? "followed after " + exact_length_text(reminder.after) : "not followed");
    return text.empty() ? "none" : text;
}

std::string_view what_followed(const Bout& bout) {
    if (!bout.how) return "not known to be over";
    return sitting::is_known(*bout.how) ? "a break" : "unknown time";
}

/// Of one day: its bouts.
Table bouts_table(const Report& report) {
    const auto& day = report.days.front();
    Table table{"timeline",
                "Bouts of " + title(report),
                {"From", "To", "Sitting", "Which is", "Then came", "Reminders"},
                {}};
    const auto clock = [&](Time time) {
        return clock_text(time, utc_offset_at(time, report.records, report.setting.zone));
    };
    for (const auto& bout : report.records.bouts)
        if (bout.span.end > day.begin && bout.span.begin < day.end && sitting_in(bout) > Length{})
            table.rows.push_back({clock(bout.span.begin), clock(bout.span.end), length_text(sitting_in(bout)),
                                  sitting_in(bout) >= prolonged ? "prolonged" : "shorter",
                                  std::string{what_followed(bout)}, reminders_in(bout, report)});
    return table;
}

Table days_table(const Report& report) {
    Table table{"timeline",
                "Each of the days",
                {"Day", "Sitting", "In bouts of 30 min or longer", "Bouts", "Longest", "Breaks",
                 "Reminders followed", "Unknown"},
                {}};
    for (const auto& day : report.days) {
        const auto& metrics = day.metrics;
        table.rows.push_back(
            {day_text(day.day), length_text(metrics.sitting), length_text(metrics.bands.back()),
             std::to_string(metrics.bouts), metrics.longest ? length_text(*metrics.longest) : "-",
             std::to_string(metrics.breaks), fmt::format("{} of {}", metrics.obeyed, metrics.reminders),
             length_text(metrics.unknown)});
    }
    return table;
}

}  // namespace

void add_timeline(Markup& page, const Report& report) {
    if (report.total.sitting == Length{} || report.days.size() > most_days_shown) return;
    open_section(page, "timeline", is_one_day(report) ? "The day" : "Day by day");
    Timeline{page, report}.draw();
    add_table(page, is_one_day(report) ? bouts_table(report) : days_table(report));
    close_section(page);
}

}  // namespace sitbreak::report
