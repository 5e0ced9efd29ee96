#include "control/service.hpp"

#include <unistd.h>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "desktop_desk.hpp"
#include "platform/glib_handle.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::GVariantPtr;
using platform::OutError;

namespace {

/// Somebody else on the bus. Every call waits for its answer, so it is not for the main thread.
class Client {
 public:
    explicit Client(const std::string& address) {
        GErrorPtr error;
        const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
        connection_.reset(g_dbus_connection_new_for_address_sync(address.c_str(), flags, nullptr, nullptr,
                                                                 OutError{error}));
        REQUIRE_MESSAGE(connection_, error->message);
    }

    /// Empty, or the name of the error that was answered.
    std::string call(const char* method, GVariant* arguments) {
        GErrorPtr error;
        const GVariantPtr answer{g_dbus_connection_call_sync(
            connection_.get(), control::bus_name, control::object_path, control::bus_name, method, arguments,
            nullptr, G_DBUS_CALL_FLAGS_NO_AUTO_START, 10'000, nullptr, OutError{error})};
        if (answer) return "";
        const platform::GCharPtr name{g_dbus_error_get_remote_error(error.get())};
        return name ? name.get() : error->message;
    }

    /// Asks for SittingSince, and behind it for Skip; gives what SittingSince was once both are answered.
    std::int64_t sitting_since_and_skip() {
        const platform::GMainContextPtr context{g_main_context_new()};
        g_main_context_push_thread_default(context.get());
        std::optional<GVariantPtr> answer;
        g_dbus_connection_call(
            connection_.get(), control::bus_name, control::object_path, "org.freedesktop.DBus.Properties",
            "Get", g_variant_new("(ss)", control::bus_name, "SittingSince"), G_VARIANT_TYPE("(v)"),
            G_DBUS_CALL_FLAGS_NONE, 10'000, nullptr,
            [](GObject* connection, GAsyncResult* result, gpointer into) {
                static_cast<std::optional<GVariantPtr>*>(into)->emplace(g_dbus_connection_call_finish(
                    reinterpret_cast<GDBusConnection*>(connection), result, nullptr));
            },
            &answer);
        CHECK(call("Skip", nullptr).empty());
        while (!answer)
            g_main_context_iteration(context.get(), TRUE);
        g_main_context_pop_thread_default(context.get());
        return number_in(answer->get());
    }

    std::int64_t sitting_since() {
        const GVariantPtr answer{g_dbus_connection_call_sync(
            connection_.get(), control::bus_name, control::object_path, "org.freedesktop.DBus.Properties",
            "Get", g_variant_new("(ss)", control::bus_name, "SittingSince"), G_VARIANT_TYPE("(v)"),
            G_DBUS_CALL_FLAGS_NONE, 10'000, nullptr, nullptr)};
        return number_in(answer.get());
    }

 private:
    /// -1 where there is no answer.
    static std::int64_t number_in(GVariant* answer) {
        if (answer == nullptr) return -1;
        GVariant* value = nullptr;
        g_variant_get(answer, "(v)", &value);
        const GVariantPtr owned{value};
        return g_variant_get_int64(value);
    }

    GObjectPtr<GDBusConnection> connection_;
};

struct ServiceDesk : DesktopDesk {
    void serve() {
        service = std::make_unique<control::Service>(
            *desktop, main.io, [this](const control::Called& call) { called.push_back(call); });
    }
    ~ServiceDesk() { service.reset(); }

    /// Does `work` on a thread of its own while the main thread runs.
    void meanwhile(const std::function<void(Client&)>& work) {
        std::atomic<bool> done = false;
        std::thread other{[&] {
            Client client{bus.address()};
            work(client);
            done = true;
        }};
        CHECK(main.until([&done] { return done.load(); }));
        other.join();
    }

    std::vector<control::Called> called;
    std::unique_ptr<control::Service> service;
};

control::Snapshot since(std::int64_t when) {
    control::Snapshot snapshot;
    snapshot.state = "seated";
    snapshot.sitting_since = when;
    return snapshot;
}

}  // namespace

TEST_CASE_FIXTURE(ServiceDesk, "what is published is what is answered, while both threads are at it") {
    serve();
    std::atomic<bool> ends = false;
    std::thread other{[&] {
        Client client{bus.address()};
        std::int64_t last = 0;
        while (!ends) {
            const auto now = client.sitting_since();
            CHECK(now >= last);
            last = now;
        }
        CHECK(client.sitting_since() == 500);
    }};
    for (int when = 1; when <= 500; ++when) {
        service->publish(since(when));
        service->tell(control::ReminderShown{"walk", 1800});
        main.run_for(1ms);
    }
    ends = true;
    other.join();
}

TEST_CASE_FIXTURE(ServiceDesk, "who asks before anything is known is answered once it is") {
    serve();
    std::atomic<std::int64_t> seen = 0;
    std::thread other{[&] {
        Client client{bus.address()};
        seen = client.sitting_since_and_skip();
    }};
    REQUIRE(main.until([this] { return called.size() == 1; }));
    service->publish(since(42));
    called[0].answer(control::Until{1800});
    CHECK(main.until([&seen] { return seen != 0; }));
    other.join();
    CHECK(seen == 42);
}

TEST_CASE_FIXTURE(ServiceDesk, "the same published again wakes nobody") {
    serve();
    service->publish(since(7));
    CHECK(rests());
    const auto before = thread_wakeups();
    for (int times = 0; times < 100; ++times)
        service->publish(since(7));
    main.run_for(100ms);
    CHECK(thread_wakeups() == before);
}

TEST_CASE_FIXTURE(ServiceDesk, "a call comes to the main thread and is answered from there") {
    serve();
    std::string refused;
    std::string followed;
    std::atomic<int> answered = 0;
    std::thread other{[&] {
        Client client{bus.address()};
        refused = client.call("Snooze", g_variant_new("(x)", gint64{600}));
        followed = client.call("Skip", nullptr);
        answered = 1;
    }};
    REQUIRE(main.until([this] { return called.size() == 1; }));
    CHECK(std::get<control::Snooze>(called[0].command).for_how_long == 10min);
    called[0].answer(control::Error{control::Error::Kind::not_due, "none is due"});
    REQUIRE(main.until([this] { return called.size() == 2; }));
    called[1].answer(control::Until{1800});
    REQUIRE(main.until([&answered] { return answered == 1; }));
    other.join();
    CHECK(refused == "org.sitbreak.Sitbreak1.Error.NotDue");
    CHECK(followed.empty());
}

TEST_CASE_FIXTURE(ServiceDesk, "a call that nobody answers is answered when it is dropped") {
    serve();
    meanwhile([this](Client& client) {
        std::thread dropping{[this] {
            // Once the main thread has it.
            while (true) {
                std::promise<bool> dropped;
                asio::post(main.io, [&] {
                    dropped.set_value(!called.empty());
                    called.clear();
                });
                if (dropped.get_future().get()) return;
            }
        }};
        CHECK(client.call("Skip", nullptr) == "org.freedesktop.DBus.Error.NoReply");
        dropping.join();
    });
}

TEST_CASE_FIXTURE(ServiceDesk, "a second one is refused, and told who runs") {
    serve();
    CHECK_THROWS_WITH_AS(
        (control::Service{*desktop, main.io, [](const auto&) {}}),
        doctest::Contains(("sitbreakd already runs as process " + std::to_string(getpid())).c_str()),
        std::runtime_error);
    service.reset();
    main.run_for(50ms);
    CHECK_NOTHROW(serve());
}

TEST_CASE_FIXTURE(ServiceDesk, "without a bus it goes on, and takes its name when there is one") {
    bus.kill();
    serve();
    service->publish(since(42));
    bus.start();
    meanwhile([](Client& client) {
        while (client.sitting_since() != 42)
            std::this_thread::sleep_for(20ms);
    });
}

TEST_CASE_FIXTURE(ServiceDesk, "a bus that dies again and again is returned to") {
    serve();
    for (int lives = 1; lives <= 3; ++lives) {
        bus.kill();
        service->publish(since(lives));
        bus.start();
        meanwhile([lives](Client& client) {
            while (client.sitting_since() != lives)
                std::this_thread::sleep_for(20ms);
        });
    }
}
