#pragma once
// A page, shown in the person's browser.

#include <filesystem>
#include <optional>

#include "config/locate.hpp"

namespace sitbreak::report {

/// Where the page is kept that is opened without having been given a place: for this person alone, and in
/// place of the last one. None without a home.
std::optional<std::filesystem::path> own_page(const config::Environment& environment);

/// Asks the desktop to show it, and waits some seconds for the answer, but not for the browser to end. Throws
/// std::runtime_error with the reason, which says where the page is.
void open_in_browser(const std::filesystem::path& page);

}  // namespace sitbreak::report
