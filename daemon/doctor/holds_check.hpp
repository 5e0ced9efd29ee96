#pragma once
// What speaks against a reminder now, as sitbreak-holds sees it.

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "config/settings.hpp"
#include "doctor/daemon_check.hpp"
#include "doctor/finding.hpp"
#include "holds/program.hpp"
#include "platform/asio.hpp"
#include "sitting/rules.hpp"

namespace sitbreak::doctor {

struct HoldsFacts {
    std::set<sitting::Hold> on{};
    bool has_looked = false;
    /// Why it did not get as far as that.
    std::string fault{};
};

/// Runs sitbreak-holds until it has looked at everything.
class HoldsTrial {
 public:
    /// Told on the thread that runs `io`.
    HoldsTrial(asio::io_context& io, const std::filesystem::path& program);

    bool is_over() const { return facts_.has_looked || !facts_.fault.empty(); }
    const HoldsFacts& facts() const { return facts_; }

 private:
    HoldsFacts facts_;
    std::unique_ptr<holds::Program> program_;
};

/// Whoever shows notifications was told not to.
Finding do_not_disturb_finding(const SessionBusFacts& bus, const HoldsFacts& facts);

/// The rest. `settings` are those in the file.
Finding holds_finding(const HoldsFacts& facts, const config::ReminderSettings& settings);

}  // namespace sitbreak::doctor
