#pragma once
// What keeps a message from being shown, in the words that the daemon's problems and its log have for it.
// Values only: whoever reads those words needs nothing else of this room.

#include <string>
#include <string_view>

namespace sitbreak::reminder {

enum class Fault { no_bus, no_server, mute, refused };

namespace fault_words {
inline constexpr std::string_view no_bus = "no session bus: reminders will be shown when there is one";
inline constexpr std::string_view no_server =
    "no notification server on the session bus: reminders will be shown when one appears";
inline constexpr std::string_view mute =
    "the notification server does not answer: the next reminder is tried afresh";
/// Why follows.
inline constexpr std::string_view refused = "the notification server did not show a reminder: ";
}  // namespace fault_words

/// For a person; `why` counts where a server refused.
inline std::string in_words(Fault fault, const std::string& why) {
    switch (fault) {
        case Fault::no_bus:
            return std::string{fault_words::no_bus};
        case Fault::no_server:
            return std::string{fault_words::no_server};
        case Fault::mute:
            return std::string{fault_words::mute};
        case Fault::refused:
            return std::string{fault_words::refused} + why;
    }
    return why;
}

/// Whether `in_words` says that.
inline bool is_fault(std::string_view words) {
    return words == fault_words::no_bus || words == fault_words::no_server || words == fault_words::mute ||
           words.starts_with(fault_words::refused);
}

}  // namespace sitbreak::reminder
