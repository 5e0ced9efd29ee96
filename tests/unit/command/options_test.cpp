// The command line: what the words mean. How mistakes are said is in tests/desktop/command.

#include "command/options.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sample.hpp"

using namespace sitbreak::command;
using namespace sitbreak::command::testing;

namespace {

/// What `sitbreak` is asked by these words; REQUIREs that it is something.
template <typename Asked>
Asked asked(std::vector<std::string> words) {
    words.insert(words.begin(), "sitbreak");
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const auto result = read_command_line(static_cast<int>(words.size()), argv.data(), afternoon);
    const auto* const wanted = std::get_if<Wanted>(&result);
    REQUIRE(wanted);
    const auto* const chosen = std::get_if<Asked>(wanted);
    REQUIRE(chosen);
    return *chosen;
}

}  // namespace

TEST_CASE("status is what is meant when nothing is said") {
    CHECK(asked<StatusWanted>({}).format == Format::text);
    CHECK_FALSE(asked<StatusWanted>({"status"}).follow);
    CHECK(asked<StatusWanted>({"status", "--json"}).format == Format::json);
    CHECK(asked<StatusWanted>({"status", "--i3bar"}).format == Format::i3bar);
    CHECK(asked<StatusWanted>({"status", "--polybar"}).format == Format::polybar);
    const auto bar = asked<StatusWanted>({"status", "--follow", "--waybar"});
    CHECK(bar.format == Format::waybar);
    CHECK(bar.follow);
}

TEST_CASE("lengths can be one word or several") {
    CHECK(asked<SnoozeWanted>({"snooze"}).length == std::nullopt);
    CHECK(asked<SnoozeWanted>({"snooze", "10min"}).length == 10min);
    CHECK(asked<SnoozeWanted>({"snooze", "1", "h", "5min"}).length == 65min);
    CHECK(asked<ReportWanted>({"stand"}).length == 1h);
    CHECK(asked<ReportWanted>({"sit"}).length == std::nullopt);
    CHECK(asked<ReportWanted>({"stand", "--for", "45 min"}).length == 45min);
    CHECK(asked<ReportWanted>({"stand", "--for", "1h", "30min"}).length == 90min);
    CHECK(asked<ReportWanted>({"away", "--for", "1", "h", "15", "min"}).length == 75min);
    CHECK(asked<ReportWanted>({"away", "--for=1h"}).length == 1h);
    CHECK(asked<SnoozeWanted>({"snooze", "24h"}).length == 24h);
    CHECK(asked<ReportWanted>({"away", "--for", "366d"}).length == 366 * 24h);
}

TEST_CASE("a pause ends after a time, at a time, or after an hour") {
    const TimeZone central_europe;
    CHECK(asked<PauseWanted>({"pause"}).until == afternoon + 1h);
    CHECK(asked<PauseWanted>({"pause"}).by_default);
    CHECK(asked<PauseWanted>({"pause", "2h"}).until == afternoon + 2h);
    CHECK_FALSE(asked<PauseWanted>({"pause", "1h"}).by_default);
    CHECK(asked<PauseWanted>({"pause", "until", "15:00"}).until == afternoon + 35min);
    CHECK(asked<PauseWanted>({"pause", "Until", "tomorrow", "08:00"}).until == utc(2026, 11, 26, 7h));
    CHECK(asked<PauseWanted>({"pause", "366d"}).until == afternoon + 366 * 24h);
}

TEST_CASE("postures are called as the interface calls them") {
    CHECK(std::string{asked<ReportWanted>({"sit"}).posture} == "sitting");
    CHECK(std::string{asked<ReportWanted>({"stand"}).posture} == "standing");
    CHECK(std::string{asked<ReportWanted>({"away"}).posture} == "away");
    asked<BreakWanted>({"break"});
    asked<ResumeWanted>({"resume"});
    asked<SkipWanted>({"skip"});
    asked<TestWanted>({"test"});
}

TEST_CASE("movements and settings") {
    CHECK(asked<MoveWanted>({"move"}).id.empty());
    // A movement may be called as a command is.
    CHECK(asked<MoveWanted>({"move", "walk"}).id == "walk");
    CHECK(asked<MoveWanted>({"move", "stand", "--notify"}).id == "stand");
    CHECK(asked<MoveWanted>({"move", "walk", "--notify"}).notify);
    using Task = ConfigWanted::Task;
    CHECK(asked<ConfigWanted>({"config", "check"}).file == std::nullopt);
    CHECK(asked<ConfigWanted>({"config", "check", "a.toml"}).file == "a.toml");
    CHECK(asked<ConfigWanted>({"config", "show"}).task == Task::show);
    CHECK(asked<ConfigWanted>({"config", "path"}).task == Task::path);
    CHECK(asked<ConfigWanted>({"config", "default"}).task == Task::standard);
}

TEST_CASE("the doctor speaks to people or to programs") {
    CHECK_FALSE(asked<DoctorWanted>({"doctor"}).json);
    CHECK(asked<DoctorWanted>({"doctor", "--json"}).json);
}

TEST_CASE("days are looked back on by their names, or from one to another") {
    using Format = DaysWanted::Format;
    const TimeZone central_europe;
    const std::chrono::local_days today{2026y / 11 / 25};
    const auto days = [](std::vector<std::string> words) {
        words.insert(words.begin(), "report");
        const auto wanted = asked<DaysWanted>(std::move(words));
        return std::pair{wanted.first, wanted.last};
    };
    CHECK(days({}) == std::pair{today, today});
    CHECK(days({"today"}) == std::pair{today, today});
    CHECK(days({"yesterday"}) == std::pair{today - std::chrono::days{1}, today - std::chrono::days{1}});
    CHECK(days({"week"}) == std::pair{today - std::chrono::days{6}, today});
    CHECK(days({"month"}) == std::pair{today - std::chrono::days{29}, today});
    CHECK(days({"year"}) == std::pair{today - std::chrono::days{364}, today});
    const std::chrono::local_days march{2026y / 3 / 1};
    CHECK(days({"--from", "2026-03-01"}) == std::pair{march, today});
    CHECK(days({"--from", "2026-03-01", "--to", "yesterday"}) ==
          std::pair{march, today - std::chrono::days{1}});
    CHECK(days({"--from=2026-03-01", "--to=2030-01-01"}) == std::pair{march, today});
    CHECK(asked<DaysWanted>({"report"}).format == Format::text);
    CHECK(asked<DaysWanted>({"report", "week", "--json"}).format == Format::json);
    CHECK(asked<DaysWanted>({"report", "--csv"}).format == Format::csv);
}

TEST_CASE("what other settings would have done is asked of the last 30 days, or of those that are said") {
    const TimeZone central_europe;
    const std::chrono::local_days today{2026y / 11 / 25};
    const auto usual = asked<WhatIfWanted>({"whatif"});
    CHECK(std::pair{usual.first, usual.last} == std::pair{today - std::chrono::days{29}, today});
    CHECK(!usual.json);
    CHECK(!usual.limit);
    CHECK(!usual.break_length);
    const auto other = asked<WhatIfWanted>({"whatif", "--limit", "25min", "--break=90s", "--from",
                                            "2026-03-01", "--to", "2026-03-02", "--json"});
    const std::chrono::local_days march{2026y / 3 / 1};
    CHECK(std::pair{other.first, other.last} == std::pair{march, march + std::chrono::days{1}});
    CHECK(other.json);
    CHECK(other.limit == 25min);
    CHECK(other.break_length == 90s);
}

TEST_CASE("the history is exported, imported and deleted") {
    const TimeZone central_europe;
    CHECK(asked<ExportWanted>({"history", "export"}).file.empty());
    CHECK(asked<ExportWanted>({"history", "export", "a.jsonl"}).file == "a.jsonl");
    CHECK(asked<ImportWanted>({"history", "import", "-"}).file == "-");
    const auto all = asked<DeleteWanted>({"history", "delete", "--all"});
    CHECK(!all.before);
    CHECK(!all.unasked);
    const auto old = asked<DeleteWanted>({"history", "delete", "--before", "2026-03-01", "--yes"});
    CHECK(old.before == std::chrono::local_days{2026y / 3 / 1});
    CHECK(old.unasked);
    (void)asked<HistoryPathWanted>({"history", "path"});
}
