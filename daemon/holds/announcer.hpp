#pragma once
// What the lookers tell, as the lines that the daemon reads: "call on", "call off", …, and once "looked".

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "holds/looker.hpp"
#include "sitting/rules.hpp"

namespace sitbreak::holds {

class Announcer {
 public:
    using Say = std::function<void(const std::string& line)>;

    explicit Announcer(Say say) : say_{std::move(say)} {}
    Announcer(const Announcer&) = delete;
    Announcer& operator=(const Announcer&) = delete;

    /// For one more looker of that kind: the kind is on while one of its lookers says so. `looked` waits for
    /// it, if it has not been said. This object must outlive what is given.
    Tell add(sitting::Hold kind);

    /// From now on `looked` is said as soon as every looker has looked.
    void all_added();

    /// `looked` is said now, if it has not been.
    void out_of_patience();

 private:
    void looker_turned(sitting::Hold kind, bool on);
    void say_looked();

    Say say_;
    std::map<sitting::Hold, int> lookers_on_;
    int still_looking_ = 0;
    bool has_all_ = false;
    bool has_said_looked_ = false;
};

}  // namespace sitbreak::holds
