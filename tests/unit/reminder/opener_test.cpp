#include "reminder/opener.hpp"

#include <doctest/doctest.h>

using namespace sitbreak::reminder;

TEST_CASE("the browser is started beside the service, and directly elsewhere") {
    using Command = std::vector<std::string>;
    CHECK(open_command("/tmp/a b;c.html", false) == Command{"xdg-open", "/tmp/a b;c.html"});
    CHECK(open_command("/tmp/card.html", true) ==
          Command{"systemd-run", "--user", "--quiet", "--collect", "--", "xdg-open", "/tmp/card.html"});
}

TEST_CASE("only the process that systemd started counts as a service") {
    CHECK(started_by_systemd("417", 417));
    CHECK_FALSE(started_by_systemd("417", 418));
    CHECK_FALSE(started_by_systemd("417x", 417));
    CHECK_FALSE(started_by_systemd("", 0));
    CHECK_FALSE(started_by_systemd(nullptr, 417));
}
