#include "hooks/occasion.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace sitbreak;
using namespace std::chrono_literals;
using hooks::Call;
using hooks::call_for;
using hooks::Occasion;

namespace {

constexpr sitting::Instant morning{8h};

std::optional<config::Movement> walk() {
    return config::movements().front();
}

sitting::BoutEnded bout_of_30_min(sitting::End how) {
    return {morning, morning + 35min, 5min, how, std::nullopt};
}

}  // namespace

TEST_CASE("a reminder is told with its movement and how long one has sat") {
    CHECK(call_for(sitting::Show{30min + 900ms, std::nullopt, 2}, walk()) ==
          Call{Occasion::reminder,
               {"SITBREAK_EVENT=reminder", "SITBREAK_SITTING=1800", "SITBREAK_MOVEMENT=walk",
                "SITBREAK_MOVEMENT_TITLE=" + walk()->title}});
    CHECK(call_for(sitting::Show{30min, std::nullopt, 2}, std::nullopt) ==
          Call{Occasion::reminder, {"SITBREAK_EVENT=reminder", "SITBREAK_SITTING=1800"}});
}

TEST_CASE("a break begins with how long one sat, without what was certainly absence") {
    for (const auto how : {sitting::End::no_input, sitting::End::passive_limit, sitting::End::locked,
                           sitting::End::session_away, sitting::End::asleep, sitting::End::reported_away,
                           sitting::End::standing, sitting::End::left})
        CHECK(call_for(bout_of_30_min(how), walk()) ==
              Call{Occasion::break_begin, {"SITBREAK_EVENT=break_begin", "SITBREAK_SITTING=1800"}});
}

TEST_CASE("what follows a lost source is no break") {
    CHECK(!call_for(bout_of_30_min(sitting::End::source_lost), walk()));
}

TEST_CASE("a break ends with how long it was") {
    CHECK(call_for(sitting::BreakOver{morning, morning + 4min + 59s, 10s}, walk()) ==
          Call{Occasion::break_end, {"SITBREAK_EVENT=break_end", "SITBREAK_BREAK=299"}});
}

TEST_CASE("a bout begins") {
    CHECK(call_for(sitting::BoutBegan{morning}, walk()) ==
          Call{Occasion::bout_begin, {"SITBREAK_EVENT=bout_begin"}});
}

TEST_CASE("nothing else is an occasion") {
    const sitting::Actions others = {sitting::Withdraw{},
                                     sitting::SayBreakDone{4min},
                                     sitting::SaySettingsBroken{"why"},
                                     sitting::SaySettingsMended{},
                                     sitting::OpenCard{},
                                     sitting::Refuse{sitting::Refusal::not_due, "why"},
                                     sitting::Checkpoint{}};
    for (const auto& action : others)
        CHECK(!call_for(action, walk()));
}
