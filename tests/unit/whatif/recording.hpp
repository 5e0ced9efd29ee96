#pragma once
// What a heart's tests have it do, recorded as the daemon records it, and read back.

#include <vector>

#include "desk.hpp"
#include "history/row.hpp"
#include "whatif/recorded.hpp"
#include "whatif/replay.hpp"

namespace sitbreak::whatif::testing {

/// By the clock of the desk, which is an hour east of Greenwich.
inline constexpr std::chrono::minutes utc_offset{60};
history::Clocks clocks(const sitting::test::Desk& desk);

/// Of all rows, each kind in the order of its beginnings.
Recorded recorded_from(const history::Rows& rows);

/// Records what the heart of a desk tells, from now on.
class Recording {
 public:
    explicit Recording(sitting::test::Desk& desk);

    /// Up to now; the bout that is not over too.
    Recorded recorded() const;

    /// Each as the heart told it.
    const std::vector<Bout>& bouts() const { return bouts_; }
    const std::vector<Time>& shown() const { return shown_; }

 private:
    void take(const sitting::Actions& actions);

    sitting::test::Desk& desk_;
    history::Rows rows_;
    std::vector<Bout> bouts_;
    std::vector<Time> shown_;
};

}  // namespace sitbreak::whatif::testing
