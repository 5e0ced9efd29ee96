#include "history/history.hpp"

#include <doctest/doctest.h>

#include <map>

#include "history/store.hpp"
#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto long_enough = 20s;

std::optional<std::filesystem::path> found(const std::map<std::string, std::string>& variables) {
    return file_of([&variables](const char* name) -> std::optional<std::string> {
        const auto variable = variables.find(name);
        return variable == variables.end() ? std::nullopt : std::optional{variable->second};
    });
}

const std::string bouts = "SELECT (end - 1772409600000) / 60000, how FROM bouts ORDER BY begin";
const std::string memory_at = "SELECT (at - 1772409600000) / 60000, boot FROM memory";

}  // namespace

TEST_CASE("where the file is") {
    CHECK(found({{"XDG_STATE_HOME", "/state"}, {"HOME", "/home/ann"}}) == "/state/sitbreak/history.db");
    CHECK(found({{"XDG_STATE_HOME", ""}, {"HOME", "/home/ann"}}) ==
          "/home/ann/.local/state/sitbreak/history.db");
    CHECK(found({{"XDG_STATE_HOME", "not/absolute"}, {"HOME", "nor/this"}}) == std::nullopt);
    CHECK(found({}) == std::nullopt);
}

TEST_CASE("without a file nothing is kept, and why is said") {
    History history{std::nullopt, "boot-1", {}, [] {}};
    CHECK(history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    history.record({}, seated(0min, 1min), at(1min), {}, "", clocks());
    CHECK(history.trouble() == "no history is kept, for neither XDG_STATE_HOME nor HOME says where");
    history.settings_changed({false, 24h});
    CHECK(history.trouble() == std::nullopt);
    CHECK(history.stop(long_enough));
}

TEST_CASE("what happened is in the file when it has stopped, and what must be known is known to the next") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    {
        Desk desk{file};
        CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
        desk.record({bout_ended(10min), sitting::Show{}}, 20min);
        desk.record({bout_ended(30min)}, 40min);
        CHECK(desk.history.stop(long_enough));
        CHECK(desk.history.trouble() == std::nullopt);
    }
    CHECK(ask(file, bouts) == "10|no-input\n30|no-input\n");
    CHECK(ask(file, "SELECT movement FROM reminders") == "walk\n");
    CHECK(ask(file, memory_at) == "40|boot-1\n");
    Desk next{file};
    CHECK(next.history.remembered(at(41min), clocks(), long_enough) ==
          sitting::Remembered{seated(40min, 40min), sitting::Boot::same});
}

TEST_CASE("which movement was shown last is known to the next") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    const auto after_restart = [&](bool enabled) {
        History history{file, "boot-1", {enabled, 24h * 365}, [] {}};
        history.remembered(at(60min), clocks(), long_enough);
        const auto shown = history.shown_before();
        CHECK(history.stop(long_enough));
        return shown;
    };
    CHECK(after_restart(true).empty());
    {
        History history{file, "boot-1", {true, 24h * 365}, [] {}};
        history.remembered(at(0ms), clocks(), long_enough);
        history.record({sitting::Show{}}, seated(0min, 30min), at(30min), {}, "walk", clocks());
        history.record({sitting::Show{}}, seated(0min, 35min), at(35min), {}, "hip-extension", clocks());
        CHECK(history.stop(long_enough));
    }
    CHECK(after_restart(true) == "hip-extension");
    CHECK(after_restart(false).empty());
}

TEST_CASE("what must be known is written when it differs by more than the time, and at each checkpoint") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    const auto record = [&](const sitting::Actions& actions, const sitting::Memory& memory) {
        desk.history.record(actions, memory, memory.at, {}, "", clocks());
    };
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    record({}, seated(0min, 1min));
    CHECK(reads(file, memory_at, "1|boot-1\n"));
    record({}, seated(0min, 2min));
    record({sitting::Checkpoint{}}, seated(0min, 5min));
    CHECK(reads(file, memory_at, "5|boot-1\n"));
    record({}, seated(0min, 6min));
    auto stopped = seated(0min, 7min);
    stopped.stopped = true;
    record({}, stopped);
    CHECK(reads(file, memory_at, "7|boot-1\n"));
    record({}, [] {
        auto later = seated(0min, 8min);
        later.stopped = true;
        return later;
    }());
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, memory_at) == "7|boot-1\n");
}

TEST_CASE("switched off, nothing is made, and nothing is read") {
    const TemporaryDirectory home;
    const auto file = home / "sitbreak/history.db";
    {
        Desk desk{file, "boot-1", {false, 24h}};
        CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
        desk.record({bout_ended(10min)}, 20min);
        CHECK(desk.history.stop(long_enough));
    }
    CHECK(!std::filesystem::exists(file.parent_path()));
}

TEST_CASE("switched off and on while it runs, what happens meanwhile is not kept, and the rest stays") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min)}, 20min);
    REQUIRE(reads(file, bouts, "10|no-input\n"));
    desk.history.settings_changed({false, 24h});
    desk.record({bout_ended(30min)}, 40min);
    desk.history.settings_changed({true, 10000h});
    desk.record({bout_ended(50min)}, 60min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|no-input\n50|no-input\n");
    CHECK(ask(file, memory_at) == "60|boot-1\n");
}

TEST_CASE("switched on later, a bout that was open in an earlier run is recorded as having ended") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    {
        Desk earlier{file};
        earlier.record({}, 10min);
        CHECK(earlier.history.stop(long_enough));
    }
    Desk desk{file, "boot-1", {false, 10000h}};
    CHECK(desk.history.remembered(at(20min), clocks(), long_enough) == std::nullopt);
    desk.history.settings_changed({true, 10000h});
    desk.record({bout_ended(50min)}, 60min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "10|not-running\n50|no-input\n");
}

TEST_CASE("what is older than is to be kept is deleted at the start, and a day later") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Desk desk{file, "boot-1", {true, 1h}};
    CHECK(desk.history.remembered(at(0ms), clocks(), long_enough) == std::nullopt);
    desk.record({bout_ended(10min), bout_ended(100min)}, 100min);
    CHECK(reads(file, bouts, "100|no-input\n"));
    desk.record({bout_ended(300min)}, 300min);
    CHECK(reads(file, bouts, "100|no-input\n300|no-input\n"));
    desk.record({bout_ended(1600min)}, 1600min);
    CHECK(reads(file, bouts, "1600|no-input\n"));
    // What is to be kept has changed.
    desk.history.settings_changed({true, 1min});
    desk.record({bout_ended(1605min)}, 1605min);
    CHECK(reads(file, bouts, "1605|no-input\n"));
    desk.history.settings_changed({true, 1h});
    // The clock on the wall was set back: nothing is so old.
    desk.record({bout_ended(20min)}, 20min);
    CHECK(desk.history.stop(long_enough));
    CHECK(ask(file, bouts) == "20|no-input\n1605|no-input\n");
}
