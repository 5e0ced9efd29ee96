#include "config/reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <memory>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "config/keys.hpp"
#include "config/toml_text.hpp"
#include "config/words.hpp"

namespace sitbreak::config {

namespace {

/// No settings file is near this size; what is longer is something else.
constexpr std::size_t longest_file = std::size_t{1024} * 1024;

std::string in_brackets(std::string_view table) {
    return '[' + std::string{table} + ']';
}

std::string known_tables() {
    std::string result;
    for (const std::string_view name : table_names())
        result += (result.empty() ? "" : ", ") + in_brackets(name);
    return result;
}

/// A key of any table with this name, or nearly.
const Key* key_somewhere(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Key& key : keys())
        names.push_back(key.name);
    const auto meant = nearest(name, names);
    return meant ? &*std::ranges::find(keys(), *meant, &Key::name) : nullptr;
}

std::string unknown_key(std::string_view table, std::string_view name) {
    const std::string what = "unknown key " + in_quotes(name) + " in " + in_brackets(table) + ", ";
    const auto names = key_names(table);
    const Key* elsewhere = key_somewhere(name);
    const auto here = nearest(name, names);
    if (here && !(elsewhere && elsewhere->name == name))
        return what + "did you mean " + in_quotes(*here) + '?';
    if (elsewhere)
        return what + "did you mean " + in_quotes(elsewhere->name) + " in " + in_brackets(elsewhere->table) +
               '?';
    return what + "expected " + listed(names, "or");
}

/// The key itself when it can be shown as it is, otherwise in quotes.
std::string shown(std::string_view key) {
    std::string text_in_quotes = in_quotes(key);
    return text_in_quotes == '"' + std::string{key} + '"' ? std::string{key} : text_in_quotes;
}

/// For what stands at the top of the file and is no table we know.
std::string unknown_top(std::string_view name, const Value& value) {
    if (!holds<Table>(value)) {
        const std::string what = "unknown key " + in_quotes(name) + " outside of a table, ";
        if (const Key* key = key_somewhere(name))
            return what + "did you mean " + in_quotes(key->name) + " in " + in_brackets(key->table) + '?';
        return what + "expected one of the tables " + known_tables();
    }
    const auto meant = nearest(name, table_names());
    return "unknown table " + in_brackets(shown(name)) + ", " +
           (meant ? "did you mean " + in_brackets(*meant) + '?' : "expected one of " + known_tables());
}

std::string unknown_full_name(std::string_view full_name) {
    std::vector<std::string> full_names;
    full_names.reserve(keys().size());
    for (const Key& key : keys())
        full_names.push_back(key.full_name());
    const std::vector<std::string_view> known{full_names.begin(), full_names.end()};
    const std::string what = "unknown key, ";
    if (const auto meant = nearest(full_name, known))
        return what + "did you mean " + std::string{*meant} + '?';
    if (const Key* elsewhere = key_somewhere(full_name.substr(full_name.rfind('.') + 1)))
        return what + "did you mean " + elsewhere->full_name() + '?';
    return what + "expected one such as sitting.limit";
}

/// "key = value" of the command line; a value that is no TOML of the key's type is a text.
Value set_value(const Key& key, std::string_view text) {
    Value as_text{{}, std::string{text}};
    if (auto value = parse_toml_value(text); value && (key.takes(*value) || !key.takes(as_text)))
        return *value;
    return as_text;
}

bool by_position(const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

/// Settings in the making.
class Reader {
 public:
    explicit Reader(std::span<const std::string_view> known_movements) : known_movements_{known_movements} {}

    void read_text(std::string_view name, std::string_view text);
    void read_set(std::string_view word);
    void fail(Problem problem) { of_file_.push_back(std::move(problem)); }
    ReadResult finish() &&;

 private:
    void read_entry(const Entry& entry);
    void read_key(const Key& key, const Value& value, const Origin& origin);
    void complain(Position at, std::string message) {
        of_file_.push_back({file_, at.line, at.column, std::move(message)});
    }
    void complain_of_set(std::string_view key, std::string message) {
        of_sets_.push_back({"--set " + shown(key), 0, 0, std::move(message)});
    }
    void derive();
    void find_contradictions();
    Origin origin(std::string_view key) const;

    std::span<const std::string_view> known_movements_;
    std::string file_;
    Loaded loaded_;
    /// Keys whose value could not be used, and those on the command line.
    std::set<std::string, std::less<>> bad_;
    std::set<std::string, std::less<>> set_;
    Problems of_file_;
    Problems of_sets_;
    /// Those of the file that were not TOML.
    std::vector<unsigned> lost_lines_;
};

void Reader::read_text(std::string_view name, std::string_view text) {
    file_ = name;
    const TomlText toml = parse_toml(text);
    for (const Complaint& complaint : toml.complaints) {
        lost_lines_.push_back(complaint.at.line);
        complain(complaint.at, complaint.what);
    }
    for (const Entry& entry : toml.root)
        read_entry(entry);
}

void Reader::read_entry(const Entry& entry) {
    const auto tables = table_names();
    if (std::ranges::find(tables, entry.key) == tables.end()) {
        complain(entry.at, unknown_top(entry.key, entry.value));
        return;
    }
    const auto* table = std::get_if<Table>(&entry.value.is);
    if (!table) {
        complain(entry.at, entry.key + ": expected a table, " + in_brackets(entry.key) + ", got " +
                               describe(entry.value));
        return;
    }
    for (const Entry& setting : *table) {
        const Key* key = find_key(entry.key + '.' + setting.key);
        if (!key) {
            complain(setting.at, unknown_key(entry.key, setting.key));
            continue;
        }
        const Position at = setting.value.at.line > 0 ? setting.value.at : setting.at;
        read_key(*key, setting.value, {Origin::Kind::file, file_, at.line, at.column});
    }
}

void Reader::read_key(const Key& key, const Value& value, const Origin& from) {
    const std::string name = key.full_name();
    const bool is_from_file = from.kind == Origin::Kind::file;
    Reading reading{known_movements_,
                    is_from_file ? std::span<const unsigned>{lost_lines_} : std::span<const unsigned>{},
                    {}};
    key.read(value, loaded_.settings, reading);
    loaded_.origins[name] = from;
    if (!reading.complaints.empty()) bad_.insert(name);
    for (const Complaint& complaint : reading.complaints) {
        if (from.kind == Origin::Kind::set)
            complain_of_set(name, complaint.what);
        else
            complain(complaint.at.line > 0 ? complaint.at : Position{from.line, from.column},
                     name + ": " + complaint.what);
    }
}

void Reader::read_set(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = trimmed(word.substr(0, equals));
    if (equals == std::string_view::npos || name.empty()) {
        complain_of_set(word, "expected key=value, for example sitting.limit=30min");
        return;
    }
    const Key* key = find_key(name);
    if (!key) {
        complain_of_set(name, unknown_full_name(name));
        return;
    }
    if (!set_.insert(std::string{name}).second) {
        complain_of_set(name, "given twice, expected once");
        return;
    }
    read_key(*key, set_value(*key, trimmed(word.substr(equals + 1))), {Origin::Kind::set, {}, 0, 0});
}

Origin Reader::origin(std::string_view key) const {
    const auto found = loaded_.origins.find(key);
    return found == loaded_.origins.end() ? Origin{} : found->second;
}

void Reader::derive() {
    for (const DerivedDefault& derived : derived_defaults()) {
        if (loaded_.origins.contains(derived.key)) continue;
        const Settings before = loaded_.settings;
        derived.derive(loaded_.settings);
        if (loaded_.settings != before)
            loaded_.origins[std::string{derived.key}] = {Origin::Kind::derived, {}, 0, 0};
    }
}

void Reader::find_contradictions() {
    for (const Contradiction& contradiction : contradictions()) {
        const Origin from = origin(contradiction.key);
        const bool is_set = from.kind == Origin::Kind::file || from.kind == Origin::Kind::set;
        if (!is_set || bad_.contains(contradiction.key) || bad_.contains(contradiction.other)) continue;
        const auto wrong = contradiction.wrong(loaded_.settings);
        if (!wrong) continue;
        const std::string other{contradiction.other};
        const std::string what = *wrong + ' ' + other + ", which is " +
                                 find_key(other)->print(loaded_.settings) + " (" + to_string(origin(other)) +
                                 ')';
        if (from.kind == Origin::Kind::set)
            complain_of_set(contradiction.key, what);
        else
            complain({from.line, from.column}, std::string{contradiction.key} + ": " + what);
    }
}

ReadResult Reader::finish() && {
    derive();
    if (lost_lines_.empty()) find_contradictions();
    std::ranges::stable_sort(of_file_, by_position);
    of_file_.insert(of_file_.end(), std::make_move_iterator(of_sets_.begin()),
                    std::make_move_iterator(of_sets_.end()));
    if (!of_file_.empty()) return std::move(of_file_);
    return std::move(loaded_);
}

/// The text of the file, or why there is none.
std::variant<std::string, Problem> read_whole(const std::filesystem::path& file) {
    const auto cannot = [&file](const std::string& why) {
        return Problem{file.string(), 0, 0, "cannot be read: " + why};
    };
    std::error_code error;
    // Opening a pipe that nobody writes to would wait for ever.
    if (std::filesystem::is_fifo(file, error)) return cannot("it is a pipe, expected a file");
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream{std::fopen(file.c_str(), "re"), std::fclose};
    if (!stream) return cannot(std::generic_category().message(errno));
    std::string text(longest_file + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), stream.get()));
    if (std::ferror(stream.get())) return cannot(std::generic_category().message(errno));
    if (text.size() > longest_file) return cannot("it is longer than 1 MiB, expected a settings file");
    return text;
}

ReadResult finish(Reader reader, std::span<const std::string> sets) {
    for (const std::string& word : sets)
        reader.read_set(word);
    return std::move(reader).finish();
}

}  // namespace

std::string to_string(const Problem& problem) {
    if (problem.line == 0) return problem.where + ": " + problem.message;
    return problem.where + ':' + std::to_string(problem.line) + ':' + std::to_string(problem.column) + ": " +
           problem.message;
}

std::string to_string(const Origin& origin) {
    switch (origin.kind) {
        case Origin::Kind::standard:
            return "default";
        case Origin::Kind::derived:
            return "default, fitted to the others";
        case Origin::Kind::file:
            return origin.file + ':' + std::to_string(origin.line);
        case Origin::Kind::set:
            return "--set";
    }
    return {};
}

ReadResult read_settings(const std::optional<std::filesystem::path>& file, std::span<const std::string> sets,
                         std::span<const std::string_view> known_movements) {
    Reader reader{known_movements};
    if (file) {
        auto text = read_whole(*file);
        if (auto* problem = std::get_if<Problem>(&text))
            reader.fail(std::move(*problem));
        else
            reader.read_text(file->string(), std::get<std::string>(text));
    }
    return finish(std::move(reader), sets);
}

ReadResult read_settings_text(std::string_view name, std::string_view text, std::span<const std::string> sets,
                              std::span<const std::string_view> known_movements) {
    Reader reader{known_movements};
    reader.read_text(name, text);
    return finish(std::move(reader), sets);
}

}  // namespace sitbreak::config
