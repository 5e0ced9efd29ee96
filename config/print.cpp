#include "config/print.hpp"

#include "config/keys.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

namespace {

/// A file's name can have what a TOML comment cannot.
std::string comment(std::string_view text) {
    std::string text_in_quotes = toml_string(text);
    return text_in_quotes.substr(1, text_in_quotes.size() - 2);
}

}  // namespace

std::string print_settings(const Loaded& loaded) {
    std::string result;
    std::string_view table;
    for (const Key& key : keys()) {
        if (key.table != table) {
            if (!table.empty()) result += '\n';
            table = key.table;
            result.append("[").append(table).append("]\n");
        }
        const auto origin = loaded.origins.find(key.full_name());
        const std::string from = to_string(origin == loaded.origins.end() ? Origin{} : origin->second);
        result.append(key.name).append(" = ").append(key.print(loaded.settings));
        result.append("  # ").append(comment(from)).append("\n");
    }
    return result;
}

}  // namespace sitbreak::config
