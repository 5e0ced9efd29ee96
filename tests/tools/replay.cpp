// Replays a log at `debug` through the heart: a log in, the actions out.
//
//     replay [LOG]      (standard input without LOG)
//
// Prints each call of the heart with the actions that follow from it. Where the log holds actions too, they
// are compared: exit code 1 if the heart acts otherwise now than it did then, 2 if the log cannot be read.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sitting/heart.hpp"
#include "sitting/text.hpp"

namespace {

using namespace sitbreak::sitting;

std::optional<std::string> after(const std::string& line, std::string_view mark) {
    const auto found = line.find(mark);
    if (found == std::string::npos) return std::nullopt;
    return line.substr(found + mark.size());
}

/// The calls of one run of the daemon; each begins with the rules in force, and before them with what was
/// remembered, if anything was.
class Replay {
 public:
    void call(const std::string& text) {
        const Call call = parse_call(text);
        const auto* rules = std::get_if<RulesChanged>(&call.observation.what);
        if (!heart_ && !rules) throw std::invalid_argument{"it does not begin with the rules in force"};
        if (!heart_ && remembered_) heart_.emplace(rules->rules, call.now, *remembered_);
        if (!heart_) heart_.emplace(rules->rules, call.now);
        std::cout << observation_mark << text << '\n';
        for (const auto& action : heart_->handle(call.observation, call.now)) {
            now_.push_back(to_text(action));
            std::cout << action_mark << now_.back() << '\n';
        }
    }

    void remembered(const std::string& text) { remembered_ = parse_remembered(text); }

    void was(const std::string& action) { then_.push_back(action); }

    /// Whether the heart acts as it did when the log was written.
    bool alike() const {
        if (then_.empty() || then_ == now_) return true;
        std::cerr << "replay: the log holds " << then_.size() << " actions, the heart now asks for "
                  << now_.size();
        for (std::size_t i = 0; i < std::min(then_.size(), now_.size()); ++i)
            if (then_[i] != now_[i]) {
                std::cerr << "; the first that differ:\n  then: " << then_[i] << "\n  now:  " << now_[i];
                break;
            }
        std::cerr << '\n';
        return false;
    }

 private:
    std::optional<Remembered> remembered_;
    std::optional<Heart> heart_;
    std::vector<std::string> now_;
    std::vector<std::string> then_;
};

bool replay(std::istream& log) {
    Replay run;
    std::string line;
    for (std::size_t number = 1; std::getline(log, line); ++number) {
        try {
            if (const auto memory = after(line, memory_mark)) run.remembered(*memory);
            if (const auto call = after(line, observation_mark)) run.call(*call);
            if (const auto action = after(line, action_mark)) run.was(*action);
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument{"line " + std::to_string(number) + ": " + error.what()};
        }
    }
    return run.alike();
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) return replay(std::cin) ? EXIT_SUCCESS : EXIT_FAILURE;
    std::ifstream log{argv[1]};
    if (!log) throw std::invalid_argument{std::string{argv[1]} + " cannot be read"};
    return replay(log) ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
    std::cerr << "replay: " << error.what() << '\n';
    return 2;
}
