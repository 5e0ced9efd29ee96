// What was going on when the history was last written.

#include <algorithm>

#include "report/reader.hpp"

namespace sitbreak::report {

namespace {

using std::chrono::floor;

/// A daemon that runs writes each five minutes what it must remember, and it may be a little late.
constexpr std::chrono::minutes longest_silence{6};

bool is_running(const history::Kept& kept, const Moment& moment) {
    return !moment.boot.empty() && kept.boot == moment.boot && !kept.memory.stopped &&
           std::chrono::abs(moment.now - kept.at) <= longest_silence;
}

}  // namespace

void add_present(Records& records, const history::Kept& kept, const Moment& moment) {
    const auto& memory = kept.memory;
    const bool runs = is_running(kept, moment);
    const Time known_until = runs ? moment.now : std::min(kept.at, moment.now);
    const auto time_of = [&](sitting::Instant instant) {
        return std::min(floor<Length>(kept.at + (instant - memory.at)), known_until);
    };
    const auto span = [&](Time begin, Time end) {
        return Span{begin, end, moment.zone(floor<std::chrono::seconds>(begin))};
    };
    const auto add = [&](std::vector<Span>& spans, Time begin, Time end) {
        if (begin < end) spans.push_back(span(begin, end));
    };
    if (memory.bout) {
        const Time begin = time_of(memory.bout->begin);
        const Time end = memory.presence.absence ? time_of(memory.presence.absence->since) : known_until;
        // A bout that was told of since is no longer open.
        const bool is_told = !records.bouts.empty() && records.bouts.back().span.end > begin;
        if (begin < end && !is_told)
            records.bouts.push_back({span(begin, end), floor<Length>(memory.bout->absent), std::nullopt, {}});
    }
    if (memory.after_bout)
        add(memory.after_bout->known ? records.breaks : records.unknown, time_of(memory.after_bout->begin),
            known_until);
    const auto& reminding = memory.reminding;
    if (reminding.pause) add(records.pauses, time_of(reminding.pause->since), known_until);
    if (reminding.held) add(records.holds, time_of(reminding.held->since), known_until);
    if (!runs) add(records.unknown, known_until, moment.now);
    if (!records.since && !records.bouts.empty()) records.since = records.bouts.front().span.begin;
}

}  // namespace sitbreak::report
