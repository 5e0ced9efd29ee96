#pragma once
// An X server without a screen.

#include <optional>
#include <string>

#include "child.hpp"

namespace sitbreak::desktop_test {

class XServer {
 public:
    /// Returns when it accepts clients.
    XServer();

    void pause() { server_->pause(); }
    void go_on() { server_->go_on(); }

    /// ":1"
    const std::string& display() const { return display_; }

 private:
    std::optional<Child> server_;
    std::string display_;
};

}  // namespace sitbreak::desktop_test
