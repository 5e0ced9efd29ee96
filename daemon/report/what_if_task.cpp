#include <chrono>
#include <iostream>
#include <string_view>

#include "config/date.hpp"
#include "config/duration.hpp"
#include "report/program.hpp"
#include "report/what_if.hpp"
#include "rules.hpp"

namespace sitbreak::report {

namespace {

void set(std::chrono::seconds& setting, const char* word) {
    if (*word != '\0') setting = config::parse_duration(word);
}

}  // namespace

void what_if_task(Words words) {
    if (words.size() != 5) throw Misused{};
    const auto first = config::parse_date(words[0]);
    const auto last = config::parse_date(words[1]);
    const std::string_view format = words[2];
    if (!first || !last || *last < *first || (format != "text" && format != "json")) throw Misused{};
    constexpr std::chrono::hours nothing_is_written_down{24};
    auto settings = settings_in_force();
    const auto rules_in_force = rules_from(settings, nothing_is_written_down);
    auto& sitting = settings.sitting;
    set(sitting.limit, words[3]);
    set(sitting.break_length, words[4]);
    if (sitting.break_length >= sitting.limit)
        throw WrongUsage{"a break of " + config::format_duration(sitting.break_length) +
                         " must be shorter than the limit of " + config::format_duration(sitting.limit) +
                         ": say --limit, --break, or both"};
    const auto rules = rules_from(settings, nothing_is_written_down);
    const auto file = history_file();
    const auto moment = present();
    auto recorded = read_or_say(file, [&] {
        return read_recorded(file, beginning(*first - margin, moment.zone),
                             beginning(*last + margin, moment.zone), moment, rules_in_force);
    });
    const auto result = what_if(*first, *last, std::move(recorded), rules, moment.now, moment.zone);
    std::cout << (format == "json" ? json(result) : text(result, Screen::of_process()));
}

}  // namespace sitbreak::report
