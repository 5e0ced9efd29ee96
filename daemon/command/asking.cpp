// What the daemon is asked or told to do: snooze, skip, pause, resume, break, stand, sit, away.

#include <cstdint>
#include <iostream>
#include <optional>

#include "command/client.hpp"
#include "command/interface.hpp"
#include "command/tasks.hpp"
#include "command/times.hpp"

namespace sitbreak::command {

namespace {

constexpr int done = 0;
constexpr auto nothing = "()";

/// Who reports, by the interface's word for it.
constexpr auto who = "cli";

std::int64_t count(const std::optional<std::chrono::seconds>& length) {
    return length ? length->count() : 0;
}

}  // namespace

int run(const SnoozeWanted& wanted) {
    const auto answer = Client{}.call("Snooze", g_variant_new("(x)", count(wanted.length)), "(x)");
    std::cout << "Snoozed. The reminder is back at " << clock_text(time_in(answer.get()), now()) << ".\n";
    return done;
}

int run(const SkipWanted&) {
    const auto answer = Client{}.call("Skip", nullptr, "(x)");
    std::cout << "Skipped. The next reminder is at " << clock_text(time_in(answer.get()), now())
              << " if you sit on.\n";
    return done;
}

int run(const PauseWanted& wanted) {
    Client{}.call("Pause", g_variant_new("(x)", std::int64_t{wanted.until.time_since_epoch().count()}),
                  nothing);
    std::cout << "Paused " << (wanted.by_default ? "for an hour, " : "") << "until "
              << clock_text(wanted.until, now()) << ". \"sitbreak resume\" ends it.\n";
    return done;
}

int run(const ResumeWanted&) {
    Client client;
    const bool was_paused = client.snapshot().paused_until.has_value();
    client.call("Resume", nullptr, nothing);
    std::cout << (was_paused ? "The pause is over.\n" : "There is no pause.\n");
    return done;
}

int run(const BreakWanted&) {
    Client{}.call("TakeBreak", nullptr, nothing);
    std::cout << "You count as away from now on, until you are back.\n";
    return done;
}

int run(const ReportWanted& wanted) {
    Client{}.call("Report", g_variant_new("(sxs)", wanted.posture, count(wanted.length), who), nothing);
    std::cout << "You count as " << wanted.posture << " from now on";
    if (wanted.length) {
        const Time present = now();
        std::cout << ", until " << clock_text(present + *wanted.length, present);
    }
    std::cout << ".\n";
    return done;
}

}  // namespace sitbreak::command
