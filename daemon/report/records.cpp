#include "report/records.hpp"

#include <algorithm>

namespace sitbreak::report {

Length sitting_in(const Bout& bout) {
    const Length length = std::max(bout.span.end - bout.span.begin, Length{});
    return length - std::clamp(bout.absent, Length{}, length);
}

Length sitting_before(const Bout& bout, Time t) {
    if (t <= bout.span.begin) return Length{};
    const Length whole = sitting_in(bout);
    if (t >= bout.span.end) return whole;
    const auto share =
        static_cast<double>(whole.count()) / static_cast<double>((bout.span.end - bout.span.begin).count());
    const auto part = static_cast<double>((t - bout.span.begin).count()) * share;
    return std::min(Length{static_cast<Length::rep>(part)}, whole);
}

}  // namespace sitbreak::report
