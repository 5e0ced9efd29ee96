#include "holds/announcer.hpp"

#include <memory>
#include <utility>

namespace sitbreak::holds {

namespace {

constexpr std::array<std::string_view, kind_count> names{"call", "do-not-disturb", "full-screen"};

}  // namespace

std::string_view name_of(Kind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_named(std::string_view name) {
    for (std::size_t i = 0; i < kind_count; ++i) {
        if (names.at(i) == name) return static_cast<Kind>(i);
    }
    return std::nullopt;
}

Tell Announcer::add(Kind kind) {
    ++still_looking_;
    return {[this, kind, was_on = false](bool on) mutable {
                if (std::exchange(was_on, on) != on) looker_turned(kind, on);
            },
            [this, has_looked = false]() mutable {
                if (std::exchange(has_looked, true)) return;
                --still_looking_;
                if (still_looking_ == 0 && has_all_) say_looked();
            }};
}

void Announcer::all_added() {
    has_all_ = true;
    if (still_looking_ == 0) say_looked();
}

void Announcer::out_of_patience() {
    say_looked();
}

void Announcer::looker_turned(Kind kind, bool on) {
    int& lookers_on = lookers_on_.at(static_cast<std::size_t>(kind));
    const bool was_on = lookers_on > 0;
    lookers_on += on ? 1 : -1;
    if ((lookers_on > 0) != was_on) say_(std::string{name_of(kind)} + (was_on ? " off" : " on"));
}

void Announcer::say_looked() {
    if (!std::exchange(has_said_looked_, true)) say_("looked");
}

}  // namespace sitbreak::holds
