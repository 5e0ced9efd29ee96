#pragma once
// Findings as people and programs read them. Nothing here looks at the world.

#include <chrono>
#include <cstddef>
#include <string>

#include "doctor/finding.hpp"

namespace sitbreak::doctor {

/// What the reader's terminal, or file, can show.
struct Shape {
    bool utf8 = false;
    bool colours = false;
    /// In columns; a word that is longer stays whole.
    std::size_t width = 80;
};

/// Its mark, the name of the check, what was found and what to do; whole lines. Without UTF-8 it is ASCII.
/// Control characters of whoever was asked do not get through.
std::string text_of(const Finding& finding, const Shape& shape);

/// The last line: "A reminder would be seen.", or how many things keep it from that.
std::string summary_of(const Findings& findings);

/// One line, as docs/json.md describes it, without its end.
std::string json_of(const Findings& findings, std::chrono::sys_seconds now);

/// 1 if something keeps a reminder from being seen.
int exit_code_of(const Findings& findings);

}  // namespace sitbreak::doctor
