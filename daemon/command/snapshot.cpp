#include "command/snapshot.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sitbreak::command {

namespace {

constexpr std::array<std::pair<std::string_view, State>, 4> state_names{{
    {"unseen", State::unseen},
    {"seated", State::seated},
    {"away", State::away},
    {"standing", State::standing},
}};

}  // namespace

std::string_view name_of(State state) {
    return std::ranges::find(state_names, state, &std::pair<std::string_view, State>::second)->first;
}

State state_named(std::string_view name) {
    const auto* const found =
        std::ranges::find(state_names, name, &std::pair<std::string_view, State>::first);
    return found == state_names.end() ? State::unseen : found->second;
}

}  // namespace sitbreak::command
