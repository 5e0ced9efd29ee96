#include "doctor/format.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace sitbreak::doctor {

namespace {

/// Of the JSON; a member may be added without a new one.
constexpr int schema = 1;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> titles{{
    {"session-bus", "Session bus"},
    {"daemon", "Daemon"},
    {"service", "Service"},
    {"settings", "Settings"},
    {"input", "Input"},
    {"key", "Key press"},
    {"lock", "Lock"},
    {"sleep", "Sleep"},
    {"notifications", "Notifications"},
    {"capabilities", "Capabilities"},
    {"do-not-disturb", "Do not disturb"},
    {"holds", "Holds"},
    {"put-off", "Put off"},
    {"last-reminder", "Last reminder"},
    {"history", "History"},
}};

constexpr std::size_t title_width = 16;

std::string_view title_of(std::string_view check) {
    const auto* const found =
        std::ranges::find(titles, check, &std::pair<std::string_view, std::string_view>::first);
    return found == titles.end() ? check : found->second;
}

struct Mark {
    std::string_view sign;
    std::string_view plain;
    /// An SGR sequence.
    std::string_view colour;
};

Mark mark_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::ok:
            return {"✓", "ok", "\x1b[32m"};
        case Verdict::warning:
            return {"!", "! ", "\x1b[33m"};
        case Verdict::wrong:
            return {"✗", "!!", "\x1b[31m"};
        case Verdict::skipped:
            return {"-", "- ", "\x1b[2m"};
    }
    return {};
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return !continues_character(c); }));
}

/// A terminal obeys control characters, those of one byte and, in UTF-8, those of two (U+0080 to U+009F).
std::string harmless(std::string_view text, bool utf8) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_second_set =
            byte == 0xC2U && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0U;
        if (is_second_set) ++i;
        if (byte < 0x20U || byte == 0x7FU || is_second_set)
            result += ' ';
        else if (byte < 0x80U || utf8)
            result += text[i];
        else if (!continues_character(text[i]))
            result += '?';
    }
    return result;
}

/// Lines of words, behind `indent` columns; the first line's are there already.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string result;
    std::size_t column = indent;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (word.empty()) continue;
        if (column > indent && column + 1 + columns(word) > width) {
            result.append("\n").append(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += word;
        column += columns(word);
    }
    return result;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::ok:
            return "ok";
        case Verdict::warning:
            return "warning";
        case Verdict::wrong:
            return "wrong";
        case Verdict::skipped:
            return "skipped";
    }
    return "";
}

int count(const Findings& findings, Verdict verdict) {
    return static_cast<int>(std::ranges::count(findings, verdict, &Finding::verdict));
}

std::string text_of(const Finding& finding, const Shape& shape) {
    const auto mark = mark_of(finding.verdict);
    const auto sign = shape.utf8 ? mark.sign : mark.plain;
    const std::string_view arrow = shape.utf8 ? "→ " : "-> ";
    const auto title = title_of(finding.check);
    const std::size_t indent = columns(sign) + 1 + title_width;
    const auto add = [&](std::string& text, const std::string& what, std::size_t at) {
        text += wrapped(harmless(what, shape.utf8), at, shape.width) + '\n';
    };

    std::string text;
    if (shape.colours) text += mark.colour;
    text += sign;
    if (shape.colours) text += "\x1b[0m";
    text.append(" ").append(title).append(title_width - title.size(), ' ');
    add(text, (finding.verdict == Verdict::skipped ? "skipped: " : "") + finding.found, indent);
    for (const auto& detail : finding.details) {
        text.append(indent + 2, ' ');
        add(text, detail, indent + 2);
    }
    if (!finding.advice.empty()) {
        text.append(indent, ' ').append(arrow);
        add(text, finding.advice, indent + columns(arrow));
    }
    return text;
}

std::string summary_of(const Findings& findings) {
    const int wrong = count(findings, Verdict::wrong);
    if (wrong == 0) return "A reminder would be seen.";
    return wrong == 1 ? "One thing keeps a reminder from being seen."
                      : std::to_string(wrong) + " things keep a reminder from being seen.";
}

std::string json_of(const Findings& findings, std::chrono::sys_seconds now) {
    using Json = nlohmann::ordered_json;
    Json checks = Json::array();
    for (const auto& finding : findings)
        checks.push_back({{"check", finding.check},
                          {"verdict", name_of(finding.verdict)},
                          {"found", finding.found},
                          {"details", finding.details},
                          {"advice", finding.advice.empty() ? Json() : Json(finding.advice)}});
    const Json all{{"schema", schema},
                   {"time", now.time_since_epoch().count()},
                   {"seen", exit_code_of(findings) == 0},
                   {"summary", summary_of(findings)},
                   {"checks", std::move(checks)}};
    // Text from elsewhere may have bytes that are no UTF-8.
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int exit_code_of(const Findings& findings) {
    return count(findings, Verdict::wrong) == 0 ? 0 : 1;
}

}  // namespace sitbreak::doctor
