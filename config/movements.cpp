#include "config/movements.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace sitbreak::config {

namespace {

constexpr std::array<std::pair<std::string_view, Place>, 4> place_names{{
    {"desk", Place::desk},
    {"chair", Place::chair},
    {"floor", Place::floor},
    {"bed", Place::bed},
}};

constexpr auto commonly_taught = "As commonly taught by physiotherapists and trainers.";

std::vector<Movement> at_the_desk() {
    return {
        {.id = "walk",
         .title = "A short walk",
         .place = Place::desk,
         .steps = {"Stand up and walk for 2 to 5 minutes.",
                   "An easy pace will do: to the window, the stairs, a glass of water."},
         .card_steps =
             {"Stand up without hurry and let both feet find the floor.",
              "Walk at a pace at which you could talk: along the corridor, up a flight of stairs, to "
              "fetch a glass of water.",
              "Let the arms swing and look into the distance now and then.",
              "Come back after 2 to 5 minutes."},
         .dose = "2 to 5 minutes, easy pace",
         .caution = "If you get dizzy on standing up, sit at the edge of the chair for a moment first.",
         .source =
             "Dunstan et al. 2012, Diabetes Care, doi:10.2337/dc11-1931 (2 minutes each 20); Duran et al. "
             "2023, Medicine and Science in Sports and Exercise (5 minutes each 30); American Diabetes "
             "Association 2016, doi:10.2337/dc16-1728 (3 minutes or more each 30)."},
        {.id = "hip-flexor-split-stance",
         .title = "Standing hip flexor stretch",
         .place = Place::desk,
         .steps = {"Hand on the desk, one foot well back, toes pointing forward.",
                   "Squeeze that buttock, tuck the pelvis, shift forward, trunk tall.",
                   "20 to 30 s a side, twice."},
         .card_steps =
             {"Stand beside the desk with one hand on it, and put one foot well back. The toes of both "
              "feet point forward.",
              "Squeeze the buttock of the back leg and roll the pelvis under, as if to draw the "
              "tailbone down.",
              "Bend the front knee a little and shift your weight forward until you feel a pull at the "
              "front of the back hip. Keep the trunk tall; do not arch the lower back.",
              "Breathe calmly and hold, then change sides."},
         .dose = "20 to 30 seconds a side, twice",
         .caution = "Leave it out with back pain, or if the groin pinches.",
         .source =
             "Movement as commonly taught. Dose: American College of Sports Medicine 2011, "
             "doi:10.1249/MSS.0b013e318213fefb (hold for 10 to 30 seconds). That long sitting may go with "
             "less hip extension: Boukabache et al. 2021, doi:10.1016/j.msksp.2020.102282 (an association)."},
        {.id = "standing-march",
         .title = "March on the spot",
         .place = Place::desk,
         .steps = {"Stand tall beside the desk, one hand on it.",
                   "Lift one knee towards hip height, lower it, then the other.",
                   "8 to 15 times with each leg."},
         .card_steps = {"Stand tall beside the desk with one hand on it.",
                        "Lift one knee towards the height of the hip, as far as the trunk stays upright.",
                        "Lower the foot with control and lift the other knee.",
                        "Go on in turns, without hurry."},
         .dose = "8 to 15 times with each leg",
         .caution = "Leave it out after a recent hip replacement.",
         .source = commonly_taught},
        {.id = "hip-extension",
         .title = "Leg to the back",
         .place = Place::desk,
         .steps = {"Face the desk, hands on it, stand tall.",
                   "Move one straight leg back; the trunk stays where it is.",
                   "8 to 10 times with each leg."},
         .card_steps =
             {"Face the desk with both hands on it and stand tall.",
              "Squeeze one buttock and move that leg straight back, a foot's length or two. The trunk "
              "neither leans forward nor arches.",
              "Hold for a moment and bring the leg back slowly.", "Do all on one side, then the other."},
         .dose = "8 to 10 times with each leg",
         .caution = "",
         .source = commonly_taught},
        {.id = "calf-raise",
         .title = "Calf raises",
         .place = Place::desk,
         .steps = {"Stand at the desk, fingertips on it, feet hip-width apart.",
                   "Rise onto the toes in 3 s, come down in 5 s.", "Up to 10 times."},
         .card_steps = {"Stand tall at the desk with your fingertips on it, feet as wide apart as your hips.",
                        "Count to three while both heels rise, knees straight but not locked.",
                        "Count to five while the heels come down again.",
                        "If that is easy, use the desk less."},
         .dose = "Up to 10 times; 3 seconds up, 5 seconds down",
         .caution = "",
         .source = "NHS Tayside, calf raise exercise."},
    };
}

std::vector<Movement> on_the_chair() {
    return {
        {.id = "sit-to-stand",
         .title = "Sit to stand",
         .place = Place::chair,
         .steps = {"Sit near the front edge, feet hip-width apart and a little back.",
                   "Lean forward, stand up slowly, sit down just as slowly.", "5 times, up to 10."},
         .card_steps =
             {"Put a chair without wheels against a wall and sit near its front edge.",
              "Set your feet hip-width apart and a little behind the knees.",
              "Lean forward from the hips and stand up slowly, with as little help from the arms as you "
              "can.",
              "Stand tall for a moment, then sit down as slowly as you came up."},
         .dose = "5 times slowly, up to 10",
         .caution = "Use a chair without wheels that stands against a wall; an office chair can roll away.",
         .source = "NHS, strength exercises (sit to stand)."},
    };
}

std::vector<Movement> on_the_floor() {
    return {
        {.id = "half-kneeling-lunge",
         .title = "Kneeling lunge",
         .place = Place::floor,
         .steps = {"Kneel on one knee on something soft, the other foot in front.",
                   "Squeeze the buttock of that side, shift forward, trunk tall.", "20 to 30 s a side."},
         .card_steps =
             {"Kneel on one knee with a cushion under it and set the other foot in front, that knee "
              "above the ankle.",
              "Squeeze the buttock of the kneeling side and roll the pelvis under.",
              "Shift forward as one piece until you feel a pull at the front of that hip. The trunk "
              "stays tall.",
              "Hold, breathe calmly, then change sides. A chair beside you helps to get up."},
         .dose = "20 to 30 seconds a side",
         .caution = "Leave it out with a sore knee, or after recent hip or knee surgery.",
         .source = "Movement as commonly taught. Dose: American College of Sports Medicine 2011, "
                   "doi:10.1249/MSS.0b013e318213fefb (hold for 10 to 30 seconds)."},
        {.id = "bridge",
         .title = "Bridge",
         .place = Place::floor,
         .steps = {"Lie on your back, knees bent, feet flat.",
                   "Lift the hips until shoulders, hips and knees make a line.",
                   "Hold 5 s, lower slowly; 5 to 10 times."},
         .card_steps =
             {"Lie on your back with the knees bent, feet flat and hip-width apart, arms beside you.",
              "Squeeze the buttocks and lift the hips until shoulders, hips and knees make one line.",
              "Hold for 5 seconds and keep breathing.", "Lower the hips slowly and rest for a breath."},
         .dose = "Hold 5 seconds, 5 to 10 times",
         .caution =
             "Leave it out late in pregnancy (lying flat on the back) or with blood pressure that is not "
             "under control.",
         .source = "Versus Arthritis, exercises for the hips and back (bridge)."},
        {.id = "knee-to-chest",
         .title = "Knee to chest",
         .place = Place::floor,
         .steps = {"Lie on your back, knees bent, feet flat.",
                   "Draw one knee gently to the chest; the lower back stays down.",
                   "Hold 5 s, 2 to 3 times a side."},
         .card_steps =
             {"Lie on your back with the knees bent and the feet flat on the floor.",
              "Take hold of one leg below or behind the knee and draw it gently towards the chest. The "
              "head and the lower back stay on the floor.",
              "Hold for 5 seconds, then set the foot down again.", "Change sides."},
         .dose = "Hold 5 seconds, 2 to 3 times a side",
         .caution = "Leave it out with a hip replacement or osteoporosis.",
         .source = "Mayo Clinic, back exercises (knee-to-chest stretch)."},
        {.id = "couch-stretch",
         .title = "Couch stretch",
         .place = Place::floor,
         .steps = {"Kneel with your back to a sofa, one shin up against its front.",
                   "Other foot in front; raise the trunk until the thigh pulls.",
                   "20 to 30 s a side, 1 to 3 times."},
         .card_steps =
             {"Kneel on a cushion with your back to a sofa or a heavy armchair, and rest one shin "
              "upright against its front.",
              "Set the other foot in front, that knee above the ankle, hands on the front thigh.",
              "Squeeze the buttock of the back leg and raise the trunk slowly until you feel a pull at "
              "the front of that thigh.",
              "Hold, breathe calmly, then change sides. Further from the sofa is gentler."},
         .dose = "20 to 30 seconds a side, 1 to 3 times",
         .caution = "Leave it out with knee pain.",
         .source = commonly_taught},
    };
}

std::vector<Movement> on_the_bed() {
    return {
        {.id = "hanging-leg",
         .title = "Hanging leg stretch",
         .place = Place::bed,
         .steps = {"Lie on your back at the end of a bed, hips near the edge.",
                   "Hug one knee to the chest and let the other leg hang down.", "30 s a side."},
         .card_steps =
             {"Sit on the end of a bed or of a sturdy table and lie back, hips near the edge.",
              "Hug one knee to the chest until the lower back lies flat.",
              "Let the other leg hang over the edge, as heavy as it is. You may feel a pull at the front "
              "of that hip.",
              "After 30 seconds bring the leg up, bend it, and change sides. Roll over your side to "
              "get up."},
         .dose = "30 seconds a side",
         .caution =
             "Leave it out with a hip replacement unless your surgeon agrees. Never on a desk that can tip "
             "or roll.",
         .source = "Known as the position of the Thomas test; as commonly taught."},
    };
}

std::vector<Movement> built_in() {
    std::vector<Movement> all;
    for (auto part : {at_the_desk(), on_the_chair(), on_the_floor(), on_the_bed()})
        all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return all;
}

}  // namespace

std::string_view place_name(Place place) {
    return std::ranges::find(place_names, place, &std::pair<std::string_view, Place>::second)->first;
}

std::optional<Place> place_named(std::string_view name) {
    const auto found = std::ranges::find(place_names, name, &std::pair<std::string_view, Place>::first);
    if (found == place_names.end()) return std::nullopt;
    return found->second;
}

std::span<const Movement> movements() {
    static const std::vector<Movement> all = built_in();
    return all;
}

std::vector<std::string_view> known_movement_ids() {
    std::vector<std::string_view> ids;
    std::ranges::transform(movements(), std::back_inserter(ids), &Movement::id);
    return ids;
}

Movement own_movement(std::size_t number, std::string title, std::vector<std::string> steps, Place place) {
    Movement own;
    own.id = "own-" + std::to_string(number);
    own.title = std::move(title);
    own.place = place;
    own.card_steps = steps;
    own.steps = std::move(steps);
    own.dose = "As it suits you";
    own.source = "Your own settings.";
    return own;
}

std::string picture_file(const Movement& movement) {
    const auto ids = known_movement_ids();
    const bool known = std::ranges::find(ids, movement.id) != ids.end();
    return (known ? movement.id : "own") + ".svg";
}

}  // namespace sitbreak::config
