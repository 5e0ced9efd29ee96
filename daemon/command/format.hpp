#pragma once
// A line of `status` in each of its formats: for people, for programs, and as each bar reads it.

#include <string>
#include <string_view>
#include <variant>

#include "command/snapshot.hpp"

namespace sitbreak::command {

enum class Format { text, json, waybar, i3bar, polybar };

/// Nobody to ask: "sitbreakd is not running".
struct NoDaemon {
    std::string why;

    friend bool operator==(const NoDaemon&, const NoDaemon&) = default;
};

using View = std::variant<NoDaemon, Snapshot>;

/// One line, without its end. Of the i3bar protocol it is a block.
std::string line(Format format, const View& view, Time now);

/// What a terminal shows the line in: an SGR sequence; empty: as it is.
std::string_view terminal_colour(const View& view, Time now);

}  // namespace sitbreak::command
