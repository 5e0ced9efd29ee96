#pragma once
// What a check found, and what is to be done about it.

#include <string>
#include <string_view>
#include <vector>

namespace sitbreak::doctor {

/// `wrong` keeps a reminder from being seen; `warning` makes it come at the wrong time, or look poorer, or
/// ends by itself; `skipped` could not be looked at.
enum class Verdict { ok, warning, wrong, skipped };

/// As the JSON spells it.
std::string_view name_of(Verdict verdict);

struct Finding {
    /// Which check it is, as docs/doctor.md lists them: "session-bus".
    std::string_view check;
    Verdict verdict = Verdict::ok;
    std::string found{};
    /// A line each, such as the mistakes in a file.
    std::vector<std::string> details{};
    /// What to do; empty: nothing.
    std::string advice{};

    friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

/// How many of them are that.
int count(const Findings& findings, Verdict verdict);

}  // namespace sitbreak::doctor
