#pragma once
// Questions on a message bus, all at once and none for long. Nobody is started by being asked.

#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>

#include "platform/bus.hpp"

namespace sitbreak::doctor {

/// How somebody who was asked took it: said nothing in time, is not there, refused, or answered.
enum class Reach { mute, absent, refused, answered };

/// How long everybody on both buses may take together.
inline constexpr std::chrono::seconds patience{2};

/// How long the bus may take to start somebody, who is then asked.
inline constexpr std::chrono::seconds starting_patience{5};

/// Part of a sentence: "does not answer within 2 s".
std::string mute_text();

class BusTalk {
 public:
    struct Answer {
        /// Never mute.
        Reach reach = Reach::absent;
        /// Null unless answered.
        GVariant* value = nullptr;
        /// Why not, unless answered.
        std::string error;
    };

    /// Begins to connect; `opened` asks the first questions.
    BusTalk(GBusType which, std::function<void(BusTalk&)> opened);

    /// Callable from inside `opened` and `on_answer`. `arguments`, floating, is taken over and may be null.
    /// `on_answer` is called once, or never if that takes too long.
    void ask(const platform::Bus::Object& whom, const char* method, GVariant* arguments,
             const char* answer_type, std::function<void(const Answer&)> on_answer);

    /// The bus could be reached, or this is why not.
    bool is_open() const { return is_open_; }
    std::string fault() const;

    /// Nothing is to be expected any more.
    bool is_over() const { return lost_ || (is_open_ && under_way_ == 0); }

 private:
    bool is_open_ = false;
    std::optional<std::string> lost_;
    int under_way_ = 0;
    platform::Bus bus_;
};

/// Lets answers come until all of them have, or that long.
void await(std::initializer_list<const BusTalk*> talks, std::chrono::seconds at_most = patience);

/// The bus, asked about others.
platform::Bus::Object bus_itself();

/// Of any object, for its properties.
platform::Bus::Object properties_of(const char* owner, std::string path);

}  // namespace sitbreak::doctor
