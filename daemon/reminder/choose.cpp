#include "reminder/choose.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace sitbreak::reminder {

namespace {

constexpr std::string_view walk_id = "walk";

template <typename Range, typename Value>
bool contains(const Range& range, const Value& value) {
    return std::ranges::find(range, value) != range.end();
}

}  // namespace

MovementChooser::MovementChooser(std::uint32_t start) : start_{start}, walk_is_next_{start % 2 == 0} {
    allow({config::Place::desk, config::Place::chair}, {}, {});
}

void MovementChooser::allow(const std::vector<config::Place>& places, const std::vector<std::string>& only,
                            const std::vector<config::Movement>& own) {
    walk_.reset();
    others_.clear();
    for (const auto& movement : config::movements()) {
        if (only.empty() ? !contains(places, movement.place) : !contains(only, movement.id)) continue;
        if (movement.id == walk_id)
            walk_ = movement;
        else
            others_.push_back(movement);
    }
    std::ranges::copy_if(own, std::back_inserter(others_),
                         [&places](const auto& movement) { return contains(places, movement.place); });
    if (others_.empty()) {
        walk_ = *std::ranges::find(config::movements(), walk_id, &config::Movement::id);
        return;
    }
    const auto first = static_cast<std::ptrdiff_t>(start_ % others_.size());
    std::ranges::rotate(others_, others_.begin() + first);
}

config::Movement MovementChooser::next() {
    const bool walk = others_.empty() || (walk_ && walk_is_next_);
    const config::Movement chosen = walk ? *walk_ : other();
    walk_is_next_ = !walk;
    suggested_[chosen.title] = ++turn_;
    return chosen;
}

/// The one suggested longest ago; those never suggested come first.
const config::Movement& MovementChooser::other() const {
    return *std::ranges::min_element(others_, {}, [this](const auto& movement) {
        const auto found = suggested_.find(movement.title);
        return found == suggested_.end() ? 0 : found->second;
    });
}

}  // namespace sitbreak::reminder
