#include "reminder/choose.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "config/movements.hpp"
#include "config/settings.hpp"

namespace {

using sitbreak::config::MovementSettings;
using sitbreak::config::OwnMovement;
using sitbreak::config::Place;
using sitbreak::reminder::MovementChooser;

using Ids = std::vector<std::string>;

Ids next_ids(MovementChooser& chooser, int how_many) {
    Ids ids;
    for (int i = 0; i < how_many; ++i)
        ids.push_back(chooser.next().id);
    return ids;
}

Ids allowed_ids(const MovementSettings& wish) {
    const auto has_place = [&wish](Place place) {
        return std::ranges::find(wish.places, place) != wish.places.end();
    };
    Ids ids;
    for (const auto& movement : sitbreak::config::movements()) {
        const bool named = std::ranges::find(wish.only, movement.id) != wish.only.end();
        if (wish.only.empty() ? has_place(movement.place) : named) ids.push_back(movement.id);
    }
    for (std::size_t i = 0; i < wish.own.size(); ++i)
        if (has_place(wish.own[i].place)) ids.push_back("own-" + std::to_string(i + 1));
    if (ids.empty()) ids.emplace_back("walk");
    return ids;
}

rc::Gen<Place> any_place() {
    return rc::gen::element(Place::desk, Place::chair, Place::floor, Place::bed);
}

rc::Gen<MovementSettings> any_wish() {
    return rc::gen::exec([] {
        MovementSettings wish;
        wish.places = *rc::gen::container<std::vector<Place>>(any_place());
        const auto known = sitbreak::config::known_movement_ids();
        const auto named = *rc::gen::container<Ids>(
            rc::gen::map(rc::gen::elementOf(known), [](std::string_view id) { return std::string{id}; }));
        if (*rc::gen::arbitrary<bool>()) wish.only = named;
        const auto own = *rc::gen::inRange<std::size_t>(0, 4);
        for (std::size_t number = 1; number <= own; ++number)
            wish.own.push_back({"mine " + std::to_string(number), {"go"}, *any_place()});
        return wish;
    });
}

TEST_CASE(
    "R23: by default, a walk every other time and what desk and chair allow between, each before any "
    "repeats") {
    MovementChooser chooser{0};
    const auto ids = next_ids(chooser, 20);
    std::set<std::string> between;
    for (std::size_t i = 0; i < ids.size(); i += 2) {
        CHECK(ids[i] == "walk");
        if (i < 10) between.insert(ids[i + 1]);
        if (i >= 10) CHECK(ids[i + 1] == ids[i - 9]);
    }
    CHECK(between == std::set<std::string>{"hip-flexor-split-stance", "standing-march", "hip-extension",
                                           "calf-raise", "sit-to-stand"});
}

TEST_CASE("R23: what the last reminder before the start suggested is not suggested first") {
    for (const auto* before : {"walk", "hip-extension", "calf-raise", "own-1"}) {
        for (std::uint32_t start = 0; start < 10; ++start) {
            MovementSettings wish;
            wish.own.push_back({"mine", {"go"}, Place::desk});
            MovementChooser chooser{start, wish};
            chooser.suggested_before(before);
            const bool was_walk = before == std::string{"walk"};
            const auto ids = next_ids(chooser, 2);
            CHECK((ids[0] == "walk") != was_walk);
            CHECK((ids[1] == "walk") == was_walk);
            CHECK((was_walk || ids[1] != before));
        }
    }
    MovementChooser chooser{0};
    chooser.suggested_before("unheard-of");
    chooser.suggested_before("");
    CHECK(chooser.next().id == MovementChooser{0}.next().id);
}

TEST_CASE("The start decides where the turns begin") {
    MovementChooser one{1};
    MovementChooser again{1};
    MovementChooser two{2};
    CHECK(one.next().id == "standing-march");
    CHECK(again.next().id == "standing-march");
    CHECK(two.next().id == "walk");
    CHECK(two.next().id == "hip-extension");
    MovementChooser last{4294967295U};
    CHECK(last.next().id == "hip-flexor-split-stance");
}

TEST_CASE("Only the movements named, wherever they are done") {
    MovementChooser chooser{0};
    chooser.allow({.places = {Place::desk}, .only = {"bridge", "calf-raise"}, .own = {}});
    CHECK(next_ids(chooser, 4) == Ids{"calf-raise", "bridge", "calf-raise", "bridge"});
}

TEST_CASE("The only movement allowed is suggested each time") {
    MovementChooser chooser{0};
    chooser.allow({.places = {}, .only = {"bridge"}, .own = {}});
    CHECK(next_ids(chooser, 3) == Ids{"bridge", "bridge", "bridge"});
}

TEST_CASE("When nothing is allowed, a walk") {
    MovementChooser chooser{1};
    chooser.allow({.places = {}, .only = {}, .own = {}});
    CHECK(next_ids(chooser, 3) == Ids{"walk", "walk", "walk"});
    chooser.allow({.places = {},
                   .only = {"no-such-movement"},
                   .own = {OwnMovement{"Stairs", {"Up and down."}, Place::floor}}});
    CHECK(next_ids(chooser, 2) == Ids{"walk", "walk"});
}

TEST_CASE("The person's own movements take their turns where their place is allowed") {
    MovementChooser chooser{0};
    chooser.allow({.places = {Place::chair},
                   .only = {},
                   .own = {OwnMovement{"Shoulder rolls", {"Roll."}, Place::chair},
                           OwnMovement{"Plank", {"Hold."}, Place::floor}}});
    CHECK(next_ids(chooser, 4) == Ids{"sit-to-stand", "own-1", "sit-to-stand", "own-1"});
}

TEST_CASE("A movement that moved up in the person's list is not repeated") {
    const auto first = OwnMovement{"Plank", {"Hold."}, Place::desk};
    MovementChooser chooser{0};
    chooser.allow({.places = {Place::desk},
                   .only = {"calf-raise"},
                   .own = {first, OwnMovement{"Stairs", {"Up."}, Place::desk}}});
    CHECK(next_ids(chooser, 3) == Ids{"calf-raise", "own-1", "own-2"});
    chooser.allow({.places = {Place::desk},
                   .only = {"calf-raise"},
                   .own = {OwnMovement{"Stairs", {"Up."}, Place::desk}}});
    CHECK(chooser.next().id == "calf-raise");
}

TEST_CASE(
    "Always, however the settings change: allowed, another than before, none starved, walks at most every "
    "other") {
    CHECK(rc::check([] {
        MovementChooser chooser{*rc::gen::arbitrary<std::uint32_t>()};
        MovementSettings wish;
        Ids seen;
        std::size_t unchanged_since = 0;
        const auto steps = *rc::gen::inRange(1, 60);
        for (int step = 0; step < steps; ++step) {
            if (*rc::gen::inRange(0, 15) == 0) {
                wish = *any_wish();
                chooser.allow(wish);
                unchanged_since = seen.size();
            }
            const auto id = chooser.next().id;
            const auto allowed = allowed_ids(wish);
            RC_ASSERT(std::ranges::find(allowed, id) != allowed.end());
            const std::set<std::string> choices(allowed.begin(), allowed.end());
            if (!seen.empty() && choices.size() > 1) RC_ASSERT(id != seen.back());
            if (choices.contains("walk") && choices.size() > 1 && seen.size() > unchanged_since)
                RC_ASSERT((id == "walk") != (seen.back() == "walk"));
            seen.push_back(id);

            const std::size_t round = choices.contains("walk") ? 2 * choices.size() : choices.size();
            if (seen.size() - unchanged_since < round) continue;
            const std::set<std::string> lately(seen.end() - static_cast<std::ptrdiff_t>(round), seen.end());
            RC_ASSERT(lately == choices);
        }
    }));
}

}  // namespace
