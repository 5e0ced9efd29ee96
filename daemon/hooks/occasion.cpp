#include "hooks/occasion.hpp"

#include <chrono>

#include "sitting/overloaded.hpp"

namespace sitbreak::hooks {

namespace {

Call call(Occasion occasion) {
    return {occasion, {"SITBREAK_EVENT=" + std::string{name_of(occasion)}}};
}

std::string seconds(sitting::Duration duration) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(duration).count());
}

Call reminder(const sitting::Show& show, const std::optional<config::Movement>& movement) {
    auto reminder = call(Occasion::reminder);
    reminder.variables.push_back("SITBREAK_SITTING=" + seconds(show.sat));
    if (movement) {
        reminder.variables.push_back("SITBREAK_MOVEMENT=" + movement->id);
        reminder.variables.push_back("SITBREAK_MOVEMENT_TITLE=" + movement->title);
    }
    return reminder;
}

/// What follows a lost source is no break that anybody knows of.
std::optional<Call> break_begin(const sitting::BoutEnded& bout) {
    if (!sitting::is_known(bout.how)) return std::nullopt;
    auto begin = call(Occasion::break_begin);
    begin.variables.push_back("SITBREAK_SITTING=" + seconds(bout.end - bout.begin - bout.absent));
    return begin;
}

Call break_end(const sitting::BreakOver& its) {
    auto end = call(Occasion::break_end);
    end.variables.push_back("SITBREAK_BREAK=" + seconds(its.end - its.begin));
    return end;
}

}  // namespace

std::string_view name_of(Occasion occasion) {
    switch (occasion) {
        case Occasion::reminder:
            return "reminder";
        case Occasion::break_begin:
            return "break_begin";
        case Occasion::break_end:
            return "break_end";
        case Occasion::bout_begin:
            return "bout_begin";
    }
    return "";
}

std::optional<Call> call_for(const sitting::Action& action,
                             const std::optional<config::Movement>& shown_last) {
    using Answer = std::optional<Call>;
    return std::visit(sitting::Overloaded{
                          [&](const sitting::Show& what) -> Answer { return reminder(what, shown_last); },
                          [](const sitting::BoutEnded& what) -> Answer { return break_begin(what); },
                          [](const sitting::BreakOver& what) -> Answer { return break_end(what); },
                          [](const sitting::BoutBegan&) -> Answer { return call(Occasion::bout_begin); },
                          [](const auto&) -> Answer { return std::nullopt; },
                      },
                      action);
}

}  // namespace sitbreak::hooks
