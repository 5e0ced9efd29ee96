#pragma once
// Which movement the next reminder suggests: always another one, among those the person allows (R23).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/movements.hpp"
#include "config/settings.hpp"

namespace sitbreak::reminder {

/// Chooses the movements one after the other. Equal starts and equal settings give equal choices.
///
/// A walk comes every other time when it is allowed together with others. The others take turns: the one
/// suggested longest ago is next, so each comes round before any repeats. A person tells movements apart by
/// their titles, and so does this: own movements need titles of their own.
class MovementChooser {
 public:
    /// `start` sets where the turns begin, and with its lowest bit whether a walk is first.
    explicit MovementChooser(std::uint32_t start, const config::MovementSettings& settings = {});

    /// Puts other settings into force; the turns go on. Of the built-in movements those named in `only` are
    /// allowed, wherever they are done, because a person who names one wants it; when `only` is empty, those
    /// done at one of `places`. Of the person's own, those done at one of `places`, whatever `only` says.
    /// When nothing is left of all this, the walk.
    void allow(const config::MovementSettings& settings);

    /// All that can come, the walk first.
    std::vector<config::Movement> allowed() const;

    /// A reminder before the first of these suggested the movement with that id. One that is not allowed is
    /// nobody's turn.
    void suggested_before(std::string_view id);

    /// The movement for the next reminder: not the one before, unless it is the only one allowed.
    config::Movement next();

 private:
    const config::Movement& other() const;
    void note(const config::Movement& suggested);

    std::uint32_t start_;
    std::optional<config::Movement> walk_;
    /// What is allowed beside the walk, in the order of the first round.
    std::vector<config::Movement> others_;
    /// The turn at which a title was suggested last.
    std::map<std::string, std::uint64_t> suggested_;
    std::uint64_t turn_ = 0;
    bool walk_is_next_;
};

}  // namespace sitbreak::reminder
