#include "archive/lines.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "config/words.hpp"
#include "sitting/names.hpp"
#include "sitting/overloaded.hpp"
#include "sitting/text.hpp"

namespace sitbreak::archive {

namespace {

using namespace history;
using Json = nlohmann::ordered_json;

constexpr const char* header_member = "sitbreak_history";

/// Longer than anybody sits, and it can be added to a time.
constexpr std::chrono::days longest{100'000};

std::invalid_argument bad(const std::string& why) {
    return std::invalid_argument{why};
}

double seconds_in(Length length) {
    return std::chrono::duration<double>{length}.count();
}

Json spanned(const char* kind, const Span& span) {
    return {{"kind", kind},
            {"begin", to_text(span.begin, span.utc_offset)},
            {"end", to_text(span.end, span.utc_offset)}};
}

template <typename Value, typename Write>
Json or_null(const std::optional<Value>& value, Write write) {
    return value ? Json(write(*value)) : Json(nullptr);
}

Json json_of(const BoutRow& bout) {
    auto json = spanned("bout", bout.span);
    json["absent_seconds"] = seconds_in(bout.absent);
    json["how"] = sitting::word_for(bout.how);
    json["limit_seconds"] = seconds_in(bout.limit);
    json["break_length_seconds"] = seconds_in(bout.break_length);
    return json;
}

Json json_of(const AbsenceRow& absence) {
    auto json = spanned("absence", absence.span);
    json["certain_seconds"] = seconds_in(absence.certain);
    json["how"] = sitting::word_for(absence.how);
    return json;
}

Json json_of(const HoldRow& hold) {
    auto json = spanned("hold", hold.span);
    auto by = Json::array();
    for (const auto one : hold.by)
        by.push_back(sitting::word_for(one));
    json["by"] = std::move(by);
    return json;
}

/// That it was followed is known only with the time at which it was.
std::optional<sitting::Outcome> outcome_of(const ReminderRow& reminder) {
    const bool is_half = reminder.outcome == sitting::Outcome::followed && !reminder.after;
    return is_half ? sitting::Outcome::unknown : reminder.outcome;
}

Json json_of(const ReminderRow& reminder) {
    return {
        {"kind", "reminder"},
        {"shown", to_text(reminder.shown, reminder.utc_offset)},
        {"movement", or_null(reminder.movement, [](const auto& id) { return id; })},
        {"outcome", or_null(outcome_of(reminder), [](auto outcome) { return sitting::word_for(outcome); })},
        {"after_seconds", or_null(reminder.after, seconds_in)}};
}

Json json_of(const BreakRow& its) {
    return spanned("break", its.span);
}

Json json_of(const UnknownRow& its) {
    return spanned("unknown", its.span);
}

Json json_of(const PauseRow& its) {
    return spanned("pause", its.span);
}

/// The members of a line; each has to be taken.
class Members {
 public:
    explicit Members(std::string_view line) {
        std::set<std::string> names;
        const auto refuse_twice = [&names](int depth, Json::parse_event_t event, Json& parsed) {
            if (depth == 1 && event == Json::parse_event_t::key && !names.insert(parsed).second)
                throw bad(config::in_quotes(parsed.get<std::string>()) + " is there twice");
            return true;
        };
        try {
            json_ = Json::parse(line, refuse_twice);
        } catch (const Json::parse_error& error) {
            throw bad("no JSON, from column " + std::to_string(error.byte) + " on");
        } catch (const Json::out_of_range&) {
            throw bad("a number is too large");
        }
        if (!json_.is_object()) throw bad("no JSON object");
    }

    const Json& take(const std::string& name) {
        const auto found = json_.find(name);
        if (found == json_.end()) throw bad(config::in_quotes(name) + " is missing");
        taken_.insert(name);
        return *found;
    }

    std::string text(const std::string& name) {
        const auto& value = take(name);
        if (!value.is_string()) throw bad(config::in_quotes(name) + " is no text");
        return value.get<std::string>();
    }

    Length length(const std::string& name) {
        const auto& value = take(name);
        if (!value.is_number()) throw bad(config::in_quotes(name) + " is no number");
        const double seconds = value.get<double>();
        if (!(seconds >= 0 && seconds <= std::chrono::duration<double>{longest}.count()))
            throw bad(config::in_quotes(name) + " cannot be " + value.dump());
        return Length{std::llround(seconds * 1000)};
    }

    std::pair<Time, std::chrono::minutes> time(const std::string& name) {
        try {
            return parse_time(text(name));
        } catch (const std::invalid_argument& reason) {
            throw bad(config::in_quotes(name) + ": " + reason.what());
        }
    }

    Span span() {
        const auto [begin, offset] = time("begin");
        const Time end = time("end").first;
        if (end < begin) throw bad("it ends before it begins");
        if (end - begin > longest) throw bad("it is too long");
        return {begin, end, offset};
    }

    template <typename Names>
    auto word(const std::string& name, const Names& names) {
        return word_in(text(name), name, names);
    }

    bool is_null(const std::string& name) { return take(name).is_null(); }

    template <typename Names>
    static auto word_in(const std::string& word, const std::string& name, const Names& names) {
        std::vector<std::string_view> known;
        for (const auto& [value, text] : names) {
            if (text == word) return value;
            known.push_back(text);
        }
        throw bad(config::in_quotes(name) + " cannot be " + config::in_quotes(word) + ", expected " +
                  config::listed(known, "or"));
    }

    void refuse_others() const {
        for (const auto& [name, value] : json_.items())
            if (!taken_.contains(name)) throw bad(config::in_quotes(name) + " is not known here");
    }

 private:
    Json json_;
    std::set<std::string> taken_;
};

Length part_of(const Span& span, Length part, const char* name) {
    if (part > span.end - span.begin) throw bad(config::in_quotes(name) + " is more than the whole");
    return part;
}

BoutRow bout(Members& members) {
    BoutRow row;
    row.span = members.span();
    row.absent = part_of(row.span, members.length("absent_seconds"), "absent_seconds");
    row.how = members.word("how", sitting::words::end_names);
    row.limit = members.length("limit_seconds");
    row.break_length = members.length("break_length_seconds");
    return row;
}

AbsenceRow absence(Members& members) {
    AbsenceRow row;
    row.span = members.span();
    row.certain = part_of(row.span, members.length("certain_seconds"), "certain_seconds");
    row.how = members.word("how", sitting::words::end_names);
    return row;
}

HoldRow hold(Members& members) {
    HoldRow row{members.span(), {}};
    const auto& by = members.take("by");
    if (!by.is_array() || by.empty()) throw bad("\"by\" is no list, or an empty one");
    for (const auto& one : by) {
        if (!one.is_string()) throw bad("\"by\" has to list words");
        row.by.insert(Members::word_in(one.get<std::string>(), "by", sitting::words::hold_names));
    }
    return row;
}

ReminderRow reminder(Members& members) {
    ReminderRow row;
    std::tie(row.shown, row.utc_offset) = members.time("shown");
    if (!members.is_null("movement")) row.movement = members.text("movement");
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    if (row.movement && std::ranges::any_of(*row.movement, is_control))
        throw bad("\"movement\" has to be the name of a movement");
    if (!members.is_null("outcome")) row.outcome = members.word("outcome", sitting::words::outcome_names);
    if (!members.is_null("after_seconds")) row.after = members.length("after_seconds");
    if (outcome_of(row) != row.outcome)
        throw bad("\"after_seconds\" cannot be null, for the reminder was followed");
    return row;
}

Entry entry_of(const std::string& kind, Members& members) {
    if (kind == "bout") return bout(members);
    if (kind == "break") return BreakRow{members.span()};
    if (kind == "absence") return absence(members);
    if (kind == "unknown") return UnknownRow{members.span()};
    if (kind == "pause") return PauseRow{members.span()};
    if (kind == "hold") return hold(members);
    if (kind == "reminder") return reminder(members);
    throw bad("the kind " + config::in_quotes(kind) + " is not known");
}

}  // namespace

std::string header(Time exported, std::chrono::minutes utc_offset) {
    return Json{{header_member, version}, {"exported", to_text(exported, utc_offset)}}.dump();
}

std::string line(const Entry& entry) {
    const auto json = std::visit([](const auto& row) { return json_of(row); }, entry);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void check_header(std::string_view line) {
    const std::string why = "this is no history that sitbreak exported: ";
    try {
        Members members{line};
        const auto& number = members.take(header_member);
        if (!number.is_number_integer()) throw bad(config::in_quotes(header_member) + " is no version");
        if (number > version)
            throw bad("its format is version " + number.dump() + ", and this sitbreak knows up to " +
                      std::to_string(version));
    } catch (const std::invalid_argument& reason) {
        throw bad(why + reason.what());
    }
}

Entry parse(std::string_view line) {
    Members members{line};
    auto entry = entry_of(members.text("kind"), members);
    members.refuse_others();
    return entry;
}

}  // namespace sitbreak::archive
