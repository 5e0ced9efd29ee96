// How the person sits, once or for as long as somebody reads.

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command/client.hpp"
#include "command/failure.hpp"
#include "command/follower.hpp"
#include "command/format.hpp"
#include "command/interface.hpp"
#include "command/tasks.hpp"
#include "command/times.hpp"
#include "command/words.hpp"
#include "platform/glib_fd.hpp"
#include "platform/glib_handle.hpp"
#include "platform/wall_timer.hpp"

namespace sitbreak::command {

namespace {

/// Whether standard output is a terminal that is to show colours (https://no-color.org).
bool has_colours() {
    const char* const no_color = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
           std::string_view{terminal} != "dumb";
}

std::string shown(Format format, const View& view, Time now) {
    std::string text = line(format, view, now);
    if (format != Format::text || !has_colours()) return text;
    const std::string colour{terminal_colour(view, now)};
    return colour.empty() ? text : colour + text + "\x1b[0m";
}

/// Beside the one line that a script reads; the other formats have them in it.
void say_problems(Format format, const std::vector<std::string>& problems) {
    if (format != Format::text) return;
    for (const auto& problem : problems)
        std::cerr << problem << '\n';
}

int once(Format format) {
    const Snapshot snapshot = Client{}.snapshot();
    std::cout << shown(format, snapshot, now()) << '\n';
    say_problems(format, snapshot.problems);
    return 0;
}

/// What a reader gets before the first line of the i3bar protocol, and between lines.
constexpr std::string_view i3bar_head = "{\"version\":1}\n[\n";
constexpr std::string_view i3bar_separator = ",";

/// All of it at once, so that who reads has whole lines. False if it cannot be written, and errno says why.
bool write_out(std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Prints until nobody reads.
class Following {
 public:
    explicit Following(Format format) : format_{format} {}

    int run() {
        g_main_loop_run(loop_.get());
        if (failure_) throw *failure_;
        return 0;
    }

 private:
    void seen(const View& view) {
        view_ = view;
        const auto* const snapshot = std::get_if<Snapshot>(&view);
        const auto problems = snapshot == nullptr ? std::vector<std::string>{} : snapshot->problems;
        if (problems != std::exchange(problems_, problems)) say_problems(format_, problems);
        print();
    }

    void print() {
        if (!view_) return;
        const Time present = now();
        if (auto text = shown(format_, *view_, present); text != printed_) {
            const bool is_first = printed_.empty();
            printed_ = std::move(text);
            write(is_first);
        }
        timer_.arm(next(present));
    }

    void write(bool is_first) {
        std::string text = printed_ + '\n';
        if (format_ == Format::i3bar)
            text = std::string{is_first ? i3bar_head : i3bar_separator} + '[' + printed_ + "]\n";
        if (write_out(text)) return;
        if (errno == EPIPE)
            end();
        else
            fail(std::string{"cannot write: "} + std::strerror(errno));
    }

    void fail(const std::string& why) {
        failure_.emplace(why);
        end();
    }

    void end() { g_main_loop_quit(loop_.get()); }

    std::optional<Time> next(Time present) const {
        const auto* const snapshot = std::get_if<Snapshot>(&*view_);
        if (snapshot == nullptr) return std::nullopt;
        const bool is_for_bar = format_ != Format::text && format_ != Format::json;
        return is_for_bar ? next_turn(*snapshot, present) : next_event(*snapshot, present);
    }

    Format format_;
    std::optional<View> view_;
    std::string printed_;
    std::vector<std::string> problems_;
    std::optional<Failure> failure_;
    platform::GMainLoopPtr loop_{g_main_loop_new(nullptr, FALSE)};
    platform::WallTimer timer_{[this] { print(); }};
    /// The kernel tells of a reader that has gone, though nothing is written.
    platform::GlibFd reader_{STDOUT_FILENO, GIOCondition{}, [this] { end(); }};
    Follower follower_{{[this](const View& view) { seen(view); },
                        [this](const std::string& why) { fail(no_bus_text(why)); }}};
};

}  // namespace

int run(const StatusWanted& wanted) {
    if (!wanted.follow) return once(wanted.format);
    // A reader that goes away is no failure, and is noticed by the write.
    std::signal(SIGPIPE, SIG_IGN);
    return Following{wanted.format}.run();
}

}  // namespace sitbreak::command
