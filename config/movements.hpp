#pragma once
// The movements a reminder can suggest: what each is called, where it is done, how it goes, how much of it,
// who should leave it out, and where that comes from. A picture of each, movements/<id>.svg, lies beside this
// file.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitbreak::config {

/// What a movement needs: room to stand beside the desk, the chair, the floor, or a bed or sturdy table.
enum class Place { desk, chair, floor, bed };

/// As settings spell it: "desk", "chair", "floor", "bed".
std::string_view place_name(Place place);

/// None when no place is spelled so.
std::optional<Place> place_named(std::string_view name);

struct Movement {
    /// Lower-case letters, digits and hyphens: it is part of file names.
    std::string id;
    std::string title;
    Place place = Place::desk;
    /// What a notification shows: one to three lines of at most `step_length` characters.
    std::vector<std::string> steps;
    /// What the card shows, one sentence or two a step.
    std::vector<std::string> card_steps;
    /// How long or how often.
    std::string dose;
    /// Who should leave it out, or what to mind; may be empty.
    std::string caution;
    /// Who describes it or names the dose.
    std::string source;

    static constexpr std::size_t step_lines = 3;
    static constexpr std::size_t step_length = 72;

    friend bool operator==(const Movement&, const Movement&) = default;
};

/// The built-in movements, the walk first.
std::span<const Movement> movements();

/// The ids of the built-in movements, in the same order.
std::vector<std::string_view> known_movement_ids();

/// A movement of the person's own. `number` counts from 1 and makes the id, "own-<number>"; the steps are the
/// card's as well.
Movement own_movement(std::size_t number, std::string title, std::vector<std::string> steps, Place place);

/// The file name of a movement's picture: "<id>.svg", and "own.svg" for all of the person's own.
std::string picture_file(const Movement& movement);

}  // namespace sitbreak::config
