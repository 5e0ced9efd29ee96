#include "reminder/desktop.hpp"

#include <future>
#include <mutex>
#include <utility>

#include "platform/boot_clock.hpp"
#include "platform/glib_thread.hpp"
#include "reminder/delivery.hpp"

namespace sitbreak::reminder {

/// What both threads know of each other. It lives for as long as one of them still may use it.
class Desktop::Link : public std::enable_shared_from_this<Link> {
 public:
    Link(asio::io_context& main, Events events) : main_{main}, events_{std::move(events)} {}

    /// To be called once, on the main thread.
    std::shared_ptr<Delivery> connect() {
        delivery_ = std::make_shared<Delivery>(
            Delivery::Events{[link = weak_from_this()](Delivery::Happening what) {
                                 if (const auto alive = link.lock())
                                     alive->post(&Events::observed,
                                                 sitting::Observation{platform::boot_now(), std::move(what)});
                             },
                             [link = weak_from_this()](const Outcome& outcome) {
                                 if (const auto alive = link.lock()) alive->post(&Events::came_out, outcome);
                             }});
        return delivery_;
    }

    const std::shared_ptr<Delivery>& delivery() const { return delivery_; }

    /// Nothing is reported from now on. False if that was so already.
    bool sever() {
        const std::lock_guard lock{mutex_};
        return !std::exchange(severed_, true);
    }

 private:
    template <typename What>
    void post(std::function<void(const What&)> Events::* event, const What& what) {
        const std::lock_guard lock{mutex_};
        if (severed_) return;
        asio::post(main_, [link = shared_from_this(), event, what] {
            if (!link->severed()) (link->events_.*event)(what);
        });
    }

    bool severed() {
        const std::lock_guard lock{mutex_};
        return severed_;
    }

    asio::io_context& main_;
    Events events_;
    std::shared_ptr<Delivery> delivery_;
    std::mutex mutex_;
    bool severed_ = false;
};

Desktop::Desktop(platform::GlibThread& thread, asio::io_context& main, Events events)
    : thread_{thread}, link_{std::make_shared<Link>(main, std::move(events))} {
    thread_.invoke([delivery = link_->connect()] { delivery->open(); });
}

Desktop::~Desktop() {
    stop_then({});
}

void Desktop::show(const Message& message) {
    link_->delivery()->wish(message);
    thread_.invoke([delivery = link_->delivery()] { delivery->apply(); });
}

void Desktop::withdraw() {
    link_->delivery()->wish(Delivery::Nothing{});
    thread_.invoke([delivery = link_->delivery()] { delivery->apply(); });
}

bool Desktop::stop(std::chrono::milliseconds patience) {
    auto told = std::make_shared<std::promise<void>>();
    const std::future<void> done = told->get_future();
    stop_then([told] { told->set_value(); });
    return done.wait_for(patience) == std::future_status::ready;
}

void Desktop::stop_then(std::function<void()> done) {
    if (!link_->sever()) {
        if (done) done();
        return;
    }
    thread_.invoke([delivery = link_->delivery(), done = std::move(done)] { delivery->close(done); });
}

}  // namespace sitbreak::reminder
