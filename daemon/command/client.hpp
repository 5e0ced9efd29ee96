#pragma once
// Asks the daemon over a connection of its own to the session bus, and waits for the answer, but not for
// long.

#include <chrono>
#include <optional>
#include <string>

#include "command/snapshot.hpp"
#include "platform/bus.hpp"
#include "platform/glib_handle.hpp"

namespace sitbreak::command {

class Client {
 public:
    /// Connects. Throws Failure if there is no session bus, or it does not answer.
    Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Calls a method of the daemon, which is not started for it; `arguments`, floating, is taken over and
    /// may be null. Throws Failure if nobody owns the daemon's name, it does not answer in time, or it
    /// refuses; its text is then the daemon's sentence.
    platform::GVariantPtr call(const char* method, GVariant* arguments, const char* answer_type,
                               std::chrono::seconds patience = usual_patience);

    /// The same of a method that only tells something, without arguments: nothing is left to be done by a
    /// daemon that does not answer.
    platform::GVariantPtr read(const char* method, const char* answer_type);

    /// Reads all properties. Throws as `call` does.
    Snapshot snapshot();

    static constexpr std::chrono::seconds usual_patience{3};

 private:
    struct Patience {
        std::chrono::seconds length{};
        /// What is to be known beside when it is over.
        const char* then = "";
    };
    platform::GVariantPtr ask(const platform::Bus::Object& object, const char* method, GVariant* arguments,
                              const char* answer_type, const Patience& patience);

    bool opened_ = false;
    std::optional<std::string> lost_;
    platform::Bus bus_;
};

}  // namespace sitbreak::command
