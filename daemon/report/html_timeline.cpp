// A line of time a day.

#include <algorithm>
#include <span>
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
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

using Days = std::span<const DayReport>;

/// More days are in several drawings, so that each has room on a sheet of paper.
constexpr std::size_t most_in_drawing = 31;
constexpr int above_lines = 24;
constexpr int break_height = 2;

/// How high things are, in pixels.
struct Look {
    int line;
    int reminders;
    int prolonged;
    int shorter;
};
constexpr Look alone_look{46, 14, 38, 22};
constexpr Look usual_look{26, 12, 18, 10};
/// Of so many days there is less room for each.
constexpr std::size_t many_days = 15;
constexpr Look dense_look{18, 9, 13, 7};

const Look& look_for(std::size_t days) {
    if (days == 1) return alone_look;
    return days < many_days ? usual_look : dense_look;
}

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
    std::optional<minutes> before;
    for (const auto& hour : hours_of(day, report)) {
        if (before != hour.utc_offset)
            pieces.push_back(
                {hour.begin, hour.end, hour.begin + hour.utc_offset - Time{day.day.time_since_epoch()}});
        pieces.back().end = hour.end;
        before = hour.utc_offset;
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

    bool shows(Length from, Length to) const { return from < end && to > begin; }
    double share(Length place) const {
        return static_cast<double>((std::clamp(place, begin, end) - begin).count()) /
               static_cast<double>((end - begin).count());
    }
};

/// The hours in which somebody sat.
Window window_of(const Report& report) {
    Window window{Length::max(), Length::min()};
    for (const auto& day : report.days) {
        const auto pieces = pieces_of(day, report);
        for (const auto& bout : report.records.bouts)
            if (sitting_in(bout) > Length{})
                each_part(pieces, bout.span, [&](Length from, Length to) {
                    window.begin = std::min<Length>(window.begin, floor<hours>(from));
                    window.end = std::max<Length>(window.end, ceil<hours>(to));
                });
    }
    return window;
}

/// But for what nobody would miss: at each start it is unknown for a moment who is there.
bool is_drawn(const Span& unknown) {
    return unknown.end - unknown.begin >= minutes{1};
}

std::string description_of(Days days) {
    Metrics sum;
    for (const auto& [day, begin, end, metrics] : days) {
        sum.sitting += metrics.sitting;
        sum.bands.back() += metrics.bands.back();
        sum.reminders += metrics.reminders;
        sum.obeyed += metrics.obeyed;
        sum.unknown += metrics.unknown;
    }
    auto text = fmt::format("{} of estimated sitting, {} of it in bouts of 30 min or longer.",
                            length_text(sum.sitting), length_text(sum.bands.back()));
    const auto most =
        std::ranges::max_element(days, {}, [](const DayReport& day) { return day.metrics.sitting; });
    if (days.size() > 1)
        text += fmt::format(" Most was on {}: {}.", day_text(most->day), length_text(most->metrics.sitting));
    if (sum.reminders > 0)
        text += fmt::format(" {} of {} followed.", sum.obeyed, count_text(sum.reminders, "reminder"));
    if (sum.unknown > Length{}) text += fmt::format(" {} unknown.", length_text(sum.unknown));
    return text;
}

/// Some of the days, or the only one.
class Timeline {
 public:
    Timeline(Markup& page, const Report& report, const Window& window, Days days)
        : page_{page},
          report_{report},
          window_{window},
          days_{days},
          look_{look_for(report.days.size())},
          is_alone_{is_one_day(report)},
          has_reminders_{report.total.reminders > 0} {
        for (const auto& day : days)
            pieces_.push_back(pieces_of(day, report));
    }

    void draw(std::string_view id) {
        reminder_id_ = fmt::format("{}-reminder", id);
        open_drawing(page_, {id, is_alone_ ? "day" : "timeline",
                             is_alone_ ? "The day" : "The days, one below the other", description_of(days_),
                             height(), legend()});
        if (has_reminders_)
            page_.open("defs").empty("path", {{"id", reminder_id_}, {"d", "M-4 0L0 -7L4 0Z"}}).close().line();
        add_hours();
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            add_day(days_[i], pieces_[i], above_lines + static_cast<int>(i) * day_height());
        close_drawing(page_);
    }

 private:
    int day_height() const { return look_.line + (has_reminders_ ? look_.reminders : 0); }
    int height() const { return above_lines + static_cast<int>(pieces_.size()) * day_height(); }

    bool has_unknown() const {
        bool is_seen = false;
        for (const auto& pieces : pieces_)
            for (const auto& span : report_.records.unknown)
                if (is_drawn(span))
                    each_part(pieces, span,
                              [&](Length from, Length to) { is_seen = is_seen || window_.shows(from, to); });
        return is_seen;
    }

    std::vector<std::pair<std::string_view, std::string_view>> legend() const {
        std::vector<std::pair<std::string_view, std::string_view>> result{
            {"prolonged", "bout of 30 min or longer"}, {"shorter", "shorter bout"}};
        if (!report_.records.breaks.empty()) result.emplace_back("break", "break");
        if (has_unknown()) result.emplace_back("unknown", "unknown");
        if (has_reminders_) {
            result.emplace_back("obeyed", "reminder followed");
            result.emplace_back("ignored", "not followed");
        }
        return result;
    }

    /// Each full hour that the clock shows, and where it does.
    std::vector<std::pair<Length, std::size_t>> shown_hours() const {
        std::vector<std::pair<Length, std::size_t>> result;
        const auto add = [&](Length place, std::size_t hour) {
            if (place >= window_.begin && place <= window_.end) result.emplace_back(place, hour);
        };
        if (!is_alone_) {
            for (Length place = window_.begin; place <= window_.end; place += hours{1})
                add(place, static_cast<std::size_t>((place - floor<std::chrono::days>(place)) / hours{1}));
            return result;
        }
        const auto& day = days_.front();
        for (const auto& hour : hours_of(day, report_))
            add(hour.begin - day.begin, hour.of_day());
        add(day.end - day.begin, 0);
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

    /// Above the `base` of its day; nothing outside of what is drawn.
    void add_span(std::string_view mark, const Pieces& pieces, const Span& span, double base, double tall,
                  std::string_view hint = {}) {
        each_part(pieces, span, [&](Length from, Length to) {
            const auto left = window_.share(from);
            if (window_.shows(from, to))
                add_box(page_, mark, {left, window_.share(to) - left, base - tall, tall}, hint);
        });
    }

    std::string clock(Time time) const {
        return clock_text(time, utc_offset_at(time, report_.records, report_.setting.zone));
    }

    void add_day(const DayReport& day, const Pieces& pieces, int top) {
        const double base = top + look_.prolonged + 2;
        const auto& records = report_.records;
        if (!is_alone_) {
            add_label(page_, "before", "-10", base - 2, short_day_text(day.day));
            add_label(page_, "after roomy", "100%", base - 2,
                      day.metrics.sitting > Length{} ? length_text(day.metrics.sitting) : "-");
        }
        for (const auto& span : records.unknown)
            if (is_drawn(span)) add_span("unknown", pieces, span, base, look_.prolonged);
        for (const auto& span : records.breaks)
            add_span("break", pieces, span, base, break_height);
        for (const auto& bout : records.bouts)
            if (bout.span.end > day.begin && bout.span.begin < day.end && sitting_in(bout) > Length{})
                add_bout(bout, pieces, base);
        for (const auto& reminder : records.reminders)
            if (counts(reminder)) add_reminder(reminder, pieces, base);
        page_.line();
    }

    void add_bout(const Bout& bout, const Pieces& pieces, double base) {
        const bool is_prolonged = sitting_in(bout) >= prolonged;
        add_span(is_prolonged ? "prolonged" : "shorter", pieces, bout.span, base,
                 is_prolonged ? look_.prolonged : look_.shorter,
                 fmt::format("{} to {}: {}", clock(bout.span.begin), clock(bout.span.end),
                             length_text(sitting_in(bout))));
    }

    void add_reminder(const Reminder& reminder, const Pieces& pieces, double base) {
        const bool is_obeyed = obeyed_after(reminder, report_.records.bouts).has_value();
        const Span moment{reminder.shown, reminder.shown + Length{1}, {}};
        each_part(pieces, moment, [&](Length from, Length) {
            page_.open("use", {{"class", is_obeyed ? "obeyed" : "ignored"},
                               {"href", "#" + reminder_id_},
                               {"x", across(window_.share(from))},
                               {"y", pixels(base + look_.reminders - 1.5)}});
            page_.element("title", reminder_text(reminder, report_)).close();
        });
    }

    Markup& page_;
    const Report& report_;
    Window window_;
    Days days_;
    Look look_;
    bool is_alone_;
    bool has_reminders_;
    std::vector<Pieces> pieces_;
    std::string reminder_id_;
};

std::string reminders_in(const Bout& bout, const Report& report) {
    std::string text;
    for (const auto& reminder : report.records.reminders)
        if (counts(reminder) && reminder.shown >= bout.span.begin && reminder.shown <= bout.span.end)
            text += (text.empty() ? "" : "; ") + reminder_text(reminder, report);
    return text.empty() ? "none" : text;
}

std::string what_followed(const Bout& bout) {
    if (!bout.how) return "not known to be over";
    return sitting::is_known(*bout.how) ? "a break" : "unknown time";
}

/// Of a single day.
Table bouts_table(const Report& report) {
    const auto& day = report.days.front();
    Table table{"timeline",
                "Bouts of " + title(report),
                {"From", "To", "Sitting", "Which is", "Then came", "Reminders"},
                {}};
    const auto clock = [&](Time time) {
        return clock_text(time, utc_offset_at(time, report.records, report.setting.zone));
    };
    for (const auto& bout : report.records.bouts) {
        const auto sitting = sitting_in(bout);
        if (bout.span.end > day.begin && bout.span.begin < day.end && sitting > Length{})
            table.rows.push_back({clock(bout.span.begin), clock(bout.span.end), length_text(sitting),
                                  sitting >= prolonged ? "prolonged" : "shorter", what_followed(bout),
                                  reminders_in(bout, report)});
    }
    return table;
}

Table days_table(Days days, std::string_view id) {
    Table table{id,
                fmt::format("{} to {}, day by day", day_text(days.front().day), day_text(days.back().day)),
                {"Day", "Sitting", "In bouts of 30 min or longer", "Bouts", "Longest", "Breaks",
                 "Reminders followed", "Unknown"},
                {}};
    for (const auto& [day, begin, end, metrics] : days)
        table.rows.push_back(
            {day_text(day), length_text(metrics.sitting), length_text(metrics.bands.back()),
             std::to_string(metrics.bouts), metrics.longest ? length_text(*metrics.longest) : "-",
             std::to_string(metrics.breaks), fmt::format("{} of {}", metrics.obeyed, metrics.reminders),
             length_text(metrics.unknown)});
    return table;
}

}  // namespace

void add_timeline(Markup& page, const Report& report) {
    if (report.total.sitting == Length{} || report.days.size() > most_days_shown) return;
    open_section(page, "timeline", is_one_day(report) ? "The day" : "Day by day");
    const auto window = window_of(report);
    const Days days{report.days};
    const auto drawings = (days.size() + most_in_drawing - 1) / most_in_drawing;
    const auto in_each = (days.size() + drawings - 1) / drawings;
    for (std::size_t i = 0; i < drawings; ++i) {
        const auto some = days.subspan(i * in_each, std::min(in_each, days.size() - i * in_each));
        const auto id = i == 0 ? std::string{"timeline"} : fmt::format("timeline-{}", i + 1);
        Timeline{page, report, window, some}.draw(id);
        add_table(page, is_one_day(report) ? bouts_table(report) : days_table(some, id));
    }
    close_section(page);
}

}  // namespace sitbreak::report
