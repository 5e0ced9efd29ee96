#pragma once
// What the lookers tell, as the lines that the daemon reads: "call on", "call off", …, and once "looked".

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "holds/looker.hpp"

namespace sitbreak::holds {

enum class Kind { call, do_not_disturb, full_screen };

constexpr std::size_t kind_count = 3;

std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

class Announcer {
 public:
    using Say = std::function<void(const std::string& line)>;

    explicit Announcer(Say say) : say_{std::move(say)} {}
    Announcer(const Announcer&) = delete;
    Announcer& operator=(const Announcer&) = delete;

    /// For one more looker of that kind: the kind is on while one of its lookers says so. `looked` waits for
    /// it, if it has not been said. This object must outlive what is given.
    Tell add(Kind kind);

    /// From now on `looked` is said as soon as every looker has looked.
    void all_added();

    /// `looked` is said now, if it has not been.
    void out_of_patience();

 private:
    void looker_turned(Kind kind, bool on);
    void say_looked();

    Say say_;
    std::array<int, kind_count> lookers_on_{};
    int still_looking_ = 0;
    bool has_all_ = false;
    bool has_said_looked_ = false;
};

}  // namespace sitbreak::holds
