#pragma once
// How the page looks.

#include <string_view>

namespace sitbreak::report {

/// page.css, whole, as it was when this program was built.
std::string_view page_style();

}  // namespace sitbreak::report
