// What is older than it is to be kept, and a clock that is years ahead for one start.

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "history/store.hpp"
#include "history_testing.hpp"

using namespace sitbreak;
using namespace sitbreak::history;
using namespace sitbreak::history::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto long_enough = 20s;
constexpr std::chrono::minutes day = 24h;
const std::string bouts = "SELECT (end - 1772409600000) / 86400000 FROM bouts ORDER BY begin";
/// How many, and of which days the first and the last.
const std::string range =
    "SELECT count(*), min(end - 1772409600000) / 86400000, max(end - 1772409600000) / 86400000 FROM bouts";
constexpr config::HistorySettings keep_100_days{true, 2400h};
constexpr config::HistorySettings keep_10_days{true, 240h};

bool nobody() {
    return false;
}

bool ntp() {
    return true;
}

/// Those that the tests go by, so far ahead.
Clocks ahead(std::chrono::minutes by, bool (*is_kept_right)() = nobody) {
    auto result = clocks();
    result.boot_since_epoch += by;
    result.is_kept_right = is_kept_right;
    return result;
}

/// What is logged while it lives.
class Log {
 public:
    Log() : before_{spdlog::default_logger()} {
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_)));
    }
    ~Log() { spdlog::set_default_logger(before_); }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    /// Of the writer's thread, which has ended.
    std::ptrdiff_t lines() const { return std::ranges::count(text_.str(), '\n'); }

 private:
    std::ostringstream text_;
    std::shared_ptr<spdlog::logger> before_;
};

/// One bout at the end of each of the days.
void write_days(const std::filesystem::path& file, int first, int last) {
    Store store{file, 100ms};
    Batch batch;
    for (int i = first; i <= last; ++i)
        batch.rows.emplace_back(bout(i * day));
    store.write(batch);
}

/// A daemon that starts then by that clock, and in each call of which a bout ended.
class Run {
 public:
    explicit Run(const std::filesystem::path& file, const config::HistorySettings& settings = keep_100_days)
        : history_{file, "boot", settings, [] {}} {
        history_.remembered(at(0ms), clocks(), long_enough);
    }

    void bout_ends(std::chrono::minutes since_boot, const Clocks& clocks) {
        history_.record({bout_ended(since_boot)}, seated(since_boot, since_boot), at(since_boot), {}, "walk",
                        clocks);
    }

    void stops() { CHECK(history_.stop(long_enough)); }

 private:
    History history_;
};

}  // namespace

TEST_CASE("a clock is borne out by bouts up to now, or by a week of them after a gap") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    Store store{file, 100ms};
    const auto bears_out = [&](std::chrono::minutes now) { return store.bears_out(time_at(now)); };
    CHECK(bears_out(1000 * day));
    write_days(file, 10, 12);
    CHECK(bears_out(12 * day));
    CHECK(bears_out(43 * day - 5min));
    CHECK(!bears_out(43 * day + 1min));
    CHECK(!bears_out(10'000 * day));
    // A second start by the same wrong clock.
    write_days(file, 10'000, 10'001);
    CHECK(!bears_out(10'001 * day));
    CHECK(!bears_out(10'006 * day));
    CHECK(bears_out(10'007 * day));
    // What was recorded by that clock says nothing about one that is right again.
    CHECK(bears_out(14 * day));
    CHECK(!bears_out(5'000 * day));
}

TEST_CASE("a start with the clock years ahead deletes nothing, and neither does the next") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 1);
    for (const int start : {10'000, 10'001}) {
        const Log log;
        Run run{file};
        run.bout_ends(10min, ahead(start * day));
        run.bout_ends(2 * day, ahead(start * day));
        run.stops();
        CHECK(log.lines() == 1);
    }
    CHECK(ask(file, bouts) == "0\n1\n10000\n10001\n10002\n10003\n");
}

TEST_CASE("once the clock is right again, what is old by it is deleted") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 12);
    Run run{file, keep_10_days};
    run.bout_ends(10min, ahead(10'000 * day));
    run.bout_ends(20min, ahead(13 * day));
    run.stops();
    CHECK(ask(file, range) == "11|4|10000\n");
}

TEST_CASE("a clock that is kept right is believed, whatever was recorded") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 1);
    for (const auto& [is_kept_right, expected] : {std::pair{&nobody, "0\n1\n400\n"}, {&ntp, "400\n400\n"}}) {
        Run run{file};
        run.bout_ends(is_kept_right() ? 20min : 10min, ahead(400 * day, is_kept_right));
        run.stops();
        CHECK(ask(file, bouts) == expected);
    }
}

TEST_CASE("a clock that was believed, and was not set, is believed after a long time away") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 12);
    const Log log;
    Run run{file, keep_10_days};
    run.bout_ends(13 * day, ahead(0 * day));
    REQUIRE(reads(file, range, "11|3|13\n"));
    run.bout_ends(300 * day, ahead(0 * day));
    REQUIRE(reads(file, bouts, "300\n"));
    run.bout_ends(300 * day + 10min, ahead(10'000 * day));
    run.stops();
    CHECK(ask(file, bouts) == "300\n10300\n");
    CHECK(log.lines() == 1);
}

TEST_CASE("after a long time away a clock that nobody keeps right is believed within a week") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 1);
    write_days(file, 150, 156);
    {
        Run run{file};
        run.bout_ends(10min, ahead(156 * day));
        run.stops();
        CHECK(ask(file, "SELECT count(*) FROM bouts") == "10\n");
    }
    Run run{file};
    run.bout_ends(10min, ahead(157 * day));
    run.stops();
    CHECK(ask(file, "SELECT count(*) FROM bouts") == "9\n");
}

TEST_CASE("nothing is said of the clock where nothing is old enough") {
    const TemporaryDirectory home;
    const auto file = home / "history.db";
    write_days(file, 0, 1);
    const Log log;
    Run run{file};
    run.bout_ends(10min, ahead(60 * day));
    run.stops();
    CHECK(log.lines() == 0);
}
