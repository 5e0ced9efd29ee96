// Elements and the text in them.

#include "report/markup.hpp"

#include <doctest/doctest.h>

using namespace sitbreak::report;

TEST_CASE("text is never taken for markup") {
    Markup page;
    page.open("p", {{"title", "\"a\" & 'b'"}}).text("<script>").close();
    page.element("td", {{"class", "x"}}, "1 < 2 > 0").empty("br", {});
    CHECK(std::move(page).taken() ==
          "<p title=\"&quot;a&quot; &amp; &#39;b&#39;\">&lt;script&gt;</p>"
          "<td class=\"x\">1 &lt; 2 &gt; 0</td><br/>");
}
