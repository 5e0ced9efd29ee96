#include "status_line.hpp"

#include "wall_text.hpp"

namespace sitbreak {

namespace {

/// What comes, of somebody who sits.
std::string outlook(const sitting::Status& status, const sitting::Now& now) {
    if (!status.holds.empty()) return ", reminder held";
    if (status.paused_until) return ", paused until " + wall_text(*status.paused_until, now);
    if (status.snoozed_until) return ", snoozed until " + wall_text(*status.snoozed_until, now);
    if (status.schedule_opens) return ", no reminder before " + wall_text(*status.schedule_opens);
    if (status.next_reminder) return ", reminder at " + wall_text(*status.next_reminder, now);
    return status.due ? ", a break is due" : "";
}

}  // namespace

std::string status_line(const sitting::Status& status, const sitting::Now& now) {
    const std::string since = status.since ? " since " + wall_text(*status.since, now) : "";
    switch (status.where) {
        case sitting::Where::away:
            return status.since ? "away" + since : "nobody seen yet";
        case sitting::Where::standing:
            return "standing" + since;
        case sitting::Where::seated:
            break;
    }
    return "sitting" + since + (status.by_clock_alone ? ", by the clock alone" : "") + outlook(status, now);
}

}  // namespace sitbreak
