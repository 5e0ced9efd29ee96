#include "config/locate.hpp"

#include <doctest/doctest.h>

#include <map>

#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;
using std::filesystem::path;

namespace {

using Variables = std::map<std::string, std::string>;

SettingsPath located(const Variables& variables) {
    return settings_path([&variables](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional{found->second};
    });
}

}  // namespace

TEST_CASE("the settings file is found where the XDG specification says") {
    const TemporaryDirectory directory;
    const path home = directory.path / "home";
    const path own = directory.write("own/sitbreak/sitbreak.toml", "");
    const path in_home = directory.write("home/.config/sitbreak/sitbreak.toml", "");
    const path system = directory.write("system/sitbreak/sitbreak.toml", "");
    const path second = directory.write("second/sitbreak/sitbreak.toml", "");
    const path unused = directory.path / "unused";
    const path missing = unused / "sitbreak" / "sitbreak.toml";
    const auto in = [&directory](const char* name) { return (directory.path / name).string(); };

    struct Case {
        const char* what;
        Variables variables;
        SettingsPath expected;
    };
    const std::vector<Case> cases = {
        {"the person's own", {{"XDG_CONFIG_HOME", in("own")}, {"HOME", home}}, {own, own}},
        {"in ~/.config", {{"HOME", home}}, {in_home, in_home}},
        {"empty is not set", {{"XDG_CONFIG_HOME", ""}, {"HOME", home}}, {in_home, in_home}},
        {"relative is ignored", {{"XDG_CONFIG_HOME", "own"}, {"HOME", home}}, {in_home, in_home}},
        {"own before the system's",
         {{"XDG_CONFIG_HOME", in("own")}, {"XDG_CONFIG_DIRS", in("system")}},
         {own, own}},
        {"the system's when there is no own",
         {{"XDG_CONFIG_HOME", unused}, {"XDG_CONFIG_DIRS", in("system")}},
         {system, missing}},
        {"the first of the system's",
         {{"XDG_CONFIG_HOME", unused},
          {"XDG_CONFIG_DIRS", in("unused") + ":" + in("second") + ":" + in("system")}},
         {second, missing}},
        {"relative and empty ones among the system's are ignored",
         {{"XDG_CONFIG_HOME", unused}, {"XDG_CONFIG_DIRS", ":system::" + in("system") + ":"}},
         {system, missing}},
        {"none", {{"XDG_CONFIG_HOME", unused}, {"XDG_CONFIG_DIRS", unused}}, {std::nullopt, missing}},
        {"no home", {{"XDG_CONFIG_DIRS", in("system")}}, {system, std::nullopt}},
        {"a home that is no path",
         {{"HOME", "home"}, {"XDG_CONFIG_DIRS", unused}},
         {std::nullopt, std::nullopt}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        CHECK(located(c.variables) == c.expected);
    }
}

TEST_CASE("a link that leads nowhere is found, so that reading it says so") {
    const TemporaryDirectory directory;
    std::filesystem::create_directories(directory.path / "sitbreak");
    const path link = directory.path / "sitbreak" / "sitbreak.toml";
    std::filesystem::create_symlink("nowhere", link);
    CHECK(located({{"XDG_CONFIG_HOME", directory.path}}).found == link);
}

TEST_CASE("this process's environment") {
    CHECK(process_environment("PATH"));
    CHECK(!process_environment("SITBREAK_IS_NOT_SET"));
}
