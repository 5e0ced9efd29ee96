// What was going on when the history was last written.

#include <doctest/doctest.h>

#include "report/reader.hpp"
#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

const Time nine = on(monday, 9h);

/// Somebody has sat since nine o'clock, a boot clock of a million seconds; it is written at 9:20.
history::Kept seated() {
    history::Kept kept;
    kept.boot = "boot-1";
    kept.at = nine + 20min;
    kept.memory.at = sitting::Instant{1'000'000s + 20min};
    kept.memory.bout = sitting::Bout{sitting::Instant{1'000'000s}, 2min};
    kept.memory.presence.sign = kept.memory.at;
    return kept;
}

Moment moment(Time now, const char* boot = "boot-1") {
    return {now, boot, central_europe_in_winter};
}

Records with_present(const history::Kept& kept, const Moment& moment) {
    Records records;
    add_present(records, kept, moment);
    return records;
}

Bout open(Time begin, Time end) {
    return {span(begin, end - begin), 2min, std::nullopt, 0ms};
}

}  // namespace

TEST_CASE("a bout goes on until now if the daemon has written a moment ago") {
    const auto records = with_present(seated(), moment(nine + 24min));
    CHECK(records.bouts == std::vector<Bout>{open(nine, nine + 24min)});
    CHECK(records.unknown.empty());
    CHECK(records.since == nine);
}

TEST_CASE("of a daemon that is gone it is known up to its last word, and nothing is known since") {
    const auto at = nine + 20min;
    const std::vector<Bout> until_then{open(nine, at)};
    const std::vector<Span> silence{span(at, 40min)};
    for (const char* boot : {"boot-1", "boot-2", ""}) {
        const auto records = with_present(seated(), moment(at + 40min, boot));
        CHECK(records.bouts == until_then);
        CHECK(records.unknown == silence);
    }
    // After another boot, and when it was stopped, it does not matter how short ago that was.
    CHECK(with_present(seated(), moment(at + 1min, "boot-2")).bouts == until_then);
    auto stopped = seated();
    stopped.memory.stopped = true;
    CHECK(with_present(stopped, moment(at + 1min)).bouts == until_then);
}

TEST_CASE("somebody who has just left sat until the last sign of them") {
    auto kept = seated();
    kept.memory.presence.absence = sitting::Absence{kept.memory.at - 1min, sitting::End::no_input, {}, {}};
    CHECK(with_present(kept, moment(nine + 21min)).bouts == std::vector<Bout>{open(nine, nine + 19min)});
}

TEST_CASE("a break goes on, and so does what is not known") {
    auto kept = seated();
    kept.memory.bout.reset();
    kept.memory.after_bout = sitting::Break{kept.memory.at - 10min, std::nullopt, true, true};
    const std::vector<Span> since_ten_past{span(nine + 10min, 12min)};
    CHECK(with_present(kept, moment(nine + 22min)).breaks == since_ten_past);
    CHECK(with_present(kept, moment(nine + 22min)).bouts.empty());
    kept.memory.after_bout->known = false;
    CHECK(with_present(kept, moment(nine + 22min)).unknown == since_ten_past);
    CHECK(with_present(kept, moment(nine + 22min)).breaks.empty());
}

TEST_CASE("so do a pause and a reminder that is held back") {
    auto kept = seated();
    kept.memory.reminding.pause = sitting::Pause{kept.memory.at - 10min, kept.memory.at + 1h};
    kept.memory.reminding.held = sitting::HeldBack{kept.memory.at - 5min, {sitting::Hold::call}};
    const auto records = with_present(kept, moment(nine + 22min));
    CHECK(records.pauses == std::vector<Span>{span(nine + 10min, 12min)});
    CHECK(records.holds == std::vector<Span>{span(nine + 15min, 7min)});
}

TEST_CASE("a bout that was told of is not there twice, and none is in the future") {
    Records records;
    records.bouts = {bout(nine, 20min)};
    add_present(records, seated(), moment(nine + 24min));
    CHECK(records.bouts == std::vector<Bout>{bout(nine, 20min)});
    // The clock was set back since.
    CHECK(with_present(seated(), moment(nine - 1h)).bouts.empty());
}
