#include "desk.hpp"

namespace sitbreak::desktop_test {

using namespace std::chrono_literals;

bool MainThread::until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (io.run_one_until(deadline) == 0) return condition();
    }
    return true;
}

Desk::Desk(MainThread& main_thread) : main{main_thread} {
    desktop.emplace(thread, main.io,
                    reminder::Desktop::Events{
                        [this](const sitting::Observation& observation) { reports.push_back(observation); },
                        [this](const reminder::Outcome& outcome) { outcomes.push_back(outcome); }});
}

Desk::~Desk() {
    if (desktop) desktop->stop(5s);
}

reminder::Message a_reminder(const std::string& summary) {
    reminder::Message message;
    message.kind = reminder::Message::Kind::reminder;
    message.summary = summary;
    message.title = "A short walk";
    message.steps = {"Stand up & walk for 2 to 5 minutes."};
    message.picture = "/pictures/walk.svg";
    message.snooze_label = "Snooze 10 min";
    message.sound = "bell";
    return message;
}

reminder::Message a_notice() {
    return reminder::break_done_message(4min);
}

}  // namespace sitbreak::desktop_test
