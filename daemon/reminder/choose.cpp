#include "reminder/choose.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sitbreak::reminder {

namespace {

constexpr std::string_view walk_id = "walk";

template <typename Range, typename Value>
bool contains(const Range& range, const Value& value) {
    return std::ranges::find(range, value) != range.end();
}

bool is_allowed(const config::Movement& movement, const config::MovementSettings& settings) {
    if (settings.only.empty()) return contains(settings.places, movement.place);
    return contains(settings.only, movement.id);
}

}  // namespace

MovementChooser::MovementChooser(std::uint32_t start, const config::MovementSettings& settings)
    : start_{start}, walk_is_next_{start % 2 == 0} {
    allow(settings);
}

void MovementChooser::allow(const config::MovementSettings& settings) {
    walk_.reset();
    others_.clear();
    for (const auto& movement : config::movements()) {
        if (!is_allowed(movement, settings)) continue;
        if (movement.id == walk_id)
            walk_ = movement;
        else
            others_.push_back(movement);
    }
    std::size_t number = 0;
    for (const auto& own : settings.own) {
        ++number;
        if (contains(settings.places, own.place))
            others_.push_back(config::own_movement(number, own.title, own.steps, own.place));
    }
    if (others_.empty()) {
        walk_ = *std::ranges::find(config::movements(), walk_id, &config::Movement::id);
        return;
    }
    const auto first = static_cast<std::ptrdiff_t>(start_ % others_.size());
    std::rotate(others_.begin(), others_.begin() + first, others_.end());
}

std::vector<config::Movement> MovementChooser::allowed() const {
    std::vector<config::Movement> all;
    if (walk_) all.push_back(*walk_);
    all.insert(all.end(), others_.begin(), others_.end());
    return all;
}

void MovementChooser::suggested_before(std::string_view id) {
    const auto all = allowed();
    const auto found = std::ranges::find(all, id, &config::Movement::id);
    if (found != all.end()) note(*found);
}

config::Movement MovementChooser::next() {
    const bool walk = others_.empty() || (walk_ && walk_is_next_);
    config::Movement chosen = walk ? *walk_ : other();
    note(chosen);
    return chosen;
}

void MovementChooser::note(const config::Movement& suggested) {
    walk_is_next_ = suggested.id != walk_id;
    suggested_[suggested.title] = ++turn_;
}

/// The one suggested longest ago; those never suggested come first.
const config::Movement& MovementChooser::other() const {
    return *std::ranges::min_element(others_, {}, [this](const auto& movement) {
        const auto found = suggested_.find(movement.title);
        return found == suggested_.end() ? 0 : found->second;
    });
}

}  // namespace sitbreak::reminder
