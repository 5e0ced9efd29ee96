#include "control/service.hpp"

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include <spdlog/spdlog.h>

#include "control/service_object.hpp"

namespace sitbreak::control {

namespace {

constexpr std::chrono::seconds patience{5};

using Outcome = ServiceObject::Outcome;

void judge(std::future<Outcome> answer) {
    if (answer.wait_for(patience) != std::future_status::ready) {
        spdlog::warn("the session bus does not answer: a second sitbreakd would not be noticed");
        return;
    }
    const auto outcome = answer.get();
    if (const auto* taken = std::get_if<ServiceObject::Taken>(&outcome))
        throw std::runtime_error{"sitbreakd already runs " + taken->by_whom + "; one is enough"};
    if (const auto* none = std::get_if<ServiceObject::NoBus>(&outcome))
        spdlog::info("no session bus, so nobody can ask and a second sitbreakd would not be noticed: {}",
                     none->why);
}

}  // namespace

Service::Service(platform::GlibThread& desktop, asio::io_context& main,
                 std::function<void(const Called&)> on_called)
    : half_{desktop, main, std::move(on_called), std::ref(desktop)} {
    auto first = std::make_shared<std::promise<Outcome>>();
    auto answer = first->get_future();
    half_.ask([first](ServiceObject& object) {
        object.connect([first](const Outcome& outcome) { first->set_value(outcome); });
    });
    judge(std::move(answer));
}

Service::~Service() = default;

void Service::publish(const Snapshot& snapshot) {
    if (published_ == snapshot) return;
    published_ = snapshot;
    half_.ask([snapshot](ServiceObject& object) { object.publish(snapshot); });
}

void Service::tell(const Happening& happening) {
    half_.ask([happening](ServiceObject& object) { object.tell(happening); });
}

}  // namespace sitbreak::control
