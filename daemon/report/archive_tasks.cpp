// The history as a file of text, out and in.

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

#include "archive/lines.hpp"
#include "archive/read.hpp"
#include "config/duration.hpp"
#include "history/store.hpp"
#include "report/program.hpp"
#include "report/whole_file.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// For how long the daemon may be writing.
constexpr std::chrono::seconds daemon_writes{5};

/// More places than these are not listed.
constexpr std::size_t most_places = 5;

/// Gives how many entries there were; none if nothing was ever kept.
std::optional<std::size_t> write_all(std::ostream& out, const std::filesystem::path& file) {
    const auto moment = present();
    out << archive::header(moment.now, moment.zone(std::chrono::floor<std::chrono::seconds>(moment.now)))
        << '\n';
    std::size_t count = 0;
    const bool has_history = read_or_say(file, [&] {
        return each_entry(file, Time::min(), Time::max(), [&](const history::Entry& entry) {
            out << archive::line(entry) << '\n';
            ++count;
        });
    });
    return has_history ? std::optional{count} : std::nullopt;
}

std::string entries_text(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

archive::Read read_file(const std::string& name) {
    if (name == "-") return archive::read(std::cin, "standard input");
    errno = 0;
    std::ifstream in{name};
    if (!in) throw std::runtime_error{"cannot read " + name + ": " + std::strerror(errno)};
    return archive::read(in, name);
}

/// Where the bouts were that overlap.
std::string places(const history::Added& added, const archive::Read& read) {
    std::string text;
    for (std::size_t i = 0; i < added.overlapping.size() && i < most_places; ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(read.lines.at(added.overlapping[i]));
    return (added.overlapping.size() == 1 ? "line " : "lines ") + text +
           (added.overlapping.size() > most_places ? ", …" : "");
}

std::string told(const history::Added& added, const archive::Read& read) {
    std::string text = entries_text(added.added) + " imported";
    if (added.already_there > 0) text += ", " + std::to_string(added.already_there) + " there already";
    text += ".\n";
    if (!added.overlapping.empty())
        text += count_text(added.overlapping.size(), "bout") + " refused (" + places(added, read) +
                "), for a part of each is in a bout that is there";
    if (added.in_overlapping > 0)
        text += "; with " + entries_text(added.in_overlapping) + " of what happened in it";
    return text + (added.overlapping.empty() ? "" : ".\n");
}

std::size_t bouts_before(const archive::Read& read, Time time) {
    return static_cast<std::size_t>(std::ranges::count_if(read.entries, [time](const history::Entry& entry) {
        const auto* const bout = std::get_if<history::BoutRow>(&entry);
        return bout != nullptr && bout->span.end < time;
    }));
}

}  // namespace

void export_task(Words words) {
    if (words.size() != 1) throw Misused{};
    const std::string name = words[0];
    const auto file = history_file();
    std::optional<std::size_t> count;
    if (name == "-") {
        // Nothing is said if not all of it can be read.
        std::ostringstream all;
        count = write_all(all, file);
        std::cout << all.view();
    } else {
        write_whole(name, [&](std::ostream& out) { count = write_all(out, file); });
        if (count) std::cout << entries_text(*count) << " exported to " << name << ".\n";
    }
    if (!count) std::cerr << "No history is kept yet: what was exported is empty.\n";
}

void import_task(Words words) {
    if (words.size() != 1) throw Misused{};
    const auto file = history_file();
    // With mistakes in them, it is not known what is too old to be kept.
    const auto keep = settings_in_force().history.keep;
    const auto read = read_file(words[0]);
    history::Added added;
    try {
        added = history::Store{file, daemon_writes}.add(read.entries);
    } catch (const std::exception& problem) {
        throw std::runtime_error{"the history in " + file.string() + " cannot be written: " + problem.what() +
                                 "; nothing was imported"};
    }
    std::cout << told(added, read);
    if (const auto old = bouts_before(read, present().now - keep); old > 0)
        std::cout << count_text(old, "bout") << " older than " << config::format_duration(keep)
                  << " will be deleted when sitbreakd runs: see history.keep in the settings.\n";
}

}  // namespace sitbreak::report
