// Where a history would be, and whether it can be.

#include "doctor/history_check.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <fstream>
#include <string>

using namespace sitbreak::doctor;
namespace fs = std::filesystem;

namespace {

class Directory {
 public:
    Directory() {
        std::string name = fs::temp_directory_path() / "sitbreak-history-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Directory() {
        fs::permissions(path, fs::perms::owner_all);
        fs::remove_all(path);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    fs::path path;
};

/// Root can write everywhere, and is somebody who cannot for as long as this lives.
class NotRoot {
 public:
    NotRoot() {
        constexpr uid_t nobody = 65534;
        if (geteuid() == 0) REQUIRE(seteuid(nobody) == 0);
    }
    ~NotRoot() {
        if (getuid() == 0) CHECK(seteuid(0) == 0);
    }
    NotRoot(const NotRoot&) = delete;
    NotRoot& operator=(const NotRoot&) = delete;
};

}  // namespace

TEST_CASE("without a home") {
    CHECK(history_finding(look_at_history(std::nullopt)).verdict == Verdict::warning);
}

TEST_CASE("nothing is made by looking") {
    const Directory home;
    const auto facts = look_at_history(home.path / "a/b/history.db");
    CHECK(facts.fault == "");
    CHECK_FALSE(facts.is_there);
    CHECK(fs::is_empty(home.path));
    CHECK(history_finding(facts).verdict == Verdict::ok);
    CHECK(look_at_history(home.path / "history.db").is_there);
}

TEST_CASE("a file in the way") {
    const Directory home;
    std::ofstream{home.path / "file"} << "x";
    const auto finding = history_finding(look_at_history(home.path / "file/history.db"));
    CHECK(finding.verdict == Verdict::warning);
    CHECK(finding.found.find("is no directory") != std::string::npos);
    CHECK(history_finding(look_at_history(home.path / "file/sitbreak/history.db")).verdict ==
          Verdict::warning);
}

TEST_CASE("what cannot be written to") {
    const Directory home;
    fs::permissions(home.path, fs::perms{0555});
    const NotRoot somebody;
    CHECK(history_finding(look_at_history(home.path / "history.db")).verdict == Verdict::warning);
    CHECK(history_finding(look_at_history(home.path / "sitbreak/history.db")).verdict == Verdict::warning);
}

TEST_CASE("no room") {
    const HistoryFacts facts{
        .directory = "/state/sitbreak", .is_there = true, .fault = "", .room = 2'000'000};
    CHECK(history_finding(facts).verdict == Verdict::warning);
    CHECK(history_finding(facts).found == "/state/sitbreak has 2 MB left");
}
