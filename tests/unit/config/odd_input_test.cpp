// Bytes that nobody writes on purpose: they are read or refused with a reason, never worse.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "settings_testing.hpp"

using namespace sitbreak::config;
using namespace sitbreak::config::testing;
using namespace std::string_literals;
using std::chrono::minutes;

namespace {

bool is_refused(const ReadResult& result) {
    const auto lines = mistakes(result);
    for (const auto& line : lines)
        CHECK(line.find('\n') == std::string::npos);
    return !lines.empty();
}

std::string repeated(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i)
        result += text;
    return result;
}

}  // namespace

TEST_CASE("a byte order mark and line ends of another system are no mistakes") {
    const auto marked =
        loaded(read("\xEF\xBB\xBF[sitting]\r\nlimit = \"20min\"\r\n\r\nbreak_length = \"2min\"\r\n"));
    CHECK(marked.settings.sitting.limit == minutes{20});
    CHECK(marked.origins.at("sitting.break_length").line == 4);
    CHECK(mistakes(read("[sitting]\r\nlimit = 20min\r\n")) ==
          Lines{R"(f.toml:2:9: texts need quotes, write limit = "20min")"});
}

TEST_CASE("columns count characters") {
    CHECK(mistakes(read("movements.own = [{title = \"é€😀\", steps = 1, place = \"bed\"}]")) ==
          Lines{"f.toml:1:42: movements.own: steps: expected a list of 1 to 3 lines, got the number 1"});
}

TEST_CASE("odd bytes are refused") {
    const std::vector<std::string> texts = {
        "\0"s,
        "[sitting]\nlimit = \"30\0min\"\n"s,
        "[sitting]\0\nlimit = \"30min\"\n"s,
        "[sitting]\nlimit = \"30\xFFmin\"\n",
        "\xFF\xFE[\0s\0]\0"s,
        "[sitting]\nlimit = \"\xED\xA0\x80\"\n",
        "[sitting]\nlimit = \xC3\xA9\n",
        "[sitting]\n\xC3\xA9 = 1\n",
        "[sitting]\nlimit = \xE2\x80\xA8\"30min\"\n",
        "[sitting]\xC2\xA0\nlimit = \"30min\"\n",
        "[sitting]\nlimit = 99999999999999999999999999999999\n",
        "[sitting]\nlimit = \"99999999999999999999999999999999min\"\n",
        "[reminder]\nsnoozes_per_bout = 9223372036854775807\n",
        "[reminder]\nsnoozes_per_bout = 1e308\n",
        "[reminder]\nsnoozes_per_bout = nan\n",
        "[reminder]\nsound = \"a\\u0000b\"\n",
        "[reminder]\nsound = \"/a\\nb\"\n",
        "=",
        "[",
        "[[",
        "]",
        "a.",
        ".a=1",
        "\"",
        "'''",
        "{}",
        "a={",
        "\\",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(is_refused(read(text)));
    }
}

TEST_CASE("odd words after --set are refused, and said so that they can be read") {
    CHECK(mistakes(read("", {"reminder.sound=\xFF\n", "a\nb=1", "\xED\xA0\x80", "\x1B[31m", ""})) ==
          Lines{R"(--set reminder.sound: "?" is no sound, expected a sound name, an absolute path, or "")",
                R"(--set "a\nb": unknown key, expected one such as sitting.limit)",
                R"(--set "???": expected key=value, for example sitting.limit=30min)",
                R"(--set "\u001B[31m": expected key=value, for example sitting.limit=30min)",
                "--set : expected key=value, for example sitting.limit=30min"});
}

TEST_CASE("deep nesting is refused") {
    CHECK(is_refused(read("a = " + repeated("[", 100'000))));
    CHECK(is_refused(read("a = " + repeated("[", 200) + repeated("]", 200))));
    CHECK(is_refused(read("a = " + repeated("{a=", 100'000))));
    CHECK(is_refused(read('[' + repeated("a.", 3'900) + "a]")));
    CHECK(is_refused(read('[' + repeated("a.", 200'000) + "a]")));
    CHECK(is_refused(read(repeated("a.", 200'000) + "a = 1")));
    CHECK(is_refused(read("a = " + repeated("[\n{" + repeated("a.", 1'000) + "a=", 200))));
    CHECK(is_refused(read("", {"sitting.limit=" + repeated("[", 100'000)})));
    CHECK(is_refused(read("", {"sitting.limit={" + repeated("a.", 100'000)})));
}

TEST_CASE("large files") {
    const std::string comments = repeated("# a line of a comment, with dots ... and words\n", 20'000);
    CHECK(loaded(read(comments + "[sitting]\nlimit = \"20min\"\n")).origins.at("sitting.limit").line ==
          20'002);
    CHECK(is_refused(read("[reminder]\nsound = \"" + std::string(1'000'000, 'x') + "\"\n")));
    CHECK(is_refused(read(std::string(1'000'000, 'x'))));
    CHECK(is_refused(read(repeated("x = 3min\n", 100'000))));
}

TEST_CASE("any text is read or refused") {
    const std::vector<std::string> words = {"[sitting]\n", "[reminder]\n",
                                            "limit",       "break_length",
                                            "hold_for",    " = ",
                                            "\"30min\"",   "30",
                                            "\n",          "[",
                                            "]",           "\"",
                                            "'",           "\"\"\"",
                                            "#",           ".",
                                            "{",           "}",
                                            ",",           "true",
                                            "\xC3\xA9",    "\xFF",
                                            "\r\n",        "call"};
    const bool holds = rc::check([&words] {
        std::string text;
        for (const auto& word : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words)))
            text += word;
        const ReadResult result = read(text);
        if (const auto* problems = std::get_if<Problems>(&result)) {
            RC_ASSERT(!problems->empty());
            for (const Problem& problem : *problems)
                RC_ASSERT(!problem.message.empty());
        }
    });
    CHECK(holds);
}
