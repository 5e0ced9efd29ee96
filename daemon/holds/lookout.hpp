#pragma once
// Runs sitbreak-holds while it matters whether something speaks for holding a reminder, and passes on what it
// says.

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "holds/program.hpp"
#include "platform/asio.hpp"
#include "platform/lifetime.hpp"
#include "sitting/observation.hpp"

namespace sitbreak::holds {

class Lookout {
 public:
    using Observe = std::function<void(const sitting::Observation&)>;

    /// `program` is where sitbreak-holds is. `observe` is called on the thread that runs `io`, never inside a
    /// call of this object.
    Lookout(asio::io_context& io, std::filesystem::path program, Observe observe);
    ~Lookout();
    Lookout(const Lookout&) = delete;
    Lookout& operator=(const Lookout&) = delete;

    /// What is to be looked for from now on: Held is told of each that is there, then HoldsLooked, then what
    /// changes. With nothing to look for, everything told is told off. Where it cannot be looked, that is
    /// logged once, and HoldsLooked told.
    void look(const std::set<sitting::Hold>& wanted);

 private:
    void start();
    void held(sitting::Hold hold, bool is_on);
    void program_ended(const std::string& why);
    void tell(decltype(sitting::Observation::what) what);
    void tell_all_off();

    asio::io_context& io_;
    std::filesystem::path path_;
    Observe observe_;
    std::set<sitting::Hold> wanted_;
    /// Told on, and not off since.
    std::set<sitting::Hold> holds_;
    bool has_looked_ = false;
    bool has_said_fault_ = false;
    std::unique_ptr<Program> program_;
    platform::Lifetime lifetime_;
};

}  // namespace sitbreak::holds
