#pragma once
// Where messages to the person appear.

#include <string>

#include "reminder/message.hpp"

namespace sitbreak::reminder {

/// What became of a message.
struct Outcome {
    Message::Kind kind = Message::Kind::notice;
    bool shown = false;
    /// "shown by dunst 1.9.0", or why not.
    std::string how;
};

/// At most one thing of ours stands on a display. Neither function waits for anybody.
class Display {
 public:
    Display() = default;
    virtual ~Display() = default;
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    /// Replaces what stands in place.
    virtual void show(const Message& message) = 0;

    /// Takes away what stands, if anything does.
    virtual void withdraw() = 0;
};

}  // namespace sitbreak::reminder
