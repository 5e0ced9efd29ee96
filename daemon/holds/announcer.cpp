#include "holds/announcer.hpp"

#include <utility>

#include "sitting/text.hpp"

namespace sitbreak::holds {

Tell Announcer::add(sitting::Hold kind) {
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

void Announcer::looker_turned(sitting::Hold kind, bool on) {
    int& lookers_on = lookers_on_[kind];
    const bool was_on = lookers_on > 0;
    lookers_on += on ? 1 : -1;
    if ((lookers_on > 0) != was_on) say_(sitting::word_for(kind) + (was_on ? " off" : " on"));
}

void Announcer::say_looked() {
    if (!std::exchange(has_said_looked_, true)) say_("looked");
}

}  // namespace sitbreak::holds
