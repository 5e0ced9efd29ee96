#include "control/command.hpp"

#include <doctest/doctest.h>

using namespace sitbreak;
using namespace std::chrono_literals;
using control::Command;
using control::Error;

namespace {

std::variant<Command, Error> read(const char* method, GVariant* floating) {
    const platform::GVariantPtr arguments{g_variant_ref_sink(floating)};
    return control::read_command(method, arguments.get());
}

template <typename What>
What command(const std::variant<Command, Error>& read) {
    return std::get<What>(std::get<Command>(read));
}

std::string why(const std::variant<Command, Error>& read) {
    return std::get<Error>(read).why;
}

GVariant* report(const char* posture, gint64 seconds, const char* who) {
    return g_variant_new("(sxs)", posture, seconds, who);
}

GVariant* number(gint64 value) {
    return g_variant_new("(x)", value);
}

}  // namespace

TEST_CASE("a snooze of 0 s is what the settings say") {
    CHECK_FALSE(command<control::Snooze>(read("Snooze", number(0))).for_how_long);
    CHECK(command<control::Snooze>(read("Snooze", number(1))).for_how_long == 1s);
    CHECK(command<control::Snooze>(read("Snooze", number(86'400))).for_how_long == 24h);
    CHECK(why(read("Snooze", number(86'401))).ends_with("got 86401"));
    CHECK(why(read("Snooze", number(-1))).ends_with("got -1"));
    CHECK(why(read("Snooze", number(G_MININT64))).ends_with("got -9223372036854775808"));
}

TEST_CASE("a report has a posture, a length, and somebody who reports it") {
    const auto standing = command<control::Report>(read("Report", report("standing", 2700, "desk")));
    CHECK(standing.report == sitting::PostureReport{sitting::Posture::standing, 45min});
    CHECK(standing.who == "desk");
    const auto sitting = command<control::Report>(read("Report", report("sitting", 0, "")));
    CHECK(sitting.report == sitting::PostureReport{sitting::Posture::sitting, std::nullopt});
    CHECK(why(read("Report", report("sitting", 1, ""))).starts_with("\"sitting\" holds until"));
    CHECK(why(read("Report", report("Away", 1, ""))).starts_with("a posture is"));
    CHECK(why(read("Report", report("away", 31'622'401, ""))).ends_with("got 31622401"));
    CHECK(why(read("Report", report("away", 1, std::string(65, 'x').c_str()))).ends_with("got 65"));
}

TEST_CASE("each kind of error has a name of its own") {
    using Kind = Error::Kind;
    std::vector<std::string> names;
    for (const auto kind :
         {Kind::invalid_argument, Kind::not_due, Kind::no_snooze_left, Kind::nobody_sitting,
          Kind::reminder_stands, Kind::unknown_movement, Kind::not_shown, Kind::bad_settings}) {
        const auto name = control::name_of(kind);
        CHECK(g_dbus_is_error_name(name.c_str()));
        CHECK(std::find(names.begin(), names.end(), name) == names.end());
        names.push_back(name);
    }
}

TEST_CASE("an answer is of the types that the interface says") {
    const auto type_of = [](const control::Reply& reply) -> std::string {
        GVariant* const floating = control::values_of(reply);
        if (floating == nullptr) return "";
        const platform::GVariantPtr values{g_variant_ref_sink(floating)};
        return g_variant_get_type_string(values.get());
    };
    CHECK(type_of(control::Done{}).empty());
    CHECK(type_of(control::Until{7}) == "(x)");
    CHECK(type_of(control::Shown{"shown by dunst"}) == "(s)");
    CHECK(type_of(std::vector<control::MovementLine>{}) == "(a(ssssass))");
    CHECK(type_of(std::vector<control::MovementLine>{{"a", "b", "c", "d", {"e", "f"}, "g"}, {}}) ==
          "(a(ssssass))");
}
