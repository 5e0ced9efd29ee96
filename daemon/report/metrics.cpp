#include "report/metrics.hpp"

#include <algorithm>
#include <iterator>

namespace sitbreak::report {

namespace {

std::size_t band_of(Length length) {
    if (length >= prolonged) return 2;
    return length >= short_band ? 1 : 0;
}

/// The stretches between the boundaries, and which of them a time or a span is in.
class Stretches {
 public:
    explicit Stretches(const std::vector<Time>& boundaries) : boundaries_{boundaries} {}

    std::size_t count() const { return boundaries_.size() - 1; }

    /// None before the first and after the last.
    std::optional<std::size_t> at(Time time) const {
        if (time < boundaries_.front() || time >= boundaries_.back()) return std::nullopt;
        const auto next = std::ranges::upper_bound(boundaries_, time);
        return static_cast<std::size_t>(std::distance(boundaries_.begin(), next)) - 1;
    }

    /// Calls `part(index, from, to)` for each stretch that some of the span is in.
    template <typename Part>
    void split(const Span& span, Part part) const {
        const Time begin = std::max(span.begin, boundaries_.front());
        const Time end = std::min(span.end, boundaries_.back());
        if (begin >= end) return;
        for (auto i = *at(begin); i < count() && boundaries_[i] < end; ++i)
            part(i, std::max(begin, boundaries_[i]), std::min(end, boundaries_[i + 1]));
    }

 private:
    const std::vector<Time>& boundaries_;
};

bool is_followed_by_break(const Bout& bout) {
    return sitting_in(bout) > Length{} && bout.how && sitting::is_known(*bout.how);
}

template <typename Values>
void append(Values& values, const Values& more) {
    values.insert(values.end(), more.begin(), more.end());
}

}  // namespace

bool counts(const Reminder& reminder) {
    using sitting::Outcome;
    if (!reminder.outcome) return false;
    switch (*reminder.outcome) {
        case Outcome::followed:
        case Outcome::too_short:
        case Outcome::snoozed:
        case Outcome::skipped:
        case Outcome::closed:
        case Outcome::ignored:
        case Outcome::withdrawn:
            return true;
        case Outcome::not_shown:
        case Outcome::unseen:
        case Outcome::unknown:
            return false;
    }
    return false;
}

std::optional<Length> obeyed_after(const Reminder& reminder, const std::vector<Bout>& bouts) {
    if (!counts(reminder)) return std::nullopt;
    const auto end_of = [](const Bout& bout) { return bout.span.end; };
    for (auto bout = std::ranges::lower_bound(bouts, reminder.shown, {}, end_of); bout != bouts.end();
         ++bout) {
        const Length after = bout->span.end - reminder.shown;
        if (after > obeyed_within) break;
        if (is_followed_by_break(*bout)) return after;
    }
    const auto there = std::ranges::upper_bound(bouts, reminder.shown, {}, end_of);
    const bool nobody_sat = there == bouts.end() || there->span.begin > reminder.shown;
    const bool was_gone = reminder.outcome == sitting::Outcome::followed && reminder.after == Length{};
    return nobody_sat && was_gone ? std::optional{Length{}} : std::nullopt;
}

Sample& Sample::operator+=(const Sample& other) {
    for (std::size_t i = 0; i < bands.size(); ++i)
        bands[i] += other.bands[i];
    append(bouts, other.bouts);
    breaks += other.breaks;
    reminders += other.reminders;
    reminders_apart += other.reminders_apart;
    append(obeyed, other.obeyed);
    unknown += other.unknown;
    paused += other.paused;
    held += other.held;
    return *this;
}

std::vector<Sample> samples_of(const Records& records, const std::vector<Time>& boundaries) {
    const Stretches stretches{boundaries};
    std::vector<Sample> samples(stretches.count());
    for (const auto& bout : records.bouts) {
        const Length whole = sitting_in(bout);
        if (whole == Length{}) continue;
        const auto band = band_of(whole);
        stretches.split(bout.span, [&](std::size_t i, Time from, Time to) {
            samples[i].bands[band] += sitting_before(bout, to) - sitting_before(bout, from);
        });
        const auto began = stretches.at(bout.span.begin);
        if (!began) continue;
        samples[*began].bouts.push_back(whole);
        samples[*began].breaks += is_followed_by_break(bout) ? 1 : 0;
    }
    for (const auto& reminder : records.reminders) {
        const auto shown = stretches.at(reminder.shown);
        if (!shown || reminder.outcome == sitting::Outcome::not_shown) continue;
        (counts(reminder) ? samples[*shown].reminders : samples[*shown].reminders_apart) += 1;
        if (const auto after = obeyed_after(reminder, records.bouts))
            samples[*shown].obeyed.push_back(*after);
    }
    const auto add = [&](const std::vector<Span>& spans, Length Sample::* sum) {
        for (const auto& span : spans)
            stretches.split(span, [&](std::size_t i, Time from, Time to) { samples[i].*sum += to - from; });
    };
    add(records.unknown, &Sample::unknown);
    add(records.pauses, &Sample::paused);
    add(records.holds, &Sample::held);
    return samples;
}

Metrics metrics_of(Sample sample) {
    using Hours = std::chrono::duration<double, std::ratio<3600>>;
    auto& bouts = sample.bouts;
    std::ranges::sort(bouts);
    std::ranges::sort(sample.obeyed);
    Metrics metrics;
    metrics.bands = sample.bands;
    for (const auto band : sample.bands)
        metrics.sitting += band;
    metrics.bouts = bouts.size();
    metrics.prolonged_bouts =
        static_cast<std::size_t>(std::ranges::count_if(bouts, [](Length l) { return l >= prolonged; }));
    metrics.breaks = sample.breaks;
    if (metrics.sitting > Length{}) {
        metrics.breaks_per_hour = static_cast<double>(sample.breaks) / Hours{metrics.sitting}.count();
        metrics.prolonged_share = Hours{sample.bands.back()} / Hours{metrics.sitting};
    }
    if (!bouts.empty()) metrics.longest = bouts.back();
    metrics.mean = mean(bouts);
    metrics.median = median(bouts);
    metrics.usual = usual_duration(bouts);
    if (bouts.size() >= fewest_for_alpha) metrics.alpha = alpha(bouts);
    metrics.gini = gini(bouts);
    metrics.reminders = sample.reminders;
    metrics.reminders_apart = sample.reminders_apart;
    metrics.obeyed = sample.obeyed.size();
    metrics.median_delay = median(sample.obeyed);
    metrics.unknown = sample.unknown;
    metrics.paused = sample.paused;
    metrics.held = sample.held;
    return metrics;
}

}  // namespace sitbreak::report
