#pragma once
// What logind on the system bus knows of this session: locked or not, on the screen or not, whether somebody
// keeps the machine from idling, and when it goes to sleep. Tells Locked, SessionActive, Asleep, Leaving and,
// when it changes, Passive; and as InputIdle and InputResumed what the desktop says in the session's
// IdleHint.
//
// Before a sleep it holds the machine back (a "delay" inhibitor) until the observer has heard Asleep{true};
// then it lets go by itself.

#include <memory>

#include "platform/asio.hpp"
#include "platform/glib_thread.hpp"
#include "presence/source.hpp"

namespace sitbreak::presence {

class Logind {
 public:
    /// Works on the desktop thread; `observe` is called on the thread that runs `main`. A bus, a logind or a
    /// session that is not there, or goes away, is said once in the log and looked for again. Both `desktop`
    /// and `main` are to outlive this object, and `main` the end of the desktop thread.
    Logind(platform::GlibThread& desktop, asio::io_context& main, Observe observe);

    /// `observe` is not called afterwards. Does not wait for the desktop thread.
    ~Logind();

    Logind(const Logind&) = delete;
    Logind& operator=(const Logind&) = delete;

 private:
    struct Watch;
    struct Hearer;

    platform::GlibThread& desktop_;
    std::shared_ptr<Hearer> hearer_;
    std::shared_ptr<Watch> watch_;
};

}  // namespace sitbreak::presence
