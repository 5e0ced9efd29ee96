#include "command/client.hpp"

#include <memory>
#include <utility>

#include "command/failure.hpp"
#include "command/interface.hpp"
#include "platform/glib_timeout.hpp"

namespace sitbreak::command {

namespace {

using platform::Bus;
using platform::GVariantPtr;

/// Lets callbacks run until `condition` holds; false if that takes longer than `patience`.
template <typename Condition>
bool await(Condition condition, std::chrono::seconds patience) {
    bool is_late = false;
    const platform::GlibTimeout timeout{patience, [&is_late] { is_late = true; }};
    while (!condition() && !is_late)
        g_main_context_iteration(nullptr, TRUE);
    return condition();
}

[[noreturn]] void refused(const GError& error) {
    if (means_not_running(error)) throw Failure{how_to_start()};
    if (means_other_version(error))
        throw Failure{"the sitbreakd that runs is of another version and does not know how to do that"};
    throw Failure{error.message};
}

}  // namespace

Client::Client()
    : bus_{G_BUS_TYPE_SESSION,
           {[this] { opened_ = true; }, [this](const std::string& why) { lost_ = why; }},
           Bus::Start::never} {
    if (!await([this] { return opened_ || lost_; }, usual_patience))
        throw Failure{"the session bus does not answer"};
    if (lost_) throw Failure{no_bus_text(*lost_)};
}

GVariantPtr Client::call(const char* method, GVariant* arguments, const char* answer_type,
                         std::chrono::seconds patience) {
    return ask(daemon_object(), method, arguments, answer_type,
               {patience, "; it may still do it when it answers again"});
}

GVariantPtr Client::read(const char* method, const char* answer_type) {
    return ask(daemon_object(), method, nullptr, answer_type, {usual_patience, ""});
}

Snapshot Client::snapshot() {
    const auto answer = ask(daemon_properties(), "GetAll", g_variant_new("(s)", interface_name), "(a{sv})",
                            {usual_patience, ""});
    return snapshot_from(answer.get());
}

GVariantPtr Client::ask(const Bus::Object& object, const char* method, GVariant* arguments,
                        const char* answer_type, const Patience& patience) {
    // Shared: an answer that comes too late still has somewhere to go.
    const auto answer = std::make_shared<std::optional<Bus::Answer>>();
    bus_.call(object, method, arguments, answer_type,
              [answer](Bus::Answer given) { answer->emplace(std::move(given)); });
    const bool is_answered = await([&answer] { return answer->has_value(); }, patience.length);
    if (!is_answered || ((*answer)->error && means_no_answer(*(*answer)->error)))
        throw Failure{"sitbreakd does not answer, not within " + std::to_string(patience.length.count()) +
                      " s" + patience.then};
    if (!(*answer)->value) refused(*(*answer)->error);
    return std::move((*answer)->value);
}

}  // namespace sitbreak::command
