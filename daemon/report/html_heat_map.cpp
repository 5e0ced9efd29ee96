// The hours of the week.

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <spdlog/fmt/fmt.h>

#include "report/distribution.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// Of fewer, it says nothing that the timeline does not.
constexpr std::size_t fewest_days = 3;
constexpr std::array weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// Pixels.
constexpr int above_lines = 22;
constexpr int line_height = 30;
constexpr int cell_height = 26;

/// Those that are always drawn.
constexpr std::pair<std::size_t, std::size_t> usual_hours{8, 18};

/// The usual hours, and those in which there is any sitting: the first and the last.
std::pair<std::size_t, std::size_t> hours_to_draw(const HoursOfWeek& week) {
    auto result = usual_hours;
    for (const auto& day : week)
        for (std::size_t hour = 0; hour < day.size(); ++hour)
            if (day.at(hour).sitting > Length{})
                result = {std::min(result.first, hour), std::max(result.second, hour)};
    return result;
}

std::string hour_text(std::size_t hour) {
    return fmt::format("{:02}", hour);
}

/// Quarters of an hour that are full, at most 3.
int shade(Length mean) {
    return static_cast<int>(std::clamp<Length::rep>(mean / std::chrono::minutes{15}, 0, 3));
}

class HeatMap {
 public:
    HeatMap(Markup& page, const HoursOfWeek& week) : page_{page}, week_{week} {
        std::tie(first_, last_) = hours_to_draw(week);
        for (const auto& day : week)
            for (std::size_t hour = first_; hour <= last_; ++hour)
                has_gaps_ = has_gaps_ || day.at(hour).times == 0;
    }

    void draw() {
        std::vector<std::pair<std::string_view, std::string_view>> legend{
            {"heat-0", "under 15 min of the hour"},
            {"heat-1", "15 to 30 min"},
            {"heat-2", "30 to 45 min"},
            {"heat-3", "45 min or more"}};
        if (has_gaps_) legend.emplace_back("gap", "not recorded");
        open_drawing(page_, {"heat-map", "heat-map", "The hours of the week", description(),
                             above_lines + line_height * static_cast<int>(week_.size()), std::move(legend)});
        const auto every = (count() + 11) / 12;
        for (std::size_t hour = first_; hour <= last_; ++hour)
            add_label(page_, (hour - first_) % every == 0 ? "middle" : "middle roomy",
                      across(left(hour) + 0.5 / width()), 12, hour_text(hour));
        page_.line();
        for (std::size_t day = 0; day < week_.size(); ++day)
            add_day(day);
        close_drawing(page_);
    }

    Table table() const {
        Table result{"heat-map", "Mean sitting in each hour, as hours:minutes", {"Day"}, {}};
        for (std::size_t hour = first_; hour <= last_; ++hour)
            result.columns.push_back(hour_text(hour));
        for (std::size_t day = 0; day < week_.size(); ++day) {
            std::vector<std::string> row{weekdays.at(day)};
            for (std::size_t hour = first_; hour <= last_; ++hour) {
                const auto mean = week_.at(day).at(hour).mean();
                row.push_back(mean ? short_length_text(*mean) : "-");
            }
            result.rows.push_back(std::move(row));
        }
        return result;
    }

 private:
    std::size_t count() const { return last_ - first_ + 1; }
    double width() const { return static_cast<double>(count()); }
    double left(std::size_t hour) const { return static_cast<double>(hour - first_) / width(); }

    std::string description() const {
        std::pair<std::size_t, std::size_t> most{0, first_};
        const auto mean = [&](std::size_t day, std::size_t hour) {
            return week_.at(day).at(hour).mean().value_or(Length{});
        };
        for (std::size_t day = 0; day < week_.size(); ++day)
            for (std::size_t hour = first_; hour <= last_; ++hour)
                if (mean(day, hour) > mean(most.first, most.second)) most = {day, hour};
        return fmt::format(
            "A line for each weekday, and in it the mean sitting in each hour from {} o'clock on to {} "
            "o'clock. "
            "Most is on {} in the hour from {} o'clock: {}.",
            hour_text(first_), hour_text(last_ + 1), weekdays.at(most.first), hour_text(most.second),
            length_text(mean(most.first, most.second)));
    }

    void add_day(std::size_t day) {
        const double base = above_lines + static_cast<double>(day) * line_height + cell_height;
        add_label(page_, "before", "-10", base - 8, std::string_view{weekdays.at(day)}.substr(0, 3));
        for (std::size_t hour = first_; hour <= last_; ++hour) {
            const auto mean = week_.at(day).at(hour).mean();
            const double inset = 0.06 / width();
            Box box{left(hour) + inset, 1 / width() - 2 * inset, base - cell_height, cell_height};
            const auto hint = fmt::format("{} {} to {}: {}", weekdays.at(day), hour_text(hour),
                                          hour_text(hour + 1), mean ? length_text(*mean) : "not recorded");
            add_box(page_, "cell", box, hint);
            if (!mean) {
                add_box(page_, "gap",
                        {box.left + box.width / 4, box.width / 2, base - cell_height / 2.0, 1.5});
            } else if (*mean > Length{}) {
                // Its height says as much as its colour; who sat at all is seen.
                box.height = std::max(1.5, cell_height * std::min(in_minutes(*mean) / 60, 1.0));
                box.top = base - box.height;
                add_box(page_, fmt::format("heat-{}", shade(*mean)), box, hint);
            }
        }
        page_.line();
    }

    Markup& page_;
    const HoursOfWeek& week_;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    bool has_gaps_ = false;
};

}  // namespace

void add_heat_map(Markup& page, const Report& report) {
    if (report.total.sitting == Length{} || report.days.size() < fewest_days) return;
    const auto week = hours_of_week(report);
    open_section(page, "heat-map", "Hours of the week");
    page.element("p",
                 "The mean of estimated sitting in each hour by the clock on the wall, over all days that "
                 "are that "
                 "weekday. An hour before the history began or still to come is left out of the mean.")
        .line();
    HeatMap map{page, week};
    map.draw();
    add_table(page, map.table());
    close_section(page);
}

}  // namespace sitbreak::report
