#include "presence/wayland_idle.hpp"

#include <doctest/doctest.h>

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "compositor.hpp"
#include "footprint.hpp"
#include "main_thread.hpp"
#include "platform/boot_clock.hpp"
#include "presence/inputs.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using platform::boot_now;
using presence::Inputs;
using sitting::InputIdle;
using sitting::InputResumed;
using sitting::NoSource;
using sitting::Passive;
using sitting::SourceLost;

namespace {

constexpr auto slack = 500ms;
constexpr auto a_glance = 250ms;

bool are_near(sitting::Instant a, sitting::Instant b) {
    return std::chrono::abs(a - b) <= slack;
}

struct Directory {
    Directory() {
        std::string name = "/tmp/sitbreak-wayland-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Directory() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

struct Session {
    void start(Compositor::Manners manners = {}) { compositor.emplace(main.io, socket, manners); }

    /// Looks from now on; the source has told nothing yet.
    void look(sitting::Duration threshold = 60s, sitting::Duration proves_itself = 5min) {
        looked_at = boot_now();
        source = presence::open_wayland_idle(main.io, socket, threshold, told.observe(), proves_itself);
    }

    /// Looks at a desk where nobody is.
    void look_at_an_empty_desk(sitting::Duration threshold = 60s) {
        look(threshold);
        REQUIRE(main.until([this] { return compositor->notifications() > 0; }));
        compositor->pass(a_glance);
        REQUIRE(told_count<InputIdle>(1));
    }

    /// Looks at a desk where somebody types.
    void look_at_somebody(sitting::Duration threshold = 60s) {
        look_at_an_empty_desk(threshold);
        compositor->input();
        REQUIRE(told_count<InputResumed>(1));
        told.all.clear();
    }

    template <typename What>
    bool told_count(std::size_t times) {
        return main.until([this, times] { return told.count<What>() == times; });
    }

    bool tells(decltype(sitting::Observation::what) what) {
        return main.until([this, &what] { return told.ends_with(what); });
    }

    Directory directory;
    std::string socket = directory.path / "wayland-7";
    PresenceThread main;
    std::optional<Compositor> compositor;
    Told told;
    sitting::Instant looked_at{};
    std::unique_ptr<presence::InputSource> source;
};

/// With the choice among sources.
struct ChoiceSession : Session {
    platform::GlibThread desktop;
};

}  // namespace

TEST_CASE_FIXTURE(Session, "Wayland: nobody types when it is first looked, and then somebody does") {
    start();
    look();
    CHECK(told.all.empty());
    REQUIRE(main.until([this] { return compositor->notifications() == 3; }));
    compositor->pass(a_glance);
    REQUIRE(told_count<InputIdle>(1));
    CHECK(are_near(told.all.back().at, looked_at));
    CHECK(source->name() == "input on Wayland display " + socket + " (ext-idle-notify-v1, version 2)");

    compositor->input();
    REQUIRE(told_count<InputResumed>(1));
    CHECK(are_near(told.all.back().at, boot_now()));
    CHECK(main.until([this] { return compositor->notifications() == 2; }));
    CHECK(told.all.size() == 2);
}

TEST_CASE_FIXTURE(Session, "Wayland: somebody types on when it is first looked") {
    start();
    look();
    REQUIRE(told_count<InputResumed>(1));
    CHECK(told.all.size() == 1);
    // The first short pause proves that the compositor tells of pauses; nothing else comes of it.
    compositor->pass(a_glance);
    CHECK(main.until([this] { return compositor->notifications() == 2; }));
    compositor->input();
    main.run_for(50ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Session, "Wayland: a pause is told when it is long enough, from its beginning") {
    start();
    look_at_somebody(60s);
    compositor->pass(59s);
    main.run_for(20ms);
    CHECK(told.all.empty());
    compositor->pass(1s);
    REQUIRE(tells(InputIdle{}));
    CHECK(are_near(told.all.back().at, boot_now() - 60s));
    compositor->input();
    REQUIRE(tells(InputResumed{}));
    CHECK(told.count<Passive>() == 0);
}

TEST_CASE_FIXTURE(Session,
                  "Wayland: what keeps the desktop awake is told before the pause that it explains") {
    start();
    look_at_somebody(60s);
    compositor->inhibit(true);
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    REQUIRE(told.all.size() == 2);
    CHECK(told.all.front().what == decltype(sitting::Observation::what){Passive{true}});

    SUBCASE("until it lets go") {
        compositor->inhibit(false);
        compositor->pass(54s);
        REQUIRE(tells(Passive{false}));
        CHECK(are_near(told.all.back().at, boot_now() - 54s));
        compositor->pass(1h);
        main.run_for(20ms);
        CHECK(told.all.size() == 3);
    }
    SUBCASE("or somebody is back") {
        compositor->input();
        REQUIRE(told_count<InputResumed>(1));
        CHECK(tells(Passive{false}));
    }
}

TEST_CASE_FIXTURE(Session, "Wayland: what begins to keep an empty desk awake is told") {
    start();
    look_at_somebody(60s);
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    compositor->inhibit(true);
    CHECK(tells(Passive{true}));
}

TEST_CASE_FIXTURE(Session, "Wayland: in version 1 what is kept awake counts as input") {
    start({.version = 1});
    look_at_somebody(60s);
    CHECK(source->name() == "input on Wayland display " + socket + " (ext-idle-notify-v1, version 1)");
    compositor->inhibit(true);
    compositor->pass(1h);
    main.run_for(20ms);
    CHECK(told.all.empty());
    compositor->inhibit(false);
    compositor->pass(60s);
    CHECK(tells(InputIdle{}));
}

TEST_CASE_FIXTURE(Session, "Wayland: version 1 that is kept awake from the start") {
    start({.version = 1});
    compositor->inhibit(true);
    look(60s, 0s);
    REQUIRE(told_count<InputResumed>(1));
    source->look(30s);
    main.run_for(20ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Session, "Wayland: another threshold counts at once, but a pause that was told stays one") {
    start();
    look_at_somebody(60s);
    source->look(5s);
    main.run_for(20ms);
    compositor->pass(5s);
    REQUIRE(tells(InputIdle{}));
    source->look(60s);
    main.run_for(20ms);
    compositor->pass(1s);
    CHECK(told.all.size() == 1);
    compositor->input();
    REQUIRE(tells(InputResumed{}));
    main.run_for(20ms);
    compositor->pass(59s);
    main.run_for(20ms);
    CHECK(told.all.size() == 2);
    compositor->pass(1s);
    CHECK(tells(InputIdle{}));
}

TEST_CASE_FIXTURE(Session, "Wayland: after a sleep nothing holds that was told before it, and input shows") {
    start();
    look_at_somebody(60s);
    const auto woke_at = boot_now();
    source->machine_woke();
    // Its timers ran through the sleep, for notifications that are no more.
    compositor->pass(2h);
    main.run_for(20ms);
    CHECK(told.all.empty());
    compositor->pass(a_glance);
    main.run_for(20ms);
    CHECK(told.all.empty());  // when the last input was, it cannot know
    compositor->input();
    CHECK(tells(InputResumed{}));
    CHECK(told.all.back().at >= woke_at);
}

TEST_CASE_FIXTURE(Session, "Wayland: a seat may come late") {
    start({.has_seat = false});
    look();
    main.run_for(600ms);
    CHECK(told.all.empty());
    compositor->add_seat();
    CHECK(told_count<InputResumed>(1));
}

TEST_CASE_FIXTURE(Session, "Wayland: a seat that is taken away") {
    start();
    look_at_somebody();
    compositor->remove_seat();
    REQUIRE(tells(SourceLost{}));
    CHECK(source->fault() == "the compositor has taken the seat away");
    source->look(5s);
    source->machine_woke();
    compositor->add_seat();
    compositor->pass(1h);
    main.run_for(50ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Session, "Wayland: a compositor without the protocol") {
    start({.version = 0});
    look();
    REQUIRE(tells(SourceLost{}));
    CHECK(source->fault() == "the compositor does not tell of idleness (ext-idle-notify-v1)");
}

TEST_CASE_FIXTURE(Session, "Wayland: a compositor that ends") {
    start();
    look_at_somebody();
    compositor.reset();
    REQUIRE(tells(SourceLost{}));
    CHECK(source->fault() == "the compositor is gone");
    source->look(5s);
    source->machine_woke();
    main.run_for(50ms);
    CHECK(told.all.size() == 1);
}

TEST_CASE_FIXTURE(Session, "Wayland: a protocol error is told in its words") {
    start();
    look_at_somebody();
    compositor->accuse();
    REQUIRE(tells(SourceLost{}));
    const auto fault = source->fault();
    CHECK(fault.starts_with("the compositor ended it: protocol error 7 on ext_idle_notifier_v1#"));
}

TEST_CASE_FIXTURE(Session, "Wayland: nobody listens") {
    CHECK_THROWS_WITH_AS(
        look(), ("cannot connect to Wayland display " + socket + " (No such file or directory)").c_str(),
        std::runtime_error);
}

TEST_CASE_FIXTURE(Session, "Wayland: a compositor that reads nothing holds up nobody") {
    start({.is_mute = true});
    look();
    for (int i = 1; i <= 5000; ++i)
        source->look(i * 1s);
    main.run_for(50ms);
    CHECK(told.all.empty());
    compositor->answer();
    CHECK(told_count<InputResumed>(1));
}

TEST_CASE_FIXTURE(Session, "Wayland: a compositor that floods it") {
    start();
    look_at_somebody();
    for (int i = 0; i < 100; ++i) {
        compositor->flood(100);
        main.run_for(1ms);
    }
    compositor->pass(60s);
    CHECK(tells(InputIdle{}));
    compositor->input();
    CHECK(tells(InputResumed{}));
}

TEST_CASE_FIXTURE(Session, "Wayland: one that never tells of a pause is of no use") {
    start();
    look(60s, 100ms);
    REQUIRE(told_count<InputResumed>(1));
    main.run_for(100ms);
    source->look(60s);
    REQUIRE(tells(SourceLost{}));
    CHECK(!source->may_recover());
}

TEST_CASE_FIXTURE(Session, "Wayland: nothing wakes it while somebody types on and while nobody is there") {
    start();
    look_at_somebody();
    main.run_for(20ms);
    // The compositor lives on the same loop, so its own work would be counted, too.
    compositor->input();
    CHECK(main.run_for(1s) == 0);
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    main.run_for(20ms);
    CHECK(main.run_for(1s) == 0);
}

TEST_CASE_FIXTURE(Session, "Wayland: a thousand reconnects leave nothing behind") {
    start();
    look_at_somebody();
    leaves_nothing_behind(main, [this] {
        told.all.clear();
        source->machine_woke();
        source.reset();
        REQUIRE(main.until([this] { return compositor->notifications() == 0; }));
        look();
        REQUIRE(main.until([this] { return compositor->notifications() == 3; }));
    });
}

TEST_CASE_FIXTURE(ChoiceSession, "the compositor counts, is lost, and is found again where it was") {
    Inputs inputs{main.io, desktop, {{}, socket}, 60s, told.observe()};
    REQUIRE(tells(NoSource{}));
    for (int life = 1; life <= 3; ++life) {
        start();
        REQUIRE(tells(InputResumed{}));
        CHECK(inputs.status() == "input on Wayland display " + socket + " (ext-idle-notify-v1, version 2)");
        compositor.reset();
        REQUIRE(tells(SourceLost{}));
        CHECK(inputs.status().find("the compositor is gone") != std::string::npos);
    }
    CHECK(told.count<NoSource>() == 1);
}

TEST_CASE_FIXTURE(ChoiceSession,
                  "a compositor that does not answer is not waited for, but counts when it does") {
    start({.is_mute = true});
    Inputs inputs{main.io, desktop, {":77", socket}, 60s, told.observe()};
    REQUIRE(tells(NoSource{}));
    CHECK(inputs.status().starts_with(
        "the clock alone: input on Wayland display " + socket +
        ": no answer yet; an X server under a compositor sees the input to X programs alone"));
    compositor->answer();
    REQUIRE(tells(InputResumed{}));
    CHECK(inputs.status() == "input on Wayland display " + socket + " (ext-idle-notify-v1, version 2)");
}

TEST_CASE_FIXTURE(ChoiceSession, "who cannot tell of a pause in a film is not stuck for that") {
    const auto lock_for_long = [this](Inputs& inputs) {
        inputs.screen_locked(true, boot_now());
        inputs.screen_locked(false, boot_now() + 1h);
        main.run_for(50ms);
    };
    SUBCASE("with version 1, which idle inhibitors silence") {
        start({.version = 1});
        Inputs inputs{main.io, desktop, {{}, socket}, 60s, told.observe()};
        REQUIRE(tells(InputResumed{}));
        lock_for_long(inputs);
        CHECK(told.count<SourceLost>() == 0);
    }
    SUBCASE("but with version 2, which they do not") {
        start({.version = 2});
        Inputs inputs{main.io, desktop, {{}, socket}, 60s, told.observe()};
        REQUIRE(tells(InputResumed{}));
        lock_for_long(inputs);
        CHECK(told.count<SourceLost>() == 1);
    }
}

TEST_CASE_FIXTURE(ChoiceSession,
                  "a source that does not notice a hand is opened anew, and then not believed") {
    start();
    Inputs inputs{main.io, desktop, {":77", socket}, 60s, told.observe()};
    REQUIRE(tells(InputResumed{}));
    inputs.hand_seen();
    CHECK(told.all.size() == 1);
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    compositor->be_deaf();
    inputs.hand_seen();
    REQUIRE(told_count<SourceLost>(1));
    REQUIRE(main.until([this] { return compositor->notifications() == 0; }));
    REQUIRE(main.until([this] { return compositor->notifications() == 3; }));
    compositor->pass(a_glance);
    REQUIRE(tells(InputIdle{}));
    inputs.hand_seen();
    REQUIRE(told_count<SourceLost>(2));
    REQUIRE(tells(NoSource{}));
    CHECK(inputs.status().starts_with("the clock alone: input on Wayland display " + socket +
                                      " (ext-idle-notify-v1, version 2): somebody was at this desk, and it "
                                      "did not notice; an X server under "
                                      "a compositor sees the input to X programs alone"));
}

TEST_CASE_FIXTURE(ChoiceSession, "nobody at the desk when it is first looked is no sign of a person") {
    start();
    const auto before = boot_now();
    Inputs inputs{main.io, desktop, {{}, socket}, 60s, told.observe()};
    REQUIRE(main.until([this] { return compositor->notifications() == 3; }));
    compositor->pass(a_glance);
    REQUIRE(tells(InputIdle{}));
    CHECK(are_near(told.all.back().at, before - 60s));
    compositor->input();
    REQUIRE(tells(InputResumed{}));
    CHECK(are_near(told.all.back().at, boot_now()));
}

TEST_CASE_FIXTURE(ChoiceSession, "a hand that the source notices by itself starts no doubt") {
    start();
    Inputs inputs{main.io, desktop, {{}, socket}, 60s, told.observe()};
    REQUIRE(tells(InputResumed{}));
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    inputs.hand_seen();
    compositor->input();
    REQUIRE(tells(InputResumed{}));
    compositor->pass(60s);
    REQUIRE(tells(InputIdle{}));
    main.run_for(2200ms);
    CHECK(told.count<SourceLost>() == 0);
}
