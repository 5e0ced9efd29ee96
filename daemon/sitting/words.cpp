#include "sitting/words.hpp"

#include <algorithm>
#include <cstdint>

namespace sitbreak::sitting::words {

std::invalid_argument bad(const std::string& why) {
    return std::invalid_argument{why};
}

std::string write(Duration duration) {
    const auto count = duration.count();
    const auto magnitude =
        count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
    std::string text = (count < 0 ? "-" : "") + std::to_string(magnitude / 1'000'000'000);
    if (const auto rest = magnitude % 1'000'000'000; rest != 0) {
        std::string digits = std::to_string(rest);
        digits.insert(0, 9 - digits.size(), '0');
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text;
}

std::string write(Instant instant) {
    return write(instant.time_since_epoch());
}

std::string write(const std::string& words) {
    std::string quoted = "\"";
    for (const char c : words) {
        if (c == '\n') {
            quoted += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

Duration read_duration(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const Duration whole = std::chrono::seconds{read_number<std::int64_t>(text.substr(0, point))};
    Duration rest{};
    if (point != std::string_view::npos) {
        const auto digits = text.substr(point + 1);
        if (digits.empty() || digits.size() > 9) throw bad("not a time: " + std::string{text});
        rest = Duration{read_number<std::int64_t>(digits)};
        for (auto places = digits.size(); places < 9; ++places)
            rest *= 10;
    }
    return negative ? -(whole + rest) : whole + rest;
}

Words::Words(std::string_view line) {
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (line.empty()) return;
        const auto end = line.find_first_of(" =");
        const std::string word{line.substr(0, end)};
        line.remove_prefix(std::min(end, line.size()));
        if (line.starts_with('=')) {
            line.remove_prefix(1);
            pairs_[word] = value(line);
        } else {
            bare_.push_back(word);
        }
    }
}

std::string_view Words::bare(std::size_t index) const {
    if (index >= bare_.size()) throw bad("the line ends too early");
    return bare_[index];
}

std::string_view Words::operator()(const std::string& key) const {
    const auto found = pairs_.find(key);
    if (found == pairs_.end()) throw bad("missing: " + key + "=");
    return found->second;
}

std::string Words::value(std::string_view& line) {
    if (!line.starts_with('"')) {
        const auto end = line.find(' ');
        std::string text{line.substr(0, end)};
        line.remove_prefix(std::min(end, line.size()));
        return text;
    }
    std::string text;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '"') {
            line.remove_prefix(i + 1);
            return text;
        }
        if (line[i] == '\\' && i + 1 < line.size()) {
            ++i;
            text += line[i] == 'n' ? '\n' : line[i];
        } else {
            text += line[i];
        }
    }
    throw bad("a quoted text has no end");
}

std::vector<std::string_view> split(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const auto end = list.find(',');
        if (end != 0) parts.push_back(list.substr(0, end));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return parts;
}

}  // namespace sitbreak::sitting::words
