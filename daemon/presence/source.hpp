#pragma once
// What a source of input idleness is to the rest of the program.

#include <functional>
#include <string>
#include <string_view>

#include "sitting/observation.hpp"
#include "sitting/time.hpp"

namespace sitbreak::presence {

/// Takes an observation; called on the main thread.
using Observe = std::function<void(const sitting::Observation&)>;

/// Tells from when on there was no input (InputIdle, back-dated to the last input) and when it came back
/// (InputResumed), in turn; one that sees that the desktop is kept awake tells Passive too, before the
/// InputIdle that it explains. It opens by telling which of the first two holds, as soon as it knows that,
/// which may be inside its constructor. When what it asks cannot serve, or dies, it tells SourceLost once and
/// is of no more use; it must not be destroyed from inside that call. A constructor may also throw
/// std::runtime_error with a reason a person can act on.
class InputSource {
 public:
    InputSource() = default;
    virtual ~InputSource() = default;
    InputSource(const InputSource&) = delete;
    InputSource& operator=(const InputSource&) = delete;

    /// What it goes by, for a person: "input on X display :0 (XSync)".
    virtual std::string_view name() const = 0;

    /// Why it told SourceLost, for a person: "the compositor is gone".
    virtual std::string fault() const = 0;

    /// Whether opening it anew may help, once it told SourceLost.
    virtual bool may_recover() const { return true; }

    /// Whether it tells of a pause also while something keeps the desktop awake.
    virtual bool tells_of_each_pause() const { return true; }

    /// After how long without input InputIdle is told. If there has already been none for that long, it is
    /// told soon; if InputIdle was told already, this counts from the next input on.
    virtual void look(sitting::Duration idle_threshold) = 0;

    /// The machine was suspended: what was told before means nothing. The next input is told as InputResumed,
    /// whatever was told last, and no InputIdle lies before this call.
    virtual void machine_woke() = 0;
};

}  // namespace sitbreak::presence
