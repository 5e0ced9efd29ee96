// What the heart must still know, as a line of text.

#include <cstdint>
#include <string>
#include <string_view>

#include "sitting/names.hpp"
#include "sitting/text.hpp"
#include "sitting/words.hpp"

namespace sitbreak::sitting {

using namespace words;

std::string to_text(const Memory& memory) {
    std::string text;
    for (const auto& [name, number] : to_numbers(memory))
        text += (text.empty() ? "" : " ") + std::string{name} + "=" + std::to_string(number);
    return text;
}

Memory parse_memory(std::string_view text) {
    const Words words{text};
    Numbers numbers;
    for (const auto& [name, number] : words.pairs())
        if (name != "boot") numbers.emplace_back(name, read_number<std::int64_t>(number));
    return memory_from(numbers);
}

std::string to_text(const Remembered& remembered) {
    return "boot=" + name_of(remembered.boot, boot_names) + " " + to_text(remembered.memory);
}

Remembered parse_remembered(std::string_view text) {
    return {parse_memory(text), value_of(Words{text}("boot"), boot_names)};
}

}  // namespace sitbreak::sitting
