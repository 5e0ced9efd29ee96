#pragma once
// The card behind "Show me how": a page about one movement that a browser shows without a network.

#include <filesystem>
#include <string>

#include "config/movements.hpp"

namespace sitbreak::reminder {

/// One self-contained HTML page in UTF-8. The SVG file `picture` becomes part of it; when it cannot be read
/// the page goes without, for the steps say it all. The movement's text is taken as UTF-8 and never as
/// markup.
std::string card_page(const config::Movement& movement, const std::filesystem::path& picture);

/// Writes the card to `<directory>/<id>.html` and returns that path. Its picture is looked for in
/// `picture_directory`. A missing directory is made for this user alone. A reader finds the old card or the
/// whole new one. Throws std::runtime_error for an id that makes no file name, and
/// std::filesystem::filesystem_error, which is one, when the card cannot be written.
std::filesystem::path write_card(const config::Movement& movement,
                                 const std::filesystem::path& picture_directory,
                                 const std::filesystem::path& directory);

}  // namespace sitbreak::reminder
