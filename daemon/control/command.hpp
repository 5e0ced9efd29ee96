#pragma once
// What can be asked for over the bus, and what comes of it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "platform/glib_handle.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::control {

struct Snooze {
    /// None: for what the settings say.
    std::optional<std::chrono::seconds> for_how_long;
};
struct Skip {};
struct Pause {
    /// In seconds since 1970 UTC; any number.
    std::int64_t until = 0;
};
struct Resume {};
struct Report {
    sitting::PostureReport report;
    std::string who;
};
struct TakeBreak {};
struct Reload {};
struct ShowReminder {
    /// Empty: the next one in turn.
    std::string movement;
};
struct ListMovements {};

using Command =
    std::variant<Snooze, Skip, Pause, Resume, Report, TakeBreak, Reload, ShowReminder, ListMovements>;

/// Why a command is not followed.
struct Error {
    enum class Kind {
        invalid_argument,
        not_due,
        no_snooze_left,
        nobody_sitting,
        reminder_stands,
        unknown_movement,
        not_shown,
        bad_settings
    };
    Kind kind = Kind::invalid_argument;
    /// A sentence for a person.
    std::string why;
};

/// Its D-Bus name: "org.sitbreak.Sitbreak1.Error.NotDue".
std::string name_of(Error::Kind kind);

struct Done {};
/// In seconds since 1970 UTC.
struct Until {
    std::int64_t when = 0;
};
struct Shown {
    std::string how;
};
struct MovementLine {
    std::string id;
    std::string title;
    std::string place;
    std::string dose;
    std::vector<std::string> steps;
    std::string picture;
};

using Reply = std::variant<Done, Until, Shown, std::vector<MovementLine>, Error>;

/// To be called once, from any thread.
using Answer = std::function<void(const Reply&)>;

/// The longest snooze, and the longest report or pause.
inline constexpr std::chrono::hours longest_snooze{24};
inline constexpr std::chrono::hours longest_report{24 * 366};

/// The command that a method call is; its arguments are of the types that the interface says.
std::variant<Command, Error> read_command(const std::string& method, GVariant* arguments);

/// What the caller gets: a tuple, floating, or null for none. Not for an Error.
GVariant* values_of(const Reply& reply);

}  // namespace sitbreak::control
