#pragma once
// A Wayland compositor of the tests' own, on the test's main loop. It has ext-idle-notify-v1 and a seat whose
// idle time passes when the test says so; and it misbehaves on order.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/asio.hpp"

namespace sitbreak::desktop_test {

class Compositor {
 public:
    struct Manners {
        /// Of ext-idle-notify-v1; 0: it has none.
        int version = 2;
        bool has_seat = true;
        /// Listens, and reads nothing until `answer`.
        bool is_mute = false;
    };

    /// Listens at `socket`.
    Compositor(asio::io_context& io, std::filesystem::path socket, Manners manners);
    Compositor(asio::io_context& io, std::filesystem::path socket)
        : Compositor{io, std::move(socket), Manners{}} {}
    /// Hangs up.
    ~Compositor();
    Compositor(const Compositor&) = delete;
    Compositor& operator=(const Compositor&) = delete;

    void answer();
    void input();
    /// So much time passes without input, for the compositor.
    void pass(std::chrono::milliseconds time);
    /// Something holds an idle inhibitor, or no longer does. Its release starts the time anew.
    void inhibit(bool on);
    /// From now on input moves nothing.
    void be_deaf();
    void add_seat();
    void remove_seat();
    /// Everyone that uses its idle notifier has broken the protocol.
    void accuse();
    /// Tells of a pause and of input, that many times.
    void flood(int times);

    /// How many idle notifications its clients have.
    std::size_t notifications() const;

 private:
    struct Server;
    std::unique_ptr<Server> server_;
};

}  // namespace sitbreak::desktop_test
