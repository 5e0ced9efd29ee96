#include "presence/x11_connecting.hpp"

#include <sys/eventfd.h>

#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "platform/guarded.hpp"
#include "platform/unix_fd.hpp"

namespace sitbreak::presence {

namespace {

template <typename T>
using ReplyPtr = platform::Handle<T, std::free>;

XcbConnectionPtr connect(const std::string& display) {
    XcbConnectionPtr connection{xcb_connect(display.c_str(), nullptr)};
    switch (xcb_connection_has_error(connection.get())) {
        case 0:
            return connection;
        case XCB_CONN_CLOSED_PARSE_ERR:
            throw std::runtime_error{"“" + display + "” is no X display"};
        default:
            throw std::runtime_error{"cannot connect to X display " + display};
    }
}

xcb_sync_counter_t find_idletime(xcb_connection_t* connection, const std::string& display) {
    const auto* extension = xcb_get_extension_data(connection, &xcb_sync_id);
    if (!extension || !extension->present)
        throw std::runtime_error{"the X server of display " + display + " has no SYNC extension"};
    const ReplyPtr<xcb_sync_initialize_reply_t> version{xcb_sync_initialize_reply(
        connection, xcb_sync_initialize(connection, XCB_SYNC_MAJOR_VERSION, XCB_SYNC_MINOR_VERSION),
        nullptr)};
    const ReplyPtr<xcb_sync_list_system_counters_reply_t> counters{
        xcb_sync_list_system_counters_reply(connection, xcb_sync_list_system_counters(connection), nullptr)};
    if (!version || !counters) throw std::runtime_error{"the X server of display " + display + " hung up"};

    auto counter = xcb_sync_list_system_counters_counters_iterator(counters.get());
    for (; counter.rem > 0; xcb_sync_systemcounter_next(&counter)) {
        // xcb_sync_systemcounter_name() points two bytes too far: the name begins right after its length.
        const auto* name =
            reinterpret_cast<const char*>(&counter.data->name_len) + sizeof counter.data->name_len;
        // Not a prefix: there are counters of single devices too ("DEVICEIDLETIME 2").
        if (std::string_view{name, counter.data->name_len} == "IDLETIME") return counter.data->counter;
    }
    throw std::runtime_error{"the X server of display " + display + " has no IDLETIME counter"};
}

X11Connected connected_to(const std::string& display) {
    X11Connected found;
    try {
        found.connection = connect(display);
        found.idletime = find_idletime(found.connection.get(), display);
    } catch (const std::runtime_error& error) {
        found.why_not = error.what();
    }
    return found;
}

}  // namespace

/// What the thread and the one who waits for it have in common.
class X11Connecting::Shared {
 public:
    /// Readable once there is a result.
    const platform::UnixFd& done() const { return done_; }

    void put(X11Connected found) {
        {
            const std::lock_guard lock{mutex_};
            result_ = std::move(found);
        }
        ::eventfd_write(done_.get(), 1);
    }
    X11Connected take() {
        const std::lock_guard lock{mutex_};
        return std::move(result_);
    }

 private:
    platform::UnixFd done_ = platform::UnixFd::own(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd");
    std::mutex mutex_;
    X11Connected result_;
};

X11Connecting::X11Connecting(asio::io_context& io, const std::string& display,
                             std::function<void(X11Connected)> on_done)
    : shared_{std::make_shared<Shared>()},
      done_{io, platform::UnixFd::dup_cloexec(shared_->done().get()),
            [this, done = std::move(on_done)] { done(shared_->take()); }} {
    std::thread{[shared = shared_, display] {
        platform::guarded([&] { shared->put(connected_to(display)); });
    }}.detach();
}

}  // namespace sitbreak::presence
