#pragma once
// One of the person's programs. It is run for what it does, and nothing that it does or fails to do is felt
// by whoever runs it.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/asio.hpp"
#include "platform/boot_timer.hpp"
#include "platform/child_process.hpp"

namespace sitbreak::hooks {

struct Patience {
    /// How long it may run; then it gets SIGTERM, with its process group.
    std::chrono::milliseconds to_run = std::chrono::seconds{30};
    /// How long it may take to end then; after that it gets SIGKILL.
    std::chrono::milliseconds to_end = std::chrono::seconds{2};
};

class Hook {
 public:
    /// `name` is what the log calls it.
    Hook(asio::io_context& io, std::string name, Patience patience = {});
    Hook(const Hook&) = delete;
    Hook& operator=(const Hook&) = delete;

    /// What is run from now on: a program, which may begin with `~/`, and its arguments; empty: nothing. What
    /// runs already goes on.
    void set(std::vector<std::string> command);

    /// Runs it with these variables ("NAME=value") in its environment, and returns at once. While it still
    /// runs from the last time, nothing is run. How a run fails is logged, and the same again only after one
    /// that went otherwise; the first lines that it writes are logged too.
    void run(const std::vector<std::string>& variables);

    /// Tells what runs to end; nobody hears of it any more. Waits for nothing.
    void stop() { running_.reset(); }

 private:
    struct Run {
        Run(Hook& hook, std::string its_program)
            : program{std::move(its_program)}, timer{hook.io_, [&hook] { hook.time_is_up(); }} {}

        std::string program;
        platform::BootTimer timer;
        std::optional<platform::ChildProcess> child;
        int lines = 0;
        bool is_overdue = false;
        /// It was to be run again meanwhile.
        bool was_in_the_way = false;
    };

    void in_the_way();
    void said(std::string_view line);
    void time_is_up();
    void ended(const platform::ChildProcess::Ending& ending);
    void failed(const std::string& how);
    void went_well(const std::string& program);

    asio::io_context& io_;
    std::string name_;
    Patience patience_;
    std::vector<std::string> command_;
    std::optional<Run> running_;
    /// How it failed the last time; empty: it did not.
    std::string fault_;
    bool has_said_in_the_way_ = false;
};

}  // namespace sitbreak::hooks
