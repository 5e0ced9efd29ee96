#pragma once
// Chooses where input idleness comes from: by what works, the best first. Keeps that source alive, doubts it
// when somebody was there and it did not notice, and says which one counts and why.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/asio.hpp"
#include "platform/boot_timer.hpp"
#include "platform/file_watcher.hpp"
#include "platform/glib_thread.hpp"
#include "platform/growing_pause.hpp"
#include "platform/lifetime.hpp"
#include "presence/mutter_idle.hpp"
#include "presence/source.hpp"
#include "presence/stuck_watch.hpp"

namespace sitbreak::presence {

/// What the session says of itself; an empty variable is none.
struct SessionEnvironment {
    std::optional<std::string> display;
    std::optional<std::string> wayland_display;

    /// DISPLAY and WAYLAND_DISPLAY of this process.
    static SessionEnvironment of_process();
};

class Inputs {
 public:
    /// The first source is opened by the io_context, not inside this constructor; `observe` then hears its
    /// state, or NoSource if there is none to be had. What is there but does not answer is tried again. `io`
    /// and `desktop` are to outlive this object, and `io` the end of the desktop thread.
    Inputs(asio::io_context& io, platform::GlibThread& desktop, SessionEnvironment environment,
           sitting::Duration idle_threshold, Observe observe);
    ~Inputs();
    Inputs(const Inputs&) = delete;
    Inputs& operator=(const Inputs&) = delete;

    /// As InputSource's; also for sources opened later. Callable from inside `observe`.
    void look(sitting::Duration idle_threshold);
    void machine_woke();

    /// Somebody else than a source of input tells that it is idle or resumed: logind, by the session's
    /// IdleHint. That comes late and tells of few pauses, so it counts only where there is no source: in its
    /// pauses nobody is there. False if `observation` is of something else.
    bool take_hint(const sitting::Observation& observation);

    /// Somebody has just done what takes a hand at this desk: pressed a button of ours, unlocked the screen.
    /// A source that goes on seeing nobody is opened anew, and if that does not help, another one is taken.
    void hand_seen();

    /// The screen was locked or unlocked, which takes a hand. A source that saw input all the time while it
    /// was locked, and for long, is opened anew, and if that does not help, another one is taken.
    void screen_locked(bool on, sitting::Instant at);

    /// What counts, to follow "counts by": "input on X display :0 (XSync)", "the clock alone: …". Empty until
    /// that is decided, which is before the first observation.
    const std::string& status() const { return status_; }

 private:
    struct Candidate;
    /// A candidate's source, or why it has none.
    struct Entry {
        std::unique_ptr<InputSource> source;
        std::string why_not;
        /// The server took the connection, whether or not it can serve.
        bool is_there = false;
        /// There may be one another time.
        bool is_worth_another_try = false;
        /// Since when it has looked.
        sitting::Instant opened_at{};
        /// It did not notice a hand, and no input since.
        bool is_deaf = false;
        /// It saw input where nobody was, and told of no pause since.
        bool is_stuck = false;
        /// It does not do what it is for.
        bool is_useless = false;
        /// Its source has told what the input does; that is what waited to be passed on.
        bool is_open = false;
        std::vector<sitting::Observation> told;
    };
    static const std::vector<Candidate>& candidates();

    void start_over();
    void open_next();
    void open(std::size_t index);
    void slow();
    void told(std::size_t index, const sitting::Observation& observation);
    void opened(std::size_t index);
    void failed(std::size_t index);
    void lost();
    void drop(const std::string& why, bool is_useless);
    void try_again_later();
    void use_none();
    std::string why_not(std::size_t count) const;
    std::string why_none() const;
    void watch_for_return();
    void doubt();
    void saw_input_of_nobody(sitting::Duration length);
    void follow_hint();
    void close(std::size_t index);
    void stop_counting();
    InputSource* counting() { return counts_ ? entries_[*counts_].source.get() : nullptr; }

    asio::io_context& io_;
    platform::GlibThread& desktop_;
    SessionEnvironment environment_;
    sitting::Duration idle_threshold_;
    Observe observe_;
    /// As many as candidates, in their order.
    std::vector<Entry> entries_;
    /// Which candidate is to be opened next.
    std::size_t next_ = 0;
    /// Which one's source is the one that counts.
    std::optional<std::size_t> counts_;
    /// Whether what counts told last that there is no input.
    bool is_idle_ = false;
    /// And whether it told that something keeps the desktop awake.
    bool is_kept_awake_ = false;
    bool tells_none_ = false;
    StuckWatch stuck_watch_;
    /// Since when logind's hint says that nobody is there, unless somebody was.
    std::optional<sitting::Instant> hinted_idle_;
    /// A source was lost that may come back.
    bool awaits_return_ = false;
    std::string status_;
    sitting::Instant opened_at_{};
    platform::GrowingPause pause_;
    platform::BootTimer retry_;
    platform::BootTimer patience_;
    platform::BootTimer doubt_;
    /// While nothing counts, for the servers' return.
    std::vector<std::unique_ptr<platform::FileWatcher>> sockets_;
    std::optional<MutterAppears> mutter_;
    platform::Lifetime lifetime_;
};

}  // namespace sitbreak::presence
