#include "doctor/bus_talk.hpp"

#include <algorithm>
#include <utility>

#include "command/interface.hpp"
#include "platform/glib_timeout.hpp"

namespace sitbreak::doctor {

using platform::Bus;

std::string mute_text() {
    return "does not answer within " + std::to_string(patience.count()) + " s";
}

BusTalk::BusTalk(GBusType which, std::function<void(BusTalk&)> opened)
    : bus_{which,
           {[this, opened = std::move(opened)] {
                is_open_ = true;
                opened(*this);
            },
            [this](const std::string& why) { lost_ = why; }},
           Bus::Start::never} {}

void BusTalk::ask(const Bus::Object& whom, const char* method, GVariant* arguments, const char* answer_type,
                  std::function<void(const Answer&)> on_answer) {
    ++under_way_;
    bus_.call(whom, method, arguments, answer_type,
              [this, on_answer = std::move(on_answer)](const Bus::Answer& given) {
                  if (given.value)
                      on_answer({Reach::answered, given.value.get(), ""});
                  else if (command::means_not_running(*given.error))
                      on_answer({Reach::absent, nullptr, given.error->message});
                  else
                      on_answer({Reach::refused, nullptr, given.error->message});
                  --under_way_;
              });
}

std::string BusTalk::fault() const {
    return lost_ ? *lost_ : "it " + mute_text();
}

void await(std::initializer_list<const BusTalk*> talks, std::chrono::seconds at_most) {
    bool is_late = false;
    const platform::GlibTimeout no_longer{at_most, [&is_late] { is_late = true; }};
    while (!is_late && !std::ranges::all_of(talks, [](const BusTalk* talk) { return talk->is_over(); }))
        g_main_context_iteration(nullptr, TRUE);
}

Bus::Object bus_itself() {
    return {"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"};
}

Bus::Object properties_of(const char* owner, std::string path) {
    return {owner, std::move(path), "org.freedesktop.DBus.Properties"};
}

}  // namespace sitbreak::doctor
