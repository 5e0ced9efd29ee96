#include "archive/read.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace sitbreak::archive;

namespace {

const std::string first = "{\"sitbreak_history\":1,\"exported\":\"2026-11-26T01:00:00.000+01:00\"}\n";
const std::string pause = R"({"kind":"pause","begin":"2026-11-26T09:00:00Z","end":"2026-11-26T09:00:00Z"})";

std::string why_not(const std::string& text) {
    std::istringstream in{text};
    try {
        (void)read(in, "my.jsonl");
    } catch (const Unusable& reason) {
        return reason.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a whole file is read, and where its entries were is known") {
    std::istringstream in{"\n" + first + pause + "\r\n \n" + pause};
    const auto result = read(in, "my.jsonl");
    CHECK(result.entries.size() == 2);
    CHECK(result.lines == std::vector<std::size_t>{3, 5});
}

TEST_CASE("it is said where the file is wrong") {
    CHECK(why_not(first) == "");
    CHECK(why_not("") == "my.jsonl: it is empty, expected a history that sitbreak exported");
    CHECK(why_not("\n\n" + pause) ==
          "my.jsonl:3: this is no history that sitbreak exported: \"sitbreak_history\" is missing");
    CHECK(why_not(first + pause + "\n{}") == "my.jsonl:3: \"kind\" is missing");
}
