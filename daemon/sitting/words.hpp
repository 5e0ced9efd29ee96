#pragma once
// A line of text in words: the bare ones in their order, and key=value pairs. What sitting/text.hpp is made
// of.

#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "sitting/time.hpp"

namespace sitbreak::sitting::words {

std::invalid_argument bad(const std::string& why);

/// In seconds, exact to the nanosecond.
std::string write(Duration duration);
std::string write(Instant instant);
/// In quotes.
std::string write(const std::string& words);

/// These throw std::invalid_argument with the reason.
template <typename Number>
Number read_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        throw bad("not a number: " + std::string{text});
    return number;
}

Duration read_duration(std::string_view text);

class Words {
 public:
    explicit Words(std::string_view line);

    const auto& pairs() const { return pairs_; }

    bool has(const std::string& key) const { return pairs_.contains(key); }

    /// These throw std::invalid_argument if there is none.
    std::string_view bare(std::size_t index) const;
    std::string_view operator()(const std::string& key) const;

 private:
    static std::string value(std::string_view& line);

    std::vector<std::string> bare_;
    std::map<std::string, std::string, std::less<>> pairs_;
};

/// The parts of a list with commas.
std::vector<std::string_view> split(std::string_view list);

}  // namespace sitbreak::sitting::words
