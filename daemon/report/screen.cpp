#include "report/screen.hpp"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <clocale>
#include <cstdlib>

namespace sitbreak::report {

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::size_t columns_of_process() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    const auto text = variable("COLUMNS");
    std::size_t columns = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
    const bool is_number = error == std::errc{} && end == text.data() + text.size() && columns > 0;
    return is_number ? columns : Screen{}.columns;
}

bool shows_utf8() {
    return std::setlocale(LC_CTYPE, "") != nullptr && std::string_view{nl_langinfo(CODESET)} == "UTF-8";
}

std::string_view colour(Mark mark) {
    switch (mark) {
        case Mark::long_bout:
        case Mark::not_obeyed:
            return "\x1b[33m";
        case Mark::short_bout:
        case Mark::obeyed:
            return "\x1b[32m";
        case Mark::on_break:
        case Mark::unknown:
            return "\x1b[2m";
        case Mark::nothing:
            return "";
    }
    return "";
}

}  // namespace

Screen Screen::of_process() {
    const auto terminal = variable("TERM");
    return {std::max(columns_of_process(), fewest_columns), shows_utf8(),
            ::isatty(STDOUT_FILENO) != 0 && variable("NO_COLOR").empty() && !terminal.empty() &&
                terminal != "dumb"};
}

std::string_view glyph(Mark mark, const Screen& screen) {
    switch (mark) {
        case Mark::nothing:
            return " ";
        case Mark::long_bout:
            return screen.is_utf8 ? "█" : "#";
        case Mark::short_bout:
            return screen.is_utf8 ? "▒" : "=";
        case Mark::on_break:
            return screen.is_utf8 ? "·" : ".";
        case Mark::unknown:
            return "?";
        case Mark::obeyed:
            return screen.is_utf8 ? "▲" : "^";
        case Mark::not_obeyed:
            return screen.is_utf8 ? "△" : "o";
    }
    return " ";
}

std::string drawn(std::vector<Mark> marks, const Screen& screen) {
    while (!marks.empty() && marks.back() == Mark::nothing)
        marks.pop_back();
    std::string text;
    std::string_view in_force;
    const auto put_on = [&](std::string_view wanted) {
        if (!screen.has_colours || wanted == in_force) return;
        if (!in_force.empty()) text += "\x1b[0m";
        text += wanted;
        in_force = wanted;
    };
    for (const auto mark : marks) {
        put_on(colour(mark));
        text += glyph(mark, screen);
    }
    put_on("");
    return text;
}

}  // namespace sitbreak::report
