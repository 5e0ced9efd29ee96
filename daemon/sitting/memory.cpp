#include "sitting/memory.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace sitbreak::sitting {

namespace {

/// How many values an enumeration has that is kept as a number.
template <typename Enum>
constexpr std::int64_t count_of = 0;
template <>
constexpr std::int64_t count_of<End> = 10;
template <>
constexpr std::int64_t count_of<Posture> = 3;
template <>
constexpr std::int64_t count_of<Manner> = 3;
template <>
constexpr std::int64_t count_of<Quiet> = 2;

constexpr std::array all_holds{Hold::call, Hold::do_not_disturb, Hold::full_screen};

std::int64_t bit_of(Hold hold) {
    return std::int64_t{1} << static_cast<int>(hold);
}

/// Calls `field(name, member)` for each member that is one value, and `field.group(name, optional, visit)`
/// for what may be absent and has several: `name` is that of its first.
template <typename SomeMemory, typename Field>
void each_field(SomeMemory& memory, Field& field) {
    field("at", memory.at);
    field("stopped", memory.stopped);
    field.group("bout_begin", memory.bout, [&](auto& bout) {
        field("bout_begin", bout.begin);
        field("bout_absent", bout.absent);
    });
    field.group("after_bout_begin", memory.after_bout, [&](auto& after) {
        field("after_bout_begin", after.begin);
        field("after_reminder", after.after_reminder);
        field("after_bout_known", after.known);
        field("break_said", after.said);
    });
    auto& presence = memory.presence;
    field.group("absence_since", presence.absence, [&](auto& absence) {
        field("absence_since", absence.since);
        field("absence_how", absence.how);
        field("absence_certain_before", absence.certain_before);
        field("absence_certain_since", absence.certain_since);
    });
    field("sign", presence.sign);
    field("sign_floor", presence.sign_floor);
    field("absent_until", presence.absent_until);
    field.group("report_posture", presence.report, [&](auto& report) {
        field("report_posture", report.posture);
        field("report_until", report.until);
    });
    field("leaving", presence.leaving);
    auto& reminding = memory.reminding;
    field("manner", reminding.manner);
    field("snoozes", reminding.snoozes);
    field("quiet_until", reminding.quiet_until);
    field("quiet_by", reminding.quiet_by);
    field("last_tried", reminding.last_tried);
    field("last_shown", reminding.last_shown);
    field("ready_since", reminding.ready_since);
    field.group("open_shown", reminding.open, [&](auto& open) {
        field("open_shown", open.shown);
        field("open_closed", open.closed);
    });
    field("stands", reminding.stands);
    field("unseen", reminding.unseen);
    field("off_schedule", reminding.off_schedule);
    field.group("pause_since", reminding.pause, [&](auto& pause) {
        field("pause_since", pause.since);
        field("pause_until", pause.until);
    });
    field.group("held_since", reminding.held, [&](auto& held) {
        field("held_since", held.since);
        field("held_by", held.by);
    });
}

struct Writer {
    Numbers numbers;

    template <typename Optional, typename Visit>
    void group(std::string_view, const Optional& optional, Visit visit) {
        if (optional) visit(*optional);
    }

    void operator()(std::string_view name, Instant value) { (*this)(name, value.time_since_epoch()); }
    void operator()(std::string_view name, Duration value) { numbers.emplace_back(name, value.count()); }
    void operator()(std::string_view name, const std::set<Hold>& holds) {
        std::int64_t bits = 0;
        for (const Hold hold : holds)
            bits |= bit_of(hold);
        numbers.emplace_back(name, bits);
    }
    template <typename Value>
    void operator()(std::string_view name, const std::optional<Value>& value) {
        if (value) (*this)(name, *value);
    }
    template <typename Value>
        requires std::is_integral_v<Value> || std::is_enum_v<Value>
    void operator()(std::string_view name, Value value) {
        numbers.emplace_back(name, static_cast<std::int64_t>(value));
    }
};

class Reader {
 public:
    explicit Reader(const Numbers& numbers) : numbers_{numbers} {}

    template <typename Optional, typename Visit>
    void group(std::string_view name, Optional& optional, Visit visit) {
        if (find(name)) visit(optional.emplace());
    }

    void operator()(std::string_view name, Instant& value) { value = Instant{Duration{get(name)}}; }
    void operator()(std::string_view name, Duration& value) { value = Duration{get(name)}; }
    void operator()(std::string_view name, bool& value) { value = in_range(name, 2) == 1; }
    void operator()(std::string_view name, int& value) {
        value = static_cast<int>(in_range(name, std::int64_t{1} << 31));
    }
    void operator()(std::string_view name, std::set<Hold>& holds) {
        const auto bits = in_range(name, std::int64_t{1} << all_holds.size());
        for (const Hold hold : all_holds)
            if (bits & bit_of(hold)) holds.insert(hold);
    }
    template <typename Value>
    void operator()(std::string_view name, std::optional<Value>& value) {
        if (find(name)) (*this)(name, value.emplace());
    }
    template <typename Enum>
        requires std::is_enum_v<Enum>
    void operator()(std::string_view name, Enum& value) {
        value = static_cast<Enum>(in_range(name, count_of<Enum>));
    }

 private:
    const std::int64_t* find(std::string_view name) const {
        const auto found =
            std::find_if(numbers_.begin(), numbers_.end(), [name](const auto& n) { return n.first == name; });
        return found == numbers_.end() ? nullptr : &found->second;
    }

    std::int64_t get(std::string_view name) const {
        if (const auto* number = find(name)) return *number;
        throw std::invalid_argument{"missing: " + std::string{name}};
    }

    std::int64_t in_range(std::string_view name, std::int64_t end) const {
        const auto number = get(name);
        if (number < 0 || number >= end)
            throw std::invalid_argument{std::string{name} + " cannot be " + std::to_string(number)};
        return number;
    }

    const Numbers& numbers_;
};

/// Moves every instant.
struct Shifter {
    Duration by;

    template <typename Optional, typename Visit>
    void group(std::string_view, Optional& optional, Visit visit) {
        if (optional) visit(*optional);
    }
    void operator()(std::string_view, Instant& instant) { instant += by; }
    void operator()(std::string_view, std::optional<Instant>& instant) {
        if (instant) *instant += by;
    }
    template <typename Value>
    void operator()(std::string_view, const Value&) {}
};

}  // namespace

Memory Memory::shifted(Duration by) const {
    Memory result = *this;
    Shifter shift{by};
    each_field(result, shift);
    return result;
}

bool same_but_for_the_time(Memory a, const Memory& b) {
    a.at = b.at;
    if (!a.presence.absence && !b.presence.absence) a.presence.sign = b.presence.sign;
    return a == b;
}

Numbers to_numbers(const Memory& memory) {
    Writer writer;
    each_field(memory, writer);
    return std::move(writer.numbers);
}

Memory memory_from(const Numbers& numbers) {
    Memory memory;
    Reader reader{numbers};
    each_field(memory, reader);
    return memory;
}

}  // namespace sitbreak::sitting
