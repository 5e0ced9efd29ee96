#include "reminder/card.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "markup_text.hpp"

namespace sitbreak::reminder {

namespace {

// The policy lets nothing be fetched and no script run, whatever a movement's text says.
constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { --page: #f4f6f7; --card: #ffffff; --text: #1c2328; --quiet: #4d5963; --link: #0b5c8a;
        --care: #fff3cf; --care-text: #3b2b00; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14181b; --card: #1f2529; --text: #e9edf0; --quiet: #aeb9c2; --link: #8cc8ee;
          --care: #40340f; --care-text: #ffe9ae; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem; background: var(--page); color: var(--text);
       font: 1.125rem/1.55 system-ui, sans-serif; }
main, footer { max-width: 38rem; margin: 0 auto; }
main { padding: 1.5rem; background: var(--card); border-radius: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 1.5rem; }
svg { display: block; width: 12rem; height: 12rem; }
h1 { flex: 1 1 12rem; margin: 0; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
ol { margin: 0; padding-left: 1.6rem; }
li { margin-bottom: .5rem; padding-left: .3rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .3rem 1rem; margin: 1.5rem 0 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.care { margin-top: 1.5rem; padding: .8rem 1rem; background: var(--care); color: var(--care-text);
        border-radius: .6rem; }
.care h2, .care p { margin: 0; }
.source { color: var(--quiet); font-size: .95rem; }
.source p { margin: 0; }
a { color: var(--link); }
footer { padding: 1rem 1.5rem 0; color: var(--quiet); font-size: .95rem; }
</style>
)";

constexpr std::string_view footer =
    "<footer>\n<p>General information, not medical advice; ask a doctor or physiotherapist before intensive "
    "stretching; stop at pain, chest pain, breathlessness or dizziness.</p>\n</footer>\n";

/// As HTML, with each "doi:10.…" as a link.
std::string with_links(std::string_view text) {
    constexpr std::string_view mark = "doi:";
    std::string out;
    while (true) {
        const auto begin = text.find(mark);
        out += html_text(text.substr(0, begin));
        if (begin == std::string_view::npos) return out;
        auto length = text.find_first_of(" ;", begin);
        length = (length == std::string_view::npos ? text.size() : length) - begin;
        length = text.substr(begin, length).find_last_not_of(".,") + 1;
        const auto doi = html_text(text.substr(begin + mark.size(), length - mark.size()));
        out.append("<a href=\"https://doi.org/").append(doi).append("\">doi:").append(doi).append("</a>");
        text.remove_prefix(begin + length);
    }
}

/// The file's <svg> element; empty when there is none.
std::string svg_of(const std::filesystem::path& picture) {
    std::ifstream file{picture, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto begin = text.find("<svg");
    return begin == std::string::npos ? std::string{} : text.substr(begin);
}

std::string_view where(config::Place place) {
    switch (place) {
        case config::Place::desk:
            return "At the desk or around it";
        case config::Place::chair:
            return "On a chair";
        case config::Place::floor:
            return "On the floor";
        case config::Place::bed:
            return "On a bed or a sturdy table";
    }
    return {};
}

bool makes_a_file_name(std::string_view id) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return !id.empty() && id.find_first_not_of(letters) == std::string_view::npos;
}

/// Puts `content` in place of the file in one step.
void replace(const std::filesystem::path& file, const std::string& content) {
    const auto unfinished = file.parent_path() / ("." + file.filename().string() + ".new");
    errno = 0;
    std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
    out << content << std::flush;
    std::error_code error;
    if (out)
        std::filesystem::rename(unfinished, file, error);
    else
        error.assign(errno == 0 ? EIO : errno, std::generic_category());
    if (!error) return;
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw std::filesystem::filesystem_error{"cannot write the card", file, error};
}

}  // namespace

std::string card_page(const config::Movement& movement, const std::filesystem::path& picture) {
    const auto title = html_text(movement.title);
    std::string page{head};
    page.append("<title>").append(title).append(" – sitbreak</title>\n</head>\n<body>\n<main>\n<header>\n");
    if (const auto svg = svg_of(picture); !svg.empty())
        page.append("<div role=\"img\" aria-label=\"Drawing: ")
            .append(title)
            .append("\">\n")
            .append(svg)
            .append("</div>\n");
    page.append("<h1>").append(title).append("</h1>\n</header>\n<h2>How it goes</h2>\n<ol>\n");
    for (const auto& step : movement.card_steps)
        page.append("<li>").append(html_text(step)).append("</li>\n");
    page.append("</ol>\n<dl>\n<dt>How much</dt><dd>").append(html_text(movement.dose));
    page.append("</dd>\n<dt>Where</dt><dd>").append(where(movement.place)).append("</dd>\n</dl>\n");
    if (!movement.caution.empty())
        page.append("<section class=\"care\">\n<h2>Take care</h2>\n<p>")
            .append(html_text(movement.caution))
            .append("</p>\n</section>\n");
    page.append("<section class=\"source\">\n<h2>Source</h2>\n<p>")
        .append(with_links(movement.source))
        .append("</p>\n</section>\n</main>\n");
    return page.append(footer).append("</body>\n</html>\n");
}

std::filesystem::path write_card(const config::Movement& movement,
                                 const std::filesystem::path& picture_directory,
                                 const std::filesystem::path& directory) {
    if (!makes_a_file_name(movement.id))
        throw std::runtime_error{"no card for the movement \"" + movement.id +
                                 "\": its id may have lower-case letters, digits and hyphens only"};
    if (std::filesystem::create_directories(directory))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all);

    auto card = directory / (movement.id + ".html");
    replace(card, card_page(movement, picture_directory / config::picture_file(movement)));
    return card;
}

}  // namespace sitbreak::reminder
