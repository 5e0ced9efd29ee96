#include "holds/program.hpp"

#include <string_view>
#include <vector>

#include "sitting/names.hpp"
#include "sitting/text.hpp"

namespace sitbreak::holds {

namespace {

std::vector<std::string> words_for(const std::set<sitting::Hold>& wanted) {
    std::vector<std::string> words;
    words.reserve(wanted.size());
    for (const auto hold : wanted)
        words.push_back(sitting::word_for(hold));
    return words;
}

/// What the Announcer of sitbreak-holds says.
void read_line(std::string_view line, const Program::Events& events) {
    if (line == "looked") return events.looked();
    for (const auto& [hold, name] : sitting::words::hold_names) {
        if (!line.starts_with(name)) continue;
        const auto state = line.substr(name.size());
        if (state == " on" || state == " off") return events.held(hold, state == " on");
    }
}

}  // namespace

Program::Program(asio::io_context& io, const std::filesystem::path& path,
                 const std::set<sitting::Hold>& wanted, const Events& events)
    : process_{io,
               path,
               words_for(wanted),
               {[events](const std::string& line) { read_line(line, events); },
                [events](const auto& ending) { events.ended(ending.how); }}} {}

}  // namespace sitbreak::holds
