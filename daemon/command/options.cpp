#include "command/options.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "command/failure.hpp"
#include "command/times.hpp"
#include "config/duration.hpp"
#include "config/words.hpp"

namespace sitbreak::command {

namespace {

using std::chrono::seconds;

/// How long `pause` is that does not say.
constexpr std::chrono::hours usual_pause{1};

/// How long `stand` and `away` hold that do not say: one that is forgotten must not silence for ever.
constexpr std::chrono::hours usual_report{1};

/// What the daemon takes, by the interface's description.
constexpr std::chrono::days longest_snooze{1};
constexpr std::chrono::days longest_report{366};

/// "1 y 1 w 1 d 1 h 1 min 1 s", in words.
constexpr int longest_length = 12;

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
    std::string text;
    for (const auto& word : words)
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}

std::string at_most(std::chrono::days longest) {
    return "expected at most " + std::to_string(longest.count()) +
           (longest == std::chrono::days{1} ? " day" : " days");
}

seconds length_of(const std::string& text, std::chrono::days longest) {
    const seconds length = config::parse_duration(text);
    if (length == seconds{0}) throw std::invalid_argument(config::in_quotes(text) + " is no time at all");
    if (length > longest)
        throw std::invalid_argument(config::in_quotes(text) + " is too long, " + at_most(longest));
    return length;
}

std::optional<seconds> length_of_snooze(const Words& words) {
    if (words.empty()) return std::nullopt;
    return length_of(joined(words), longest_snooze);
}

seconds length_of_report(const CLI::Option& option) {
    if (option.count() == 0) return usual_report;
    return length_of(joined(option.results()), longest_report);
}

/// "1h", "until 14:00", or nothing.
PauseWanted pause_of(const Words& words, Time now) {
    if (words.empty()) return {.until = now + usual_pause, .by_default = true};
    if (config::lower_case(words.front()) != "until")
        return {.until = now + length_of(joined(words), longest_report)};
    const auto text = joined({words.begin() + 1, words.end()});
    const auto until = parse_until(text, now);
    if (until - now > longest_report)
        throw std::invalid_argument(config::in_quotes(text) + " is too far ahead, " +
                                    at_most(longest_report));
    return {.until = until};
}

/// The command line as it is declared, and what is read into it.
class CommandLine {
 public:
    CommandLine() {
        app_.set_version_flag("--version", "sitbreak " SITBREAK_VERSION);
        app_.require_subcommand(0, 1);
        app_.footer(
            "Without a command it is \"status\". Exit codes: 0 fine, 1 failed, 2 wrong usage or settings.");
        declare_status();
        declare_reminders();
        declare_postures();
        declare_movements();
        declare_config();
        declare_doctor();
        declare_report();
        history_.declare(app_);
    }

    /// Throws CLI::ParseError for wrong usage, and for --help and --version; std::invalid_argument for a word
    /// that is none.
    void parse(int argc, char** argv) {
        refuse_unknown_command({argv + std::min(argc, 1), argv + argc});
        app_.parse(argc, argv);
        for (const auto* command = &app_; command != nullptr; command = parsed_in(*command))
            refuse_empty_words(*command);
    }

    /// Prints what --help and --version are to print, or what is wrong; gives the exit code.
    int exit(const CLI::ParseError& error) const {
        if (error.get_exit_code() == 0) return app_.exit(error);
        const auto command = whole_command();
        std::cerr << command << ": " << what_is_wrong(error) << "; see " << command << " --help\n";
        return wrong_usage;
    }

    /// Throws std::invalid_argument for a length or a time that is none.
    Wanted wanted(Time now) const {
        if (snooze_->parsed()) return SnoozeWanted{length_of_snooze(snooze_words_)};
        if (skip_->parsed()) return SkipWanted{};
        if (pause_->parsed()) return pause_of(pause_words_, now);
        if (resume_->parsed()) return ResumeWanted{};
        if (break_->parsed()) return BreakWanted{};
        if (stand_->parsed()) return ReportWanted{"standing", length_of_report(*stand_for_)};
        if (away_->parsed()) return ReportWanted{"away", length_of_report(*away_for_)};
        if (sit_->parsed()) return ReportWanted{"sitting", {}};
        if (move_->parsed()) return MoveWanted{move_id_, notify_};
        if (test_->parsed()) return TestWanted{};
        if (config_->parsed()) return config_wanted();
        if (doctor_->parsed()) return DoctorWanted{doctor_json_};
        if (report_->parsed()) return days_wanted(now);
        if (auto wanted = history_.wanted(now))
            return std::visit([](auto& one) -> Wanted { return std::move(one); }, *wanted);
        return StatusWanted{format_, follow_};
    }

    /// Of the command that was asked for: "snooze".
    std::string command() const {
        const auto parsed = app_.get_subcommands();
        return parsed.empty() ? "" : parsed.front()->get_name();
    }

 private:
    void declare_status() {
        auto* status =
            app_.add_subcommand("status", "Say how long you have been sitting, and what comes next");
        std::vector<CLI::Option*> formats;
        const auto add_format = [&](const char* name, Format format, const char* description) {
            formats.push_back(
                status->add_flag_callback(name, [this, format] { format_ = format; }, description));
        };
        add_format("--json", Format::json, "As JSON, for programs");
        add_format("--waybar", Format::waybar, "As JSON for a custom module of waybar");
        add_format("--i3bar", Format::i3bar,
                   "As a block for i3blocks; with --follow, the whole i3bar protocol");
        add_format("--polybar", Format::polybar, "As text with polybar's format tags");
        for (auto* one : formats)
            for (auto* other : formats)
                if (one != other) one->excludes(other);
        status->add_flag("--follow", follow_,
                         "Go on with a line at each change; for bars also as the minute turns");
    }

    void declare_reminders() {
        snooze_ = app_.add_subcommand("snooze", "Put off the reminder that is due");
        snooze_->add_option("length", snooze_words_, "For how long, such as 10min; else as the settings say")
            ->type_name("[LENGTH]");
        skip_ = app_.add_subcommand("skip", "Skip the reminder that is due, or else the next one");
        pause_ = app_.add_subcommand("pause", "No reminders for some time");
        pause_
            ->add_option("how-long", pause_words_,
                         "1h, until 14:00, until tomorrow, until Mon 09:00 or until 2026-12-24; else an hour")
            ->type_name("[LENGTH | until TIME]");
        resume_ = app_.add_subcommand("resume", "End a pause");
    }

    void declare_postures() {
        break_ = app_.add_subcommand("break", "Say that you are getting up now");
        stand_ = app_.add_subcommand("stand", "Say that you work standing");
        stand_for_ = add_for(stand_);
        sit_ = app_.add_subcommand("sit", "Say that you sit");
        away_ = app_.add_subcommand("away", "Say that you are not at the desk");
        away_for_ = add_for(away_);
    }

    static CLI::Option* add_for(CLI::App* command) {
        return command
            ->add_option("--for", "For how long, such as 45min; else an hour, or until you say otherwise")
            ->type_name("LENGTH")
            ->expected(1, longest_length);
    }

    void declare_movements() {
        move_ = app_.add_subcommand("move", "List the movements that can be suggested, or show one");
        auto* name = move_->add_option("name", move_id_, "Which one")->type_name("[NAME]");
        move_->add_flag("--notify", notify_, "Show it as a notification")->needs(name);
        test_ = app_.add_subcommand("test", "Show a sample reminder, and say what became of it");
    }

    void declare_config() {
        config_ = app_.add_subcommand("config", "Look at the settings");
        config_->require_subcommand(1);
        check_ = config_->add_subcommand("check", "Say what is wrong with the settings file, line by line");
        check_->add_option("file", file_, "Another file than the one that counts")->type_name("[FILE]");
        show_ = config_->add_subcommand("show", "Print the settings in the file and where each came from");
        path_ = config_->add_subcommand("path", "Print where the settings file is, or would be");
        default_ = config_->add_subcommand("default", "Print a settings file with every setting, commented");
    }

    void declare_doctor() {
        doctor_ =
            app_.add_subcommand("doctor", "Look at everything that a reminder needs, and say what to do");
        doctor_->add_flag("--json", doctor_json_, "As JSON, for programs");
    }

    void declare_report() {
        report_ = app_.add_subcommand(
            "report", "Look back: how long you sat, in which bouts, and what became of reminders");
        auto* period =
            report_
                ->add_option("period", period_,
                             "today, yesterday, week, month or year, which are the last 7, 30 and 365 "
                             "days; else today")
                ->type_name("[PERIOD]");
        report_->add_option("--from", from_, "The first day: 2026-12-24, today or yesterday")
            ->type_name("DATE")
            ->excludes(period);
        report_->add_option("--to", to_, "The last day, with --from; else today")
            ->type_name("DATE")
            ->needs("--from");
        using Format = DaysWanted::Format;
        auto* json = report_->add_flag_callback(
            "--json", [this] { report_format_ = Format::json; }, "The numbers as JSON, for programs");
        auto* csv = report_->add_flag_callback(
            "--csv", [this] { report_format_ = Format::csv; },
            "The bouts as comma-separated values, for spreadsheets");
        html_ = report_
                    ->add_option("--html", page_file_,
                                 "A page with drawings, for a browser, into that file; - is standard output")
                    ->type_name("FILE");
        auto* open = report_->add_flag("--open", opens_page_, "The page, shown in your browser");
        json->excludes(csv);
        for (auto* one : {json, csv})
            one->excludes(html_)->excludes(open);
    }

    DaysWanted days_wanted(Time now) const {
        const auto [first, last] =
            from_.empty() ? last_days(days_in(period_), now) : days_from_to(from_, to_, now);
        if (html_->count() == 0 && !opens_page_) return {first, last, report_format_, {}};
        if (opens_page_ && page_file_ == "-")
            throw std::invalid_argument(
                "--open cannot show standard output: name a file with --html, or none");
        return {first, last, DaysWanted::Format::page, page_file_, opens_page_};
    }

    /// How many, and how many ago the last of them is.
    struct Period {
        std::string_view name;
        std::chrono::days count;
        std::chrono::days ago;
    };

    static Period days_in(const std::string& name) {
        using std::chrono::days;
        constexpr std::array periods{Period{"today", days{1}, days{0}}, Period{"yesterday", days{1}, days{1}},
                                     Period{"week", days{7}, days{0}}, Period{"month", days{30}, days{0}},
                                     Period{"year", days{365}, days{0}}};
        if (name.empty()) return periods.front();
        std::vector<std::string_view> names;
        for (const auto& period : periods) {
            if (period.name == name) return period;
            names.push_back(period.name);
        }
        const auto meant = config::nearest(name, names);
        throw std::invalid_argument(
            "there is no period " + config::in_quotes(name) +
            (meant ? ", did you mean " + config::in_quotes(*meant) + "?"
                   : ", expected " + config::listed(names, "or") + ", or --from and --to"));
    }

    static std::pair<std::chrono::local_days, std::chrono::local_days> last_days(const Period& period,
                                                                                 Time now) {
        const auto last = day_of(now) - period.ago;
        return {last - period.count + std::chrono::days{1}, last};
    }

    ConfigWanted config_wanted() const {
        using Task = ConfigWanted::Task;
        if (show_->parsed()) return {Task::show, {}};
        if (path_->parsed()) return {Task::path, {}};
        if (default_->parsed()) return {Task::standard, {}};
        return {Task::check, file_.empty() ? std::nullopt : std::optional<std::filesystem::path>{file_}};
    }

    /// The command within that one that was asked for; null if none was.
    static const CLI::App* parsed_in(const CLI::App& command) {
        const auto parsed = command.get_subcommands();
        return parsed.empty() ? nullptr : parsed.front();
    }

    /// A variable of a script that is not set, say: what it was to be is not known.
    static void refuse_empty_words(const CLI::App& command) {
        for (const auto* option : command.get_options()) {
            if (std::ranges::none_of(option->results(), &std::string::empty)) continue;
            auto expected = option->get_type_name();
            std::erase_if(expected, [](char c) { return c == '[' || c == ']'; });
            throw std::invalid_argument(option->get_name() + " cannot be \"\", expected " + expected);
        }
    }

    /// "sitbreak history import".
    std::string whole_command() const {
        std::string words = app_.get_name();
        auto parsed = app_.get_subcommands();
        for (; !parsed.empty(); parsed = parsed.front()->get_subcommands())
            words += ' ' + parsed.front()->get_name();
        return words;
    }

    std::string what_is_wrong(const CLI::ParseError& error) const {
        // CLI11 names them backwards.
        if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
            return joined(app_.remaining(true)) + ": not expected here";
        std::string text = error.what();
        if (text.starts_with("A ")) text.front() = 'a';
        return text;
    }

    /// CLI11 says of a command that does not exist only that it was not expected.
    void refuse_unknown_command(const Words& words) const {
        const CLI::App* parent = &app_;
        for (const auto& word : words) {
            std::vector<std::string_view> names;
            for (const auto* command : parent->get_subcommands([](const CLI::App*) { return true; }))
                names.push_back(command->get_name());
            if (word.starts_with('-') || names.empty()) return;
            if (std::ranges::find(names, word) == names.end()) refuse(word, names);
            parent = parent->get_subcommand(word);
        }
    }

    [[noreturn]] static void refuse(std::string_view word, std::span<const std::string_view> names) {
        const auto meant = config::nearest(word, names);
        throw std::invalid_argument("there is no command " + config::in_quotes(word) +
                                    (meant ? ", did you mean " + config::in_quotes(*meant) + "?"
                                           : ", expected " + config::listed(names, "or")));
    }

    CLI::App app_{"Knows how long you have been sitting, and does as told.", "sitbreak"};

    Format format_ = Format::text;
    bool follow_ = false;

    CLI::App* snooze_ = nullptr;
    Words snooze_words_;
    CLI::App* skip_ = nullptr;
    CLI::App* pause_ = nullptr;
    Words pause_words_;
    CLI::App* resume_ = nullptr;

    CLI::App* break_ = nullptr;
    CLI::App* stand_ = nullptr;
    CLI::Option* stand_for_ = nullptr;
    CLI::App* sit_ = nullptr;
    CLI::App* away_ = nullptr;
    CLI::Option* away_for_ = nullptr;

    CLI::App* move_ = nullptr;
    std::string move_id_;
    bool notify_ = false;
    CLI::App* test_ = nullptr;

    CLI::App* config_ = nullptr;
    CLI::App* check_ = nullptr;
    std::string file_;
    CLI::App* show_ = nullptr;
    CLI::App* path_ = nullptr;
    CLI::App* default_ = nullptr;

    CLI::App* doctor_ = nullptr;
    bool doctor_json_ = false;

    CLI::App* report_ = nullptr;
    std::string period_;
    std::string from_;
    std::string to_;
    DaysWanted::Format report_format_ = DaysWanted::Format::text;
    CLI::Option* html_ = nullptr;
    std::string page_file_;
    bool opens_page_ = false;

    HistoryOptions history_;
};

}  // namespace

std::variant<Wanted, int> read_command_line(int argc, char** argv, Time now) {
    CommandLine command_line;
    try {
        command_line.parse(argc, argv);
        return command_line.wanted(now);
    } catch (const CLI::ParseError& error) {
        return command_line.exit(error);
    } catch (const std::invalid_argument& error) {
        const auto command = command_line.command();
        std::cerr << "sitbreak" << (command.empty() ? "" : " " + command) << ": " << error.what() << '\n';
        return wrong_usage;
    }
}

}  // namespace sitbreak::command
