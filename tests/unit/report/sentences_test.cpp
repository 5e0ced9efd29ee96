// What a report says in words.

#include "report/sentences.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

using namespace sitbreak;
using namespace sitbreak::report;
using namespace sitbreak::report::testing;

namespace {

std::string notes_on(const Records& records) {
    return joined(
        notes(report_on(monday, monday, records, {on(monday, 20h), central_europe_in_winter, true, 3min})));
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("how long a break is, and both if it was changed, whichever came first") {
    Records records;
    records.bouts = {bout(on(monday, 9h), 20min), bout(on(monday, 10h), 20min)};
    CHECK(has(notes_on(records), " Being away for 3 min or more is a break. "));
    records.bouts[0].break_length = 5min;
    const std::string both = " Being away for 3 min to 5 min or more, as it was set then, is a break. ";
    CHECK(has(notes_on(records), both));
    std::swap(records.bouts[0].break_length, records.bouts[1].break_length);
    CHECK(has(notes_on(records), both));
}
