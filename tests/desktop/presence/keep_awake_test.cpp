#include "presence/keep_awake.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "desktop_desk.hpp"
#include "stand_in_service.hpp"

using namespace sitbreak;
using namespace sitbreak::desktop_test;
using namespace std::chrono_literals;
using sitting::Passive;

namespace {

constexpr const char* name = "org.kde.Solid.PowerManagement.PolicyAgent";
constexpr const char* path = "/org/kde/Solid/PowerManagement/PolicyAgent";

constexpr guint32 no_sleep = 1;
constexpr guint32 screen_stays_on = 4;

/// PowerDevil's policy agent.
class StandInAgent {
 public:
    explicit StandInAgent(const std::string& address, guint32 inhibited = 0)
        : inhibited_{inhibited}, service_{address, {name}, [this](const Called& called) -> GVariant* {
                                              if (called.path != path || called.interface != name ||
                                                  called.method != "HasInhibition")
                                                  return nullptr;
                                              if (talks_nonsense) return g_variant_new("(u)", 1U);
                                              guint32 types = 0;
                                              g_variant_get(called.arguments, "(u)", &types);
                                              return g_variant_new("(b)", (types & inhibited_) != 0);
                                          }} {}

    void inhibit(guint32 types) {
        inhibited_ = types;
        service_.emit(path, name, "InhibitionsChanged",
                      g_variant_new_parsed("([('player', 'film')], @as [])"));
    }
    void be_mute() { service_.be_mute(); }

    std::atomic<bool> talks_nonsense = false;

 private:
    std::atomic<guint32> inhibited_;
    StandInService service_;
};

struct AgentDesk : DesktopDesk {
    void listen() { keep_awake = std::make_unique<presence::KeepAwake>(*desktop, main.io, told.observe()); }

    std::unique_ptr<presence::KeepAwake> keep_awake;
};

}  // namespace

TEST_CASE_FIXTURE(AgentDesk, "a film keeps the desktop awake, a download does not") {
    StandInAgent agent{bus.address()};
    listen();
    main.run_for(200ms);
    agent.inhibit(no_sleep);
    main.run_for(100ms);
    CHECK(told.all.empty());
    agent.inhibit(no_sleep | screen_stays_on);
    REQUIRE(comes(Passive{true}));
    agent.inhibit(screen_stays_on);
    main.run_for(100ms);
    CHECK(told.all.size() == 1);
    agent.inhibit(0);
    CHECK(comes(Passive{false}));
}

TEST_CASE_FIXTURE(AgentDesk, "a power manager that appears later is heard of, and again when it is back") {
    listen();
    main.run_for(100ms);
    for (int life = 1; life <= 2; ++life) {
        const StandInAgent agent{bus.address(), screen_stays_on};
        REQUIRE(comes(Passive{true}));
    }
    CHECK(comes(Passive{false}));
}

TEST_CASE_FIXTURE(AgentDesk, "a film that runs already is heard of, and ends with the power manager") {
    std::optional<StandInAgent> agent{std::in_place, bus.address(), screen_stays_on};
    listen();
    REQUIRE(comes(Passive{true}));
    SUBCASE("it leaves") {
        agent.reset();
    }
    SUBCASE("the bus dies") {
        bus.kill();
    }
    SUBCASE("it does not know any more") {
        agent->talks_nonsense = true;
        agent->inhibit(screen_stays_on);
    }
    CHECK(comes(Passive{false}));
}

TEST_CASE_FIXTURE(AgentDesk, "a power manager that is mute keeps nothing awake and holds nobody up") {
    StandInAgent agent{bus.address(), screen_stays_on};
    agent.be_mute();
    listen();
    agent.inhibit(screen_stays_on);
    main.run_for(200ms);
    CHECK(told.all.empty());
}

TEST_CASE_FIXTURE(AgentDesk, "no power manager is started, and none wakes it while nothing changes") {
    std::optional<StandInAgent> agent;
    bus.add_service(name, "/usr/bin/touch " + (bus.directory() / "started").string());
    SUBCASE("without one") {}
    SUBCASE("with one") {
        agent.emplace(bus.address(), screen_stays_on);
    }
    listen();
    CHECK(rests());
    CHECK(!std::filesystem::exists(bus.directory() / "started"));
    CHECK(told.all.size() == (agent ? 1 : 0));
}

namespace {

/// The session manager of GNOME, MATE or Cinnamon.
class StandInSessionManager {
 public:
    explicit StandInSessionManager(const std::string& address)
        : service_{address, {"org.gnome.SessionManager"}, [this](const Called& called) -> GVariant* {
                       if (called.path != "/org/gnome/SessionManager" || called.method != "IsInhibited")
                           return nullptr;
                       guint32 flags = 0;
                       g_variant_get(called.arguments, "(u)", &flags);
                       return g_variant_new("(b)", (flags & inhibited_) != 0);
                   }} {}

    void inhibit(guint32 flags) {
        const bool more = flags > inhibited_.exchange(flags);
        service_.emit("/org/gnome/SessionManager", "org.gnome.SessionManager",
                      more ? "InhibitorAdded" : "InhibitorRemoved",
                      g_variant_new("(o)", "/org/gnome/SessionManager/Inhibitor7"));
    }

 private:
    std::atomic<guint32> inhibited_ = 0;
    StandInService service_;
};

}  // namespace

TEST_CASE_FIXTURE(AgentDesk, "a session manager that is kept from idling, whoever else comes and goes") {
    constexpr guint32 from_logging_out = 1;
    constexpr guint32 from_idling = 8;
    StandInSessionManager manager{bus.address()};
    listen();
    main.run_for(200ms);
    manager.inhibit(from_logging_out);
    main.run_for(100ms);
    CHECK(told.all.empty());
    manager.inhibit(from_logging_out | from_idling);
    REQUIRE(comes(Passive{true}));
    {
        const StandInAgent agent{bus.address(), screen_stays_on};
        main.run_for(200ms);
    }
    main.run_for(200ms);
    CHECK(told.all.size() == 1);
    manager.inhibit(0);
    CHECK(comes(Passive{false}));
}
