#include "command/words.hpp"

#include <algorithm>
#include <vector>

#include "command/times.hpp"

namespace sitbreak::command {

namespace {

using std::chrono::seconds;

bool is_ahead(const std::optional<Time>& when, Time now) {
    return when && *when > now;
}

/// Never negative, whatever became of the clock on the wall.
seconds since(const std::optional<Time>& when, Time now) {
    return when ? std::max(now - *when, seconds{0}) : seconds{0};
}

bool has_rested(const Snapshot& snapshot, Time now) {
    return snapshot.break_done && *snapshot.break_done <= now;
}

Gist gist_while_seated(const Snapshot& snapshot, Time now) {
    if (is_ahead(snapshot.paused_until, now)) return Gist::paused;
    if (is_ahead(snapshot.schedule_opens, now)) return Gist::off_schedule;
    if (is_ahead(snapshot.snoozed_until, now)) return Gist::snoozed;
    if (is_ahead(snapshot.skipped_until, now)) return Gist::skipped;
    if (!snapshot.due) return Gist::seated;
    return snapshot.holds.empty() || snapshot.reminder_stands ? Gist::due : Gist::held;
}

std::string_view why_held(std::string_view hold) {
    if (hold == "call") return "microphone or camera in use, or screen shared";
    if (hold == "do-not-disturb") return "do-not-disturb is on";
    if (hold == "full-screen") return "a window fills the screen";
    return hold;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const auto& part : parts)
        text.append(text.empty() ? "" : between).append(part);
    return text;
}

std::string whys_held(const Snapshot& snapshot) {
    std::vector<std::string> whys;
    for (const auto& hold : snapshot.holds)
        whys.emplace_back(why_held(hold));
    return joined(whys, "; ");
}

/// "1:20, 1:40 to go", and once it is a break "12 min".
std::string away_text(const Snapshot& snapshot, Time now, To to) {
    const seconds away = since(snapshot.away_since, now);
    if (has_rested(snapshot, now)) return length_text(away);
    const bool exact = to == To::seconds;
    std::string so_far = exact ? countdown_text(away) : length_text(away);
    if (!snapshot.break_done) return so_far;
    const seconds rest = *snapshot.break_done - now;
    return so_far + ", " + (exact ? countdown_text(rest) : rest_text(rest)) + " to go";
}

std::string where_they_are(const Snapshot& snapshot, Time now, To to) {
    switch (snapshot.state) {
        case State::unseen:
            return "Nobody has been seen at this desk yet.";
        case State::seated:
            return "Sitting for " + length_text(sitting_length(snapshot, now)) + ".";
        case State::away:
            return "On a break for " + away_text(snapshot, now, to) + ".";
        case State::standing:
            return "Standing for " + away_text(snapshot, now, to) + ".";
    }
    return "";
}

/// "Reported by desk, until 14:30."
std::string who_says_so(const Snapshot& snapshot, Time now) {
    if (snapshot.posture.empty()) return "";
    std::string text = "Reported";
    if (!snapshot.posture_by.empty()) text += " by " + snapshot.posture_by;
    if (is_ahead(snapshot.posture_until, now)) text += ", until " + clock_text(*snapshot.posture_until, now);
    return text + ".";
}

/// What keeps reminders away for now, whether or not somebody is there.
std::string why_quiet(const Snapshot& snapshot, Time now) {
    if (is_ahead(snapshot.paused_until, now))
        return "Paused until " + clock_text(*snapshot.paused_until, now) + ".";
    if (is_ahead(snapshot.schedule_opens, now))
        return "No reminders until " + clock_text(*snapshot.schedule_opens, now) + ", by the schedule.";
    return "";
}

std::string next_reminder(const Snapshot& snapshot, Time now) {
    if (!is_ahead(snapshot.next_reminder, now)) return "";
    return "Reminder in " + rest_text(*snapshot.next_reminder - now) + " (" +
           clock_text(*snapshot.next_reminder, now) + ").";
}

std::string what_comes(const Snapshot& snapshot, Time now) {
    switch (gist_of(snapshot, now)) {
        case Gist::seated:
            return next_reminder(snapshot, now);
        case Gist::due:
            return "It is time for a break.";
        case Gist::held:
            return "Reminder held: " + whys_held(snapshot) + ".";
        case Gist::snoozed:
            return "Snoozed until " + clock_text(*snapshot.snoozed_until, now) + ".";
        case Gist::skipped:
            return "Skipped until " + clock_text(*snapshot.skipped_until, now) + ".";
        case Gist::unseen:
        case Gist::paused:
        case Gist::off_schedule:
        case Gist::on_break:
        case Gist::rested:
        case Gist::standing:
            return why_quiet(snapshot, now);
    }
    return "";
}

std::string how_it_is_known(const Snapshot& snapshot) {
    return snapshot.counts_by == "clock" ? "Counted by " + snapshot.source + "." : "";
}

std::string what_a_bar_says(const Snapshot& snapshot, Time now) {
    const auto until = [now](const std::optional<Time>& when) { return clock_text(*when, now); };
    std::string sitting = "sitting " + length_text(sitting_length(snapshot, now));
    switch (gist_of(snapshot, now)) {
        case Gist::unseen:
            return "nobody seen yet";
        case Gist::seated:
            return sitting;
        case Gist::due:
            return sitting + ", time for a break";
        case Gist::held:
            return sitting + ", reminder held";
        case Gist::snoozed:
            return sitting + ", snoozed until " + until(snapshot.snoozed_until);
        case Gist::skipped:
            return sitting + ", skipped until " + until(snapshot.skipped_until);
        case Gist::paused:
            return sitting + ", paused until " + until(snapshot.paused_until);
        case Gist::off_schedule:
            return sitting + ", no reminders until " + until(snapshot.schedule_opens);
        case Gist::on_break:
        case Gist::rested:
            return "break " + away_text(snapshot, now, To::minutes);
        case Gist::standing:
            return "standing " + away_text(snapshot, now, To::minutes);
    }
    return "";
}

/// The next instant that is whole minutes from `begin`, which may lie ahead.
Time next_minute_since(Time begin, Time now) {
    return begin + std::chrono::floor<std::chrono::minutes>(now - begin) + std::chrono::minutes{1};
}

void add_earlier(std::optional<Time>& earliest, Time when) {
    earliest = earliest ? std::min(*earliest, when) : when;
}

}  // namespace

seconds sitting_length(const Snapshot& snapshot, Time now) {
    return snapshot.sitting_since ? since(snapshot.sitting_since, now) : snapshot.sitting;
}

Gist gist_of(const Snapshot& snapshot, Time now) {
    switch (snapshot.state) {
        case State::unseen:
            return Gist::unseen;
        case State::seated:
            return gist_while_seated(snapshot, now);
        case State::away:
            return has_rested(snapshot, now) ? Gist::rested : Gist::on_break;
        case State::standing:
            return Gist::standing;
    }
    return Gist::unseen;
}

std::string_view name_of(Gist gist) {
    switch (gist) {
        case Gist::unseen:
            return "unseen";
        case Gist::seated:
            return "seated";
        case Gist::due:
            return "due";
        case Gist::held:
            return "held";
        case Gist::snoozed:
            return "snoozed";
        case Gist::skipped:
            return "skipped";
        case Gist::paused:
            return "paused";
        case Gist::off_schedule:
            return "off-schedule";
        case Gist::on_break:
            return "on-break";
        case Gist::rested:
            return "rested";
        case Gist::standing:
            return "standing";
    }
    return "";
}

std::string sentence(const Snapshot& snapshot, Time now, To to) {
    std::vector<std::string> sentences{where_they_are(snapshot, now, to), who_says_so(snapshot, now),
                                       what_comes(snapshot, now), how_it_is_known(snapshot)};
    std::erase(sentences, "");
    return joined(sentences, " ");
}

std::string short_text(const Snapshot& snapshot, Time now) {
    switch (snapshot.state) {
        case State::unseen:
            return "–";
        case State::seated:
            return length_text(sitting_length(snapshot, now));
        case State::away:
        case State::standing:
            return length_text(since(snapshot.away_since, now));
    }
    return "";
}

std::string bar_text(const Snapshot& snapshot, Time now) {
    return what_a_bar_says(snapshot, now) + (snapshot.problems.empty() ? "" : " (!)");
}

int percentage(const Snapshot& snapshot, Time now) {
    const bool seated = snapshot.state == State::seated;
    const seconds done = seated ? sitting_length(snapshot, now) : since(snapshot.away_since, now);
    const seconds whole = seated ? snapshot.limit
                          : snapshot.break_done && snapshot.away_since
                              ? *snapshot.break_done - *snapshot.away_since
                              : seconds{0};
    if (whole <= seconds{0}) return 0;
    return done >= whole ? 100 : static_cast<int>(done * 100 / whole);
}

std::optional<Time> next_event(const Snapshot& snapshot, Time now) {
    return is_ahead(snapshot.break_done, now) ? snapshot.break_done : std::nullopt;
}

std::optional<Time> next_turn(const Snapshot& snapshot, Time now) {
    auto earliest = next_event(snapshot, now);
    for (const auto& begin : {snapshot.sitting_since, snapshot.away_since})
        if (begin) add_earlier(earliest, next_minute_since(*begin, now));
    for (const auto& end : {snapshot.break_done, snapshot.next_reminder})
        if (is_ahead(end, now)) add_earlier(earliest, next_minute_since(*end, now));
    return earliest;
}

}  // namespace sitbreak::command
