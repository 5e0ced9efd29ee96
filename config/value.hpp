#pragma once
// A TOML value with its place in the text, without the library that read it.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sitbreak::config {

/// Counted from 1, columns in characters; 0 where there is none.
struct Position {
    unsigned line = 0;
    unsigned column = 0;
};

/// What is wrong at a place of a text.
struct Complaint {
    Position at;
    std::string what;
};

using Complaints = std::vector<Complaint>;

struct Value;
struct Entry;
using List = std::vector<Value>;
using Table = std::vector<Entry>;

/// A date or time, which no setting is.
struct DateOrTime {};

struct Value {
    Position at;
    std::variant<bool, std::int64_t, double, std::string, DateOrTime, List, Table> is;
};

/// `at` is where the key is.
struct Entry {
    Position at;
    std::string key;
    Value value;
};

}  // namespace sitbreak::config
