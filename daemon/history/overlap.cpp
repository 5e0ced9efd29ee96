#include "history/overlap.hpp"

namespace sitbreak::history {

Span hull(const Spans& spans) {
    Span hull = spans.front();
    for (const auto& span : spans) {
        if (span.begin < hull.begin) hull = {span.begin, hull.end, span.utc_offset};
        hull.end = std::max(hull.end, span.end);
    }
    return hull;
}

Spans taken_twice(const Spans& spans) {
    Spans twice;
    Time reach = Time::min();
    for (const auto& span : spans) {
        const Time end = std::min(span.end, reach);
        if (!twice.empty() && span.begin <= twice.back().end)
            twice.back().end = std::max(twice.back().end, end);
        else if (span.begin < end)
            twice.push_back({span.begin, end, span.utc_offset});
        reach = std::max(reach, span.end);
    }
    return twice;
}

Spans without(std::span<const Span> spans, std::span<const Span> taken) {
    Spans rest;
    if (spans.empty()) return rest;
    rest.reserve(spans.size());
    auto first = std::ranges::upper_bound(taken, spans.front().begin, {}, &Span::end);
    for (auto span : spans) {
        while (first != taken.end() && first->end <= span.begin)
            ++first;
        bool is_left = true;
        for (auto next = first; next != taken.end() && next->begin < span.end; ++next) {
            if (next->begin >= next->end) continue;
            if (span.begin < next->begin) rest.push_back({span.begin, next->begin, span.utc_offset});
            span.begin = next->end;
            is_left = span.begin < span.end;
        }
        if (is_left) rest.push_back(span);
    }
    return rest;
}

Length share(Length spread, Length part, Length whole) {
    if (part >= whole) return std::clamp(spread, Length{}, std::max(whole, Length{}));
    const auto ratio = static_cast<double>(part.count()) / static_cast<double>(whole.count());
    const Length falls{static_cast<Length::rep>(static_cast<double>(spread.count()) * ratio)};
    return std::clamp(falls, Length{}, part);
}

Length length_without(const Span& span, const Spans& taken) {
    Length length = span.end - span.begin;
    auto next = std::ranges::upper_bound(taken, span.begin, {}, &Span::end);
    for (; next != taken.end() && next->begin < span.end; ++next)
        length -= std::min(next->end, span.end) - std::max(next->begin, span.begin);
    return length;
}

void unite(Spans& spans) {
    unite(spans, std::identity{}, hull);
}

bool is_certain(sitting::End how) {
    using sitting::End;
    switch (how) {
        case End::locked:
        case End::session_away:
        case End::asleep:
        case End::reported_away:
        case End::standing:
        case End::left:
            return true;
        case End::no_input:
        case End::passive_limit:
        case End::source_lost:
        case End::not_running:
            return false;
    }
    return false;
}

bool is_no_break(const Span& first, Length break_length, const Span& second, const Spans& breaks) {
    if (second.begin - first.end >= break_length) return false;
    const auto over = std::ranges::lower_bound(breaks, second.begin, {}, &Span::end);
    const auto covers = [&](const Span& its) { return its.begin <= first.end && its.end >= second.begin; };
    const auto reaches = [&](const Span& its) { return its.begin < first.end || its.end > second.begin; };
    for (auto its = over; its != breaks.end() && its->begin <= first.end; ++its)
        if (covers(*its) && reaches(*its)) return true;
    return false;
}

}  // namespace sitbreak::history
