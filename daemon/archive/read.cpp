#include "archive/read.hpp"

#include <utility>

#include "archive/lines.hpp"

namespace sitbreak::archive {

Read read(std::istream& in, const std::string& name) {
    Read result;
    bool is_begun = false;
    std::size_t number = 0;
    const auto unusable = [&](const std::string& why) {
        return Unusable{name + ":" + std::to_string(number) + ": " + why};
    };
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        try {
            if (!std::exchange(is_begun, true)) {
                check_header(line);
                continue;
            }
            result.entries.push_back(parse(line));
            result.lines.push_back(number);
        } catch (const std::invalid_argument& reason) {
            throw unusable(reason.what());
        }
    }
    if (in.bad()) throw Unusable{name + ": cannot be read"};
    if (!is_begun) throw Unusable{name + ": it is empty, expected a history that sitbreak exported"};
    return result;
}

}  // namespace sitbreak::archive
