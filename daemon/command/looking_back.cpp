// Looking back on days: by a program of its own, for this one is to stay without a database.

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <spdlog/fmt/fmt.h>

#include "command/failure.hpp"
#include "command/tasks.hpp"
#include "config/duration.hpp"
#include "platform/programs.hpp"

namespace sitbreak::command {

namespace {

std::string text_of(std::chrono::local_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string name_of(const DaysWanted& wanted) {
    switch (wanted.format) {
        case DaysWanted::Format::text:
            return "text";
        case DaysWanted::Format::json:
            return "json";
        case DaysWanted::Format::csv:
            return "csv";
        case DaysWanted::Format::page:
            return wanted.is_to_open ? "open" : "html";
    }
    return "";
}

[[noreturn]] void become(std::vector<std::string> words) {
    const std::string program = platform::helper_program(platform::executable(), "sitbreak-report");
    words.insert(words.begin(), program);
    // The last stays null.
    std::vector<char*> arguments(words.size() + 1);
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    ::execv(program.c_str(), arguments.data());
    throw Failure{"cannot run " + program + ": " + std::strerror(errno) +
                  ". It is installed with sitbreak: install it again"};
}

}  // namespace

int run(const DaysWanted& wanted) {
    std::vector<std::string> words{text_of(wanted.first), text_of(wanted.last), name_of(wanted)};
    if (wanted.format == DaysWanted::Format::page) words.push_back(wanted.file);
    become(std::move(words));
}

int run(const WhatIfWanted& wanted) {
    const auto length = [](const auto& some) { return some ? config::format_duration(*some) : ""; };
    become({"whatif", text_of(wanted.first), text_of(wanted.last), wanted.json ? "json" : "text",
            length(wanted.limit), length(wanted.break_length)});
}

int run(const ExportWanted& wanted) {
    become({"export", wanted.file.empty() ? "-" : wanted.file});
}

int run(const ImportWanted& wanted) {
    become({"import", wanted.file});
}

int run(const DeleteWanted& wanted) {
    become({"delete", wanted.before ? text_of(*wanted.before) : "all", wanted.unasked ? "unasked" : "ask"});
}

int run(const HistoryPathWanted&) {
    become({"path"});
}

}  // namespace sitbreak::command
