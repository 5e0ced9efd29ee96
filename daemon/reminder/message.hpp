#pragma once
// What a notification says: made of what the heart wants shown, the movement and the settings; then fitted to
// what the server that shows it can do. Values in, values out.

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/movements.hpp"
#include "config/settings.hpp"
#include "sitting/action.hpp"

namespace sitbreak::reminder {

struct Message {
    /// A reminder is what the heart waits for an answer to; a notice is only said; a sample shows what a
    /// reminder looks like, and its buttons do nothing.
    enum class Kind { reminder, notice, sample };
    Kind kind = Kind::notice;
    std::string summary;
    /// Said before everything else in the body; may be empty.
    std::string remark;
    /// What the body is about, a movement's title; may be empty.
    std::string title;
    std::vector<std::string> steps;
    /// Empty: none.
    std::filesystem::path picture;
    config::Urgency urgency = config::Urgency::normal;
    /// "Snooze 10 min"; none: snooze is not offered.
    std::optional<std::string> snooze_label;
    /// A name of the sound theme or an absolute path; empty: none.
    std::string sound;
    /// How long it stands; none: until it is withdrawn.
    std::optional<std::chrono::seconds> expires;

    friend bool operator==(const Message&, const Message&) = default;
};

/// `picture` may be empty.
Message reminder_message(const sitting::Show& show, const config::Movement& movement,
                         const config::ReminderSettings& settings, std::filesystem::path picture);

/// The same as a sample, which says so and goes away by itself.
Message sample_message(const sitting::Show& show, const config::Movement& movement,
                       const config::ReminderSettings& settings, std::filesystem::path picture);

/// "Break done: 4 minutes away".
Message break_done_message(sitting::Duration length);

/// `why` is one line an error, each `file:line:column: what is wrong`.
Message settings_broken_message(std::string_view why);

Message settings_mended_message();

/// What a notification server can do, by its own word.
struct Capabilities {
    bool body = false;
    bool body_markup = false;
    bool actions = false;
    bool pictures = false;
    bool sound = false;

    friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

/// Reads the names of the Desktop Notifications Specification, 1.2.
Capabilities capabilities_of(std::span<const std::string> names);

struct Text {
    std::string summary;
    /// At most three lines; empty where the server shows none.
    std::string body;

    friend bool operator==(const Text&, const Text&) = default;
};

/// What the server is given: where it shows no body the summary says what to do, and where it shows no
/// buttons the text says that `sitbreak snooze` exists, if snooze is offered (R21).
Text text_for(const Message& message, const Capabilities& server);

/// The whole message in one line.
std::string one_line(const Message& message);

/// "30 minutes", "1 hour 5 minutes", and under a minute "10 seconds". Rounds down.
std::string in_words(sitting::Duration duration);

/// "1 min 30 s", "1 h 5 min". Whole seconds, rounded up.
std::string in_short(sitting::Duration duration);

}  // namespace sitbreak::reminder
