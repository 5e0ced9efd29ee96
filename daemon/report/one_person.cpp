#include "report/one_person.hpp"

#include "history/overlap.hpp"

namespace sitbreak::report {

Records of_one_person(Records records) {
    history::unite_bouts(records.bouts, [](const Bout& bout) { return !bout.how; });
    for (auto* spans : {&records.breaks, &records.unknown, &records.pauses, &records.holds})
        history::unite(*spans);
    history::join_over_no_breaks(
        records.bouts, records.breaks, [](const Bout& bout) { return bout.how; },
        [](const Span&, sitting::End) {});
    const auto sat = history::spans_of(records.bouts);
    records.breaks = history::without(records.breaks, sat);
    records.unknown = history::without(history::without(records.unknown, sat), records.breaks);
    return records;
}

}  // namespace sitbreak::report
