#include "command/history_options.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include <CLI/CLI.hpp>

#include "command/times.hpp"
#include "config/duration.hpp"
#include "config/words.hpp"

namespace sitbreak::command {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

/// No history is older.
constexpr local_days earliest{};

/// How many days `whatif` looks at that does not say.
constexpr days usual_days{30};

/// As the settings have it.
constexpr seconds longest = days{1};

/// What is wrong is said of the option.
template <typename Work>
auto named(const std::string& option, Work work) {
    try {
        return work();
    } catch (const std::invalid_argument& reason) {
        throw std::invalid_argument(option + ": " + reason.what());
    }
}

std::optional<seconds> length_of(const std::string& option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto length = named(option, [&] { return config::parse_duration(text); });
    if (length == seconds{0} || length > longest)
        throw std::invalid_argument(option + " cannot be " + config::in_quotes(text) +
                                    ", expected more than nothing and at most " +
                                    config::format_duration(longest));
    return length;
}

local_days day_that_has_come(const std::string& text, Time now) {
    const auto day = parse_day(text, now);
    if (day > day_of(now)) throw std::invalid_argument(config::in_quotes(text) + " has not come yet");
    if (day < earliest)
        throw std::invalid_argument(config::in_quotes(text) +
                                    " is too long ago, expected 1970-01-01 or later");
    return day;
}

}  // namespace

std::pair<local_days, local_days> days_from_to(const std::string& from, const std::string& to, Time now) {
    const auto today = day_of(now);
    const auto first = named("--from", [&] { return day_that_has_come(from, now); });
    const auto last = to.empty() ? today : named("--to", [&] { return parse_day(to, now); });
    if (last < first)
        throw std::invalid_argument("--to " + config::in_quotes(to) + " is before --from " +
                                    config::in_quotes(from));
    return {first, std::min(last, today)};
}

void HistoryOptions::declare(CLI::App& app) {
    what_if_ = app.add_subcommand("whatif", "Say what other settings would have done with what was recorded");
    what_if_->add_option("--limit", limit_, "After how much sitting a reminder is due, such as 25min")
        ->type_name("LENGTH");
    what_if_->add_option("--break", break_, "How long an absence has to be to count as a break, such as 5min")
        ->type_name("LENGTH");
    what_if_
        ->add_option("--from", from_,
                     "The first day: 2026-12-24, today or yesterday; else the last 30 days count")
        ->type_name("DATE");
    what_if_->add_option("--to", to_, "The last day, with --from; else today")
        ->type_name("DATE")
        ->needs("--from");
    what_if_->add_flag("--json", json_, "As JSON, for programs");

    auto* history = app.add_subcommand("history", "Take along, bring back or delete what was recorded");
    history->require_subcommand(1);
    export_ = history->add_subcommand("export", "Write all of it as lines of JSON");
    export_->add_option("file", export_file_, "Where to; - or none is standard output")->type_name("[FILE]");
    import_ = history->add_subcommand("import", "Add what was exported, on another machine say");
    import_->add_option("file", import_file_, "The file; - is standard input")->type_name("FILE")->required();
    delete_ = history->add_subcommand("delete", "Delete all of it, or what is old");
    auto* before =
        delete_->add_option("--before", before_, "What was over before that day began")->type_name("DATE");
    delete_->add_flag("--all", all_, "All of it")->excludes(before);
    delete_->add_flag("--yes", yes_, "Do not ask");
    path_ = history->add_subcommand("path", "Print where it is kept, or would be");
}

std::optional<HistoryWanted> HistoryOptions::wanted(Time now) const {
    if (what_if_->parsed()) return what_if(now);
    if (export_->parsed()) return ExportWanted{export_file_};
    if (import_->parsed()) return ImportWanted{import_file_};
    if (delete_->parsed()) return deletion(now);
    if (path_->parsed()) return HistoryPathWanted{};
    return std::nullopt;
}

WhatIfWanted HistoryOptions::what_if(Time now) const {
    WhatIfWanted wanted;
    wanted.last = day_of(now);
    wanted.first = wanted.last - usual_days + days{1};
    if (!from_.empty()) std::tie(wanted.first, wanted.last) = days_from_to(from_, to_, now);
    wanted.json = json_;
    wanted.limit = length_of("--limit", limit_);
    wanted.break_length = length_of("--break", break_);
    return wanted;
}

DeleteWanted HistoryOptions::deletion(Time now) const {
    if (!all_ && before_.empty()) throw std::invalid_argument("say --before DATE, or --all");
    if (all_) return {std::nullopt, yes_};
    return {named("--before", [&] { return day_that_has_come(before_, now); }), yes_};
}

}  // namespace sitbreak::command
